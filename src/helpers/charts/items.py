"""Shares of records or people as bars with their interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.layers import down, head_layer, headings, note_layer
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, message, unchecked

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
    """Return bars from 0 to 100 %, labels above them, a line for the interval, the percentage at the end.

    Parameters
    ----------
    rows
        A share for each row in whole per cent with its interval, or why it is not shown.
    palette
        Colours and typeface.
    colour
        Name of the bars' colour in the palette.
    """
    if not rows:
        return message("There are no items to draw.", palette)
    heads, starts, height = headings((row.label for row in rows), BAR)
    bars, notes = [], []
    for row, y in zip(rows, starts, strict=True):
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
    place = down(height)
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
        head_layer(heads, height),
        note_layer(notes, height, palette),
        alt.Chart(data([note]))
        .mark_text(align="left", baseline="top", fill=palette["muted"])
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="text:N"),
    ]
    return finished(alt.layer(*layers).properties(width=WIDTH, height=height), palette, height + 24)
