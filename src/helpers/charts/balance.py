"""Strengths and areas for improvement as bars to the two sides of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.bars import HEIGHT as BAR
from helpers.charts.bars import Piece, row_of_bars
from helpers.charts.layers import bar_layers, down, headings
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, unchecked


@dataclass(frozen=True)
class BalanceRow:
    """Counts of findings about one quality indicator or theme."""

    label: str
    strengths: int
    improvements: int
    mixed: int


@unchecked
def balance_chart(rows: Sequence[BalanceRow], palette: Palette) -> Drawing:
    """Return bars of counts: areas for improvement and mixed to the left of a line, strengths to its right.

    Parameters
    ----------
    rows
        Counts by row, in the order from top to bottom.
    palette
        Colours and typeface.
    """
    names = ["Area for improvement", "Mixed", "Strength"]
    colours = [palette["answer-2"], palette["answer-3"], palette["answer-5"]]
    left = max((row.improvements + row.mixed for row in rows), default=0)
    right = max((row.strengths for row in rows), default=0)
    scale = WIDTH / max(1, left + right)
    heads, starts, height = headings((row.label for row in rows), BAR)
    bars, rules = [], []
    for row, y in zip(rows, starts, strict=True):
        rules.append({"y": y - 3, "bottom": y + BAR + 3})
        x = (left - row.improvements - row.mixed) * scale
        numbers = (row.improvements, row.mixed, row.strengths)
        pieces = (
            Piece(name, number, colour, str(number), 10 * len(str(number)))
            for name, number, colour in zip(names, numbers, colours, strict=True)
        )
        bars += row_of_bars(pieces, x, y, scale, palette, "side", "number")
    named, drawn, written = bar_layers(heads, bars, "side", (names, colours), height, palette)
    line = (
        alt.Chart(data(rules))
        .mark_rule(stroke=palette["ink"], opacity=0.55)
        .encode(x=alt.value(round(left * scale, 1)), y=alt.Y("y:Q", **down(height)), y2="bottom:Q")
    )
    chart = alt.layer(named, drawn, line, written).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + 44)
