"""Limits of counts, narrowed by what is published of their sums: with names or positions for the counts alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import Any

from helpers.protection.puzzle import ContradictionError

# How often each row is looked at, at most; a slow tail is left to the solver.
_PASSES = 50
#: Weights by count, and the ends of their sum; None for an open end.
Row = tuple[tuple[tuple[Any, int], ...], int | None, int | None]
# A list by position, or a mapping by name.
Ends = MutableMapping[Any, Any] | list[Any]


def narrow_all(
    rows: Sequence[Row], around: Mapping[Any, Sequence[int]], low: Ends, high: Ends, first: Iterable[int]
) -> None:
    """Pass limits along the rows until nothing changes.

    Parameters
    ----------
    rows
        What is published.
    around
        The rows that each count stands in.
    low, high
        The limits, which are changed; ``high`` is None where there is none.
    first
        The rows to begin with.

    Raises
    ------
    ContradictionError
        When no counts fit.

    Examples
    --------
    >>> low, high = [0, 5], [None, None]
    >>> narrow_all([(((0, 1), (1, 1)), 8, 8)], {0: [0], 1: [0]}, low, high, [0])
    >>> low, high
    ([0, 5], [3, 8])
    """
    queue = deque(first)
    waiting = set(queue)
    budget = _PASSES * (len(rows) + 1)
    while queue and budget:
        budget -= 1
        number = queue.popleft()
        waiting.discard(number)
        terms, least, most = rows[number]
        changed: list[Any] = []
        if most is not None:
            _lower(terms, 1, most, low, high, changed)
        if least is not None:
            _lower(terms, -1, -least, low, high, changed)
        for name in changed:
            for other in around[name]:
                if other not in waiting:
                    waiting.add(other)
                    queue.append(other)


def _lower(
    terms: tuple[tuple[Any, int], ...], turn: int, limit: int, low: Ends, high: Ends, changed: list[Any]
) -> None:
    """Narrow by ``turn`` times the sum being ``limit`` at most: what the others take at least is not left for one."""
    widest, unknown = 0, None
    for name, weight in terms:
        start, end = low[name], high[name]
        rate = turn * weight
        if end is None:
            if rate > 0:
                limit -= rate * start
                widest = -1
            elif unknown is None:
                unknown = (name, rate)
            else:
                return
            continue
        limit -= rate * (start if rate > 0 else end)
        if widest >= 0:
            room = (end - start) * (rate if rate > 0 else -rate)
            if room > widest:
                widest = room
            elif room < 0:
                raise _contradiction(terms)
    # What is left beside the least that all take.
    if unknown is not None:
        name, rate = unknown
        start = -(limit // -rate)
        if start > low[name]:
            low[name] = start
            changed.append(name)
        return
    if limit < 0:
        raise _contradiction(terms)
    if 0 <= widest <= limit:
        return
    for name, weight in terms:
        rate = turn * weight
        if rate > 0:
            end = low[name] + limit // rate
            if high[name] is None or end < high[name]:
                high[name] = end
                changed.append(name)
        else:
            start = high[name] - limit // -rate
            if start > low[name]:
                low[name] = start
                changed.append(name)


def _contradiction(terms: tuple[tuple[Any, int], ...]) -> ContradictionError:
    return ContradictionError(f"no counts fit what is published of {', '.join(str(name) for name, _ in terms)}")
