"""Possible counts found by trying: some counts as wanted, and the others after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from helpers.protection.narrowing import Row, narrow_all
from helpers.protection.puzzle import ContradictionError


def tried(
    rows: Sequence[Row],
    around: Mapping[int, Sequence[int]],
    low: Sequence[int],
    high: Sequence[int],
    wanted: Sequence[tuple[int, int]],
    others: Sequence[int],
) -> list[int] | None:
    """Return counts that may fit, or None where none were found at once; whether they do fit is for the caller to see.

    Parameters
    ----------
    rows
        What is published, by the positions of the counts.
    around
        The rows that each count stands in.
    low, high
        The limits of the counts.
    wanted
        Positions of counts with the number that each should have, the first of them above all.
    others
        What every other count should be, if it may.

    Examples
    --------
    >>> tried([(((0, 1), (1, 1)), 8, 8)], {0: [0], 1: [0]}, [0, 0], [8, 8], [(1, 5)], [0, 0])
    [3, 5]
    """
    lows, highs = list(low), list(high)
    for place, aim in (*wanted, *enumerate(others)):
        if lows[place] == highs[place]:
            continue
        for number in _near(aim, lows[place], highs[place]):
            before, after = lows.copy(), highs.copy()
            before[place] = after[place] = number
            try:
                narrow_all(rows, around, before, after, around.get(place, ()))
            except ContradictionError:
                continue
            lows, highs = before, after
            break
        else:
            return None
    return lows


def _near(aim: int, low: int, high: int) -> Iterator[int]:
    """Yield the wanted number, or the nearest that may be, and then some others."""
    first = min(max(aim, low), high)
    yield from dict.fromkeys((first, min(first + 1, high), max(first - 1, low), high, low))
