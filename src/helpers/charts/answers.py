"""Answers to survey questions as diverging bars: positive to the right of a common line, the others to its left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.bars import HEIGHT as BAR
from helpers.charts.bars import Piece, row_of_bars
from helpers.charts.layers import bar_layers, down, headings, note_layer
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, message, unchecked

TOGETHER = "Other answers, not shown apart"


@dataclass(frozen=True)
class AnswerRow:
    """One question: whole per cents of its answers, or why they are not shown.

    ``rest`` stands for ``negative`` and ``neutral`` together where showing them apart would give small numbers away.
    """

    label: str
    negative: int | None = None
    neutral: int | None = None
    positive: int | None = None
    rest: int | None = None
    hidden: str = ""

    @property
    def left(self) -> int:
        """Per cent drawn to the left of the line."""
        return self.rest if self.rest is not None else (self.negative or 0) + (self.neutral or 0)


@unchecked
def answers_chart(rows: Sequence[AnswerRow], labels: tuple[str, str, str], palette: Palette) -> Drawing:
    """Return diverging bars, a row a question, all positive answers beginning at one line.

    Parameters
    ----------
    rows
        Questions in the order they are drawn; a row with ``hidden`` says so in words and has no bar.
    labels
        What negative, neutral and positive answers are called.
    palette
        Colours.
    """
    if not rows:
        return message("There are no answers to draw.", palette)
    shown = [row for row in rows if not row.hidden]
    left = max((row.left for row in shown), default=50)
    right = max((row.positive for row in shown), default=50)
    scale = WIDTH / max(1, left + right)
    zero = left * scale
    heads, starts, height = headings((row.label for row in rows), BAR)
    names = [*labels, TOGETHER] if any(row.rest is not None for row in shown) else list(labels)
    colours = [palette["answer-2"], palette["answer-3"], palette["answer-5"], palette["wash"]][: len(names)]
    bars, notes = [], []
    for row, y in zip(rows, starts, strict=True):
        if row.hidden:
            notes.append({"text": row.hidden, "y": y + BAR / 2})
            continue
        x = zero - row.left * scale
        parts = (
            ((3, row.rest), (2, row.positive))
            if row.rest is not None
            else ((0, row.negative), (1, row.neutral), (2, row.positive))
        )
        pieces = (
            Piece(names[place], percent, colours[place], f"{percent}%", 11 * len(str(percent)) + 8)
            for place, percent in parts
        )
        bars += row_of_bars(pieces, x, y, scale, palette, "answer", "percent")
    columns = 2 if len(names) > 3 else 3
    layers = [
        *bar_layers(heads, bars, "answer", (names, colours), height, palette, columns=columns),
        note_layer(notes, height, palette),
    ]
    if shown:
        rules = [{"y": bar["y"] - 3, "bottom": bar["bottom"] + 3} for bar in bars]
        layers.insert(
            2,
            alt.Chart(data(rules))
            .mark_rule(stroke=palette["ink"], strokeWidth=1, opacity=0.55)
            .encode(x=alt.value(round(zero, 1)), y=alt.Y("y:Q", **down(height)), y2="bottom:Q"),
        )
    chart = alt.layer(*layers).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + (64 if len(names) > 3 else 40))
