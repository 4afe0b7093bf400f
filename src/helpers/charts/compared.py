"""One area among all others: a strip for each indicator, with Scotland and the family group marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.layers import across, down
from helpers.charts.theme import LINE, WIDTH, Drawing, Palette, data, finished, message, tops, unchecked, wrapped

STRIP = 22


@dataclass(frozen=True)
class ComparedRow:
    """One indicator: this area, the reference values, every area's value, and what is written beside them."""

    label: str
    detail: str
    area: float | None
    scotland: float | None
    family: float | None
    everybody: tuple[float, ...]


@unchecked
def compared_chart(rows: Sequence[ComparedRow], names: tuple[str, str, str], palette: Palette) -> Drawing:
    """Return a strip for each indicator, from the lowest to the highest area, each on its own scale.

    Parameters
    ----------
    rows
        Indicators with at least two areas' values.
    names
        What the area, Scotland and the family group are called.
    palette
        Colours.
    """
    if not rows:
        return message("There are no published figures to compare.", palette)
    texts = [[*wrapped(row.label), *wrapped(row.detail)] for row in rows]
    starts, height = tops(texts, STRIP, gap=16)
    margin = 8
    heads, details, lines, ticks, marks = [], [], [], [], []
    for row, text, top in zip(rows, texts, starts, strict=True):
        own = len(wrapped(row.label))
        y = top + LINE * len(text) + 4 + STRIP / 2
        heads.append({"lines": text[:own], "y": top})
        details.append({"lines": text[own:], "y": top + LINE * own})
        low, high = min(row.everybody), max(row.everybody)
        spread = (high - low) or 1

        def within(value: float, low: float = low, spread: float = spread) -> float:
            return round(margin + (WIDTH - 2 * margin) * min(1, max(0, (value - low) / spread)), 1)

        lines.append({"y": y, "x": margin, "end": WIDTH - margin})
        ticks += [{"y": y, "x": within(value)} for value in sorted(row.everybody)]
        for name, value in zip(names[::-1], (row.family, row.scotland, row.area), strict=True):
            if value is not None:
                marks.append({"y": y, "x": within(value), "who": name})
    horizontal, place = across(), down(height)
    colours = [palette["answer-5"], palette["series-2"], palette["series-3"]]
    legend = alt.Legend(title=None)
    texted = {"align": "left", "baseline": "top", "lineHeight": LINE}
    chart = alt.layer(
        alt.Chart(data(heads))
        .mark_text(fontWeight="bold", **texted)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="lines:N"),
        alt.Chart(data(details))
        .mark_text(fill=palette["muted"], **texted)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="lines:N"),
        alt.Chart(data(lines))
        .mark_rule(stroke=palette["line"], strokeWidth=2)
        .encode(x=alt.X("x:Q", **horizontal), x2="end:Q", y=alt.Y("y:Q", **place)),
        alt.Chart(data(ticks))
        .mark_tick(color=palette["edge"], thickness=1, size=12, orient="vertical", opacity=0.6)
        .encode(x=alt.X("x:Q", **horizontal), y=alt.Y("y:Q", **place)),
        alt.Chart(data(marks))
        .mark_point(filled=True, opacity=1, size=170, stroke=palette["paper"], strokeWidth=1.5)
        .encode(
            x=alt.X("x:Q", **horizontal),
            y=alt.Y("y:Q", **place),
            color=alt.Color("who:N", scale=alt.Scale(domain=list(names), range=colours), legend=legend),
            shape=alt.Shape(
                "who:N", legend=legend, scale=alt.Scale(domain=list(names), range=["circle", "diamond", "triangle-up"])
            ),
        ),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + 44)
