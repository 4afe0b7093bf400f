"""A tile for each area, as large for a small one as for a large one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from helpers.charts.layers import across, down
from helpers.charts.maps import tile_lines
from helpers.charts.theme import Palette
from helpers.explorer.charts.brush import brush_of
from helpers.explorer.charts.look import Look, dressed, look_of, own_edge, palette_in, shades
from helpers.explorer.charts.told import marked, short, told
from helpers.explorer.drawn import Drawn
from helpers.explorer.places import Place

_TILE = 62


def tiles_chart(
    places: Sequence[Place],
    grid: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    alt_text: str,
    palette: Palette,
) -> Drawn:
    """Return a tile for each area; a click chooses it or lets it go.

    Parameters
    ----------
    places
        The areas that have a figure.
    grid
        Row and column of each area, from 1.
    names
        What is written into each tile, by area.
    alt_text, palette
        What the chart shows in words, and the colours.
    """
    found, order, shade = {place.area: place for place in places}, tuple(sorted(grid)), shades(places, palette)
    top, left = min(row for row, _ in grid.values()), min(column for _, column in grid.values())
    tiles, words = [], []
    for number, area in enumerate(order):
        place, name, (row, column) = found.get(area), names.get(area, area), grid[area]
        x, y = (column - left) * _TILE, (row - top) * _TILE
        edges = {"x": x + 1, "end": x + _TILE - 1, "y": y + 1, "bottom": y + _TILE - 1, "colour": shade(place)}
        tiles.append(told(place, number, name) | edges)
        lines = [*tile_lines(name), short(place.value) if place else "–"]
        step = min(14, (_TILE - 6) / len(lines))
        first = y + _TILE / 2 - step * (len(lines) - 1) / 2
        # A click on the words is one on their tile: they know their place as well.
        words += [
            {"place": number, "x": x + _TILE / 2, "y": first + step * n, "text": line, "ink": palette.on(shade(place))}
            for n, line in enumerate(lines)
        ]
    wide = max(column for _, column in grid.values()) - left + 1
    high = max(row for row, _ in grid.values()) - top + 1
    frame = _frame(wide * _TILE, high * _TILE, look_of(palette))
    return Drawn("point", frame, {"tiles": tiles, "words": words}, alt_text, order)


@lru_cache(maxsize=8)
def _frame(wide: int, high: int, look: Look) -> dict[str, Any]:
    palette, brush = palette_in(look), brush_of("point")
    x, y = alt.X("x:Q", **across(wide)), alt.Y("y:Q", **down(high))
    tiles = (
        alt.Chart(alt.NamedData(name="tiles"))
        .mark_rect(cornerRadius=3, strokeWidth=2)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            y2="bottom:Q",
            fill=alt.Fill("colour:N", scale=None),
            stroke=own_edge(palette),
            **marked(brush),
        )
    )
    words = (
        alt.Chart(alt.NamedData(name="words"))
        .mark_text(baseline="middle", fontSize=12)
        .encode(x=x, y=y, text="text:N", fill=alt.Fill("ink:N", scale=None))
    )
    return dressed(alt.layer(tiles.add_params(brush), words).properties(width=wide, height=high), palette)
