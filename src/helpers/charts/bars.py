"""Bars drawn end to end from one place: where each begins and ends, and whether its number fits into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from helpers.charts.theme import Palette

HEIGHT = 20
_AROUND = 10  # free space on both sides of a number together


@dataclass(frozen=True)
class Piece:
    """One bar of a row.

    Parameters
    ----------
    name
        What it stands for.
    number
        Its length in the chart's units.
    colour
        Its colour, which decides the colour of the number in it.
    text
        The number as it is written.
    width
        How wide that is.
    """

    name: str
    number: int
    colour: str
    text: str
    width: int


def row_of_bars(
    pieces: Iterable[Piece], start: float, top: float, scale: float, palette: Palette, key: str, number: str
) -> list[dict[str, Any]]:
    """Return the bars of one row, from left to right; a bar without length is left out.

    Parameters
    ----------
    pieces
        The bars in their order.
    start, top
        Where the first begins, in pixels.
    scale
        Pixels for one unit.
    palette
        For the colour of the numbers.
    key, number
        What the columns for a bar's name and number are called.

    Examples
    --------
    >>> from helpers.charts.theme import palette_of
    >>> pieces = [Piece("a", 10, "#ffffff", "10", 22), Piece("b", 1, "#ffffff", "1", 11)]
    >>> [(bar["x"], bar["end"], bar["text"]) for bar in row_of_bars(pieces, 0, 0, 6, palette_of({}), "who", "n")]
    [(0, 60, '10'), (60, 66, '')]
    """
    bars, x = [], start
    for piece in pieces:
        end = x + piece.number * scale
        if piece.number:
            bars.append(
                {
                    key: piece.name,
                    number: piece.number,
                    "text": piece.text if end - x >= _AROUND + piece.width else "",
                    "x": round(x, 1),
                    "end": round(end, 1),
                    "middle": round((x + end) / 2, 1),
                    "y": top,
                    "bottom": top + HEIGHT,
                    "centre": top + HEIGHT / 2,
                    "ink": palette.on(piece.colour),
                }
            )
        x = end
    return bars
