"""Shares of records or people as bars with their interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.theme import LINE, WIDTH, Drawing, Palette, data, finished, message, tops, unchecked, wrapped

BAR = 16
_SPAN = WIDTH - 110  # the rest holds the figures at the end of the longest bar


@dataclass(frozen=True)
class ItemRow:
    """One share in whole per cent with its interval, or why it is not shown."""

    label: str
    percent: int = 0
    low: int = 0
    high: int = 0
    hidden: str = ""


@unchecked
def items_chart(rows: Sequence[ItemRow], palette: Palette, colour: str = "answer-4") -> Drawing:
    """Return bars from 0 to 100 %, labels above them, a line for the interval, the percentage at the end."""
    if not rows:
        return message("There are no items to draw.", palette)
    texts = [wrapped(row.label) for row in rows]
    starts, height = tops(texts, BAR)
    heads, bars, notes = [], [], []
    for row, lines, top in zip(rows, texts, starts, strict=True):
        y = top + LINE * len(lines) + 4
        heads.append({"lines": lines, "y": top})
        if row.hidden:
            notes.append({"text": row.hidden, "y": y + BAR / 2})
            continue
        bars.append(
            {
                "percent": row.percent,
                "low": row.low,
                "high": row.high,
                "y": y,
                "bottom": y + BAR,
                "centre": y + BAR / 2,
                "zero": 0,
                "full": 100,
                "text": f"{row.percent}%",
            }
        )
    note = {"text": "Line across a bar: likely range (95% interval)", "y": height + 2}
    across = {"scale": alt.Scale(domain=[0, 100], range=[0, _SPAN]), "axis": None}
    place = {"scale": alt.Scale(domain=[0, height], range=[0, height]), "axis": None}
    drawn = alt.Chart(data(bars))
    middle = alt.Y("centre:Q", **place)
    layers = [
        drawn.mark_bar(fill=palette["wash"]).encode(
            x=alt.X("zero:Q", **across), x2="full:Q", y=alt.Y("y:Q", **place), y2="bottom:Q"
        ),
        drawn.mark_bar(fill=palette[colour], stroke=palette["edge"], strokeWidth=1).encode(
            x=alt.X("zero:Q", **across), x2="percent:Q", y=alt.Y("y:Q", **place), y2="bottom:Q"
        ),
        drawn.mark_rule(stroke=palette["ink"], strokeWidth=2).encode(x=alt.X("low:Q", **across), x2="high:Q", y=middle),
        *(
            drawn.mark_tick(color=palette["ink"], thickness=2, size=10, orient="vertical").encode(
                x=alt.X(f"{end}:Q", **across), y=middle
            )
            for end in ("low", "high")
        ),
        drawn.mark_text(align="left", baseline="middle", fontWeight="bold").encode(
            x=alt.value(_SPAN + 14), y=middle, text="text:N"
        ),
        alt.Chart(data(heads))
        .mark_text(align="left", baseline="top", lineHeight=LINE)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="lines:N"),
        alt.Chart(data(notes))
        .mark_text(align="left", baseline="middle", fill=palette["muted"], fontStyle="italic")
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="text:N"),
        alt.Chart(data([note]))
        .mark_text(align="left", baseline="top", fill=palette["muted"])
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="text:N"),
    ]
    return finished(alt.layer(*layers).properties(width=WIDTH, height=height), palette, height + 24)
