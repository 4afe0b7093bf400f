"""Strengths and areas for improvement as bars to the two sides of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.bars import HEIGHT as BAR
from helpers.charts.bars import Piece, row_of_bars
from helpers.charts.theme import LINE, WIDTH, Drawing, Palette, data, finished, tops, unchecked, wrapped


@dataclass(frozen=True)
class BalanceRow:
    """Counts of findings about one quality indicator or theme."""

    label: str
    strengths: int
    improvements: int
    mixed: int


@unchecked
def balance_chart(rows: Sequence[BalanceRow], palette: Palette) -> Drawing:
    """Return bars of counts: areas for improvement and mixed to the left of a line, strengths to its right."""
    names = ["Area for improvement", "Mixed", "Strength"]
    colours = [palette["answer-2"], palette["answer-3"], palette["answer-5"]]
    left = max((row.improvements + row.mixed for row in rows), default=0)
    right = max((row.strengths for row in rows), default=0)
    scale = WIDTH / max(1, left + right)
    texts = [wrapped(row.label) for row in rows]
    starts, height = tops(texts, BAR)
    bars, heads, rules = [], [], []
    for row, lines, top in zip(rows, texts, starts, strict=True):
        y = top + LINE * len(lines) + 4
        heads.append({"lines": lines, "y": top})
        rules.append({"y": y - 3, "bottom": y + BAR + 3})
        x = (left - row.improvements - row.mixed) * scale
        numbers = (row.improvements, row.mixed, row.strengths)
        pieces = (
            Piece(name, number, colour, str(number), 10 * len(str(number)))
            for name, number, colour in zip(names, numbers, colours, strict=True)
        )
        bars += row_of_bars(pieces, x, y, scale, palette, "side", "number")
    across = {"scale": alt.Scale(domain=[0, WIDTH], range=[0, WIDTH]), "axis": None}
    place = {"scale": alt.Scale(domain=[0, height], range=[0, height]), "axis": None}
    drawn = alt.Chart(data(bars))
    chart = alt.layer(
        alt.Chart(data(heads))
        .mark_text(align="left", baseline="top", lineHeight=LINE)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **place), text="lines:N"),
        drawn.mark_bar(stroke=palette["edge"], strokeWidth=1).encode(
            x=alt.X("x:Q", **across),
            x2="end:Q",
            y=alt.Y("y:Q", **place),
            y2="bottom:Q",
            color=alt.Color("side:N", scale=alt.Scale(domain=names, range=colours), legend=alt.Legend(title=None)),
        ),
        alt.Chart(data(rules))
        .mark_rule(stroke=palette["ink"], opacity=0.55)
        .encode(x=alt.value(round(left * scale, 1)), y=alt.Y("y:Q", **place), y2="bottom:Q"),
        drawn.mark_text(baseline="middle").encode(
            x=alt.X("middle:Q", **across),
            y=alt.Y("centre:Q", **place),
            text="text:N",
            fill=alt.Fill("ink:N", scale=None),
        ),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + 44)
