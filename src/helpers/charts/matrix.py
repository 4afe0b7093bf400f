"""A grid of labelled tiles: words carry the meaning, colour only repeats it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.layers import across, down
from helpers.charts.theme import LINE, WIDTH, Drawing, Palette, data, finished, unchecked, wrapped

TILE = 96
_GAP = 6


@dataclass(frozen=True)
class Tile:
    """One cell: its row, its column, what is written in it, and which kind it is."""

    row: str
    column: str
    lines: tuple[str, ...]
    kind: str


@unchecked
def matrix_chart(
    tiles: Sequence[Tile], rows: Sequence[str], columns: Sequence[str], colours: Mapping[str, str], palette: Palette
) -> Drawing:
    """Return tiles in rows and columns, the row's label above each row.

    Parameters
    ----------
    tiles
        At most one for each row and column.
    rows, columns
        Labels in order; columns are repeated above the first row.
    colours
        Colour of each kind of tile.
    palette
        Colours of the rest.
    """
    wide = (WIDTH - _GAP * (len(columns) - 1)) / len(columns)
    fits = max(8, int(wide / 7.6))
    heads = [wrapped(column, fits) for column in columns]
    above = LINE * max(len(lines) for lines in heads) + 8
    tops, y = {}, above
    labels = []
    for row in rows:
        lines = wrapped(row)
        labels.append({"lines": lines, "y": y})
        tops[row] = y + LINE * len(lines) + 4
        y = tops[row] + TILE + 16
    height = y
    places = {column: number * (wide + _GAP) for number, column in enumerate(columns)}
    drawn, texts = [], []
    for tile in tiles:
        x, top = places[tile.column], tops[tile.row]
        colour = colours[tile.kind]
        drawn.append({"x": round(x, 1), "end": round(x + wide, 1), "y": top, "bottom": top + TILE, "colour": colour})
        lines = [part for line in tile.lines for part in wrapped(line, fits)]
        first = top + TILE / 2 - LINE * (len(lines) - 1) / 2
        texts += [
            {"x": round(x + wide / 2, 1), "y": first + LINE * number, "text": line, "ink": palette.on(colour)}
            for number, line in enumerate(lines)
        ]
    headings = [
        {"x": round(places[column] + wide / 2, 1), "text": line, "y": above - 8 - LINE * (len(lines) - number - 1)}
        for column, lines in zip(columns, heads, strict=True)
        for number, line in enumerate(lines)
    ]
    chart = alt.layer(
        alt.Chart(data(headings))
        .mark_text(baseline="bottom", fill=palette["muted"])
        .encode(x=alt.X("x:Q", **across()), y=alt.Y("y:Q", **down(height)), text="text:N"),
        alt.Chart(data(labels))
        .mark_text(align="left", baseline="top", lineHeight=LINE, fontWeight="bold")
        .encode(x=alt.value(0), y=alt.Y("y:Q", **down(height)), text="lines:N"),
        alt.Chart(data(drawn))
        .mark_rect(cornerRadius=4, stroke=palette["edge"], strokeWidth=1)
        .encode(
            x=alt.X("x:Q", **across()),
            x2="end:Q",
            y=alt.Y("y:Q", **down(height)),
            y2="bottom:Q",
            fill=alt.Fill("colour:N", scale=None),
        ),
        alt.Chart(data(texts))
        .mark_text(baseline="middle")
        .encode(
            x=alt.X("x:Q", **across()),
            y=alt.Y("y:Q", **down(height)),
            text="text:N",
            fill=alt.Fill("ink:N", scale=None),
        ),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height)
