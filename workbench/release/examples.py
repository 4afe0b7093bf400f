"""Possible answers to a breakdown, found by arithmetic: they spare the attacker most of its work.

An example that fits everything published shows of many counts at once how small or large they may be. Each is checked
against every relation before it counts, so a poor one costs time and never safety.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count as numbers

from workbench.release.knowledge import Breakdown, Counts, Knowledge

# Shares of a group that may have answered, as parts of what all together did.
_RATES = (1.0, 0.97, 0.94, 0.9, 0.85, 1.03, 0.8, 1.06, 0.7)
_MOST = 24


def examples(knowledge: Knowledge, breakdowns: Sequence[Breakdown]) -> Iterator[dict[str, int]]:
    """Yield possible answers of all breakdowns together.

    Parameters
    ----------
    knowledge
        What is published.
    breakdowns
        The breakdowns; those of the same question share its counts.
    """
    known = {name: each.low for name, each in knowledge.counts.items() if each.published}
    found: list[list[dict[str, int]]] = []
    for breakdown in breakdowns:
        sizes = _sizes(known, breakdown)
        if sizes is None:
            continue
        published = breakdown.whole.yes in known and breakdown.whole.base in known
        made = list(_shown(known, breakdown, sizes) if published else _hidden(knowledge, breakdown, sizes))
        if made:
            found.append(made)
    most = min(max(map(len, found), default=0), _MOST)
    for turn in range(most):
        together: dict[str, int] = {}
        for made in found:
            together |= made[turn % len(made)]
        yield together


def _sizes(known: Mapping[str, int], breakdown: Breakdown) -> list[int] | None:
    """Return a possible size of every group; groups without a published one share what is left."""
    if breakdown.whole.size not in known:
        return None
    left = known[breakdown.whole.size] - sum(known.get(group.size, 0) for group in breakdown.groups)
    without = [place for place, group in enumerate(breakdown.groups) if group.size not in known]
    if left < 0 or (left and not without):
        return None
    parts = {place: left // len(without) + (n < left % len(without)) for n, place in enumerate(without)}
    return [parts[place] if place in parts else known[group.size] for place, group in enumerate(breakdown.groups)]


def _hidden(knowledge: Knowledge, breakdown: Breakdown, sizes: Sequence[int]) -> Iterator[dict[str, int]]:
    """Yield answers to a question of which nothing is published: everybody said yes, or nobody did."""
    everybody = sum(sizes)
    for yes, first in ((True, True), (False, True), (False, False)):
        made: dict[str, int] = {}
        for counts, size in ((breakdown.whole, everybody), *zip(breakdown.groups, sizes, strict=True)):
            made |= _made(counts, size if yes else 0, 0 if yes else size, size)
        for place, part in enumerate(knowledge.splits.get(breakdown.whole.rest, ())):
            made[part] = everybody if not yes and (place == 0) == first else 0
        yield made


def _made(counts: Counts, yes: int, rest: int, size: int) -> dict[str, int]:
    return {
        counts.yes: yes,
        counts.rest: rest,
        counts.base: yes + rest,
        counts.out: size - yes - rest,
        counts.size: size,
    }


def _shown(known: Mapping[str, int], breakdown: Breakdown, sizes: Sequence[int]) -> Iterator[dict[str, int]]:
    """Yield answers in which each group that is not shown has as many, and as few, of each kind as it may."""
    whole = breakdown.whole
    hidden = [place for place, percent in enumerate(breakdown.percents) if percent is None and sizes[place]]
    nobody = [place for place, percent in enumerate(breakdown.percents) if percent is None and not sizes[place]]
    rate = known[whole.base] / max(known[whole.size], 1)
    room = sum(sizes[place] for place in hidden)
    for factor in _RATES:
        made: dict[str, int] = {}
        yes, rest = known[whole.yes], known[whole.base] - known[whole.yes]
        for place, percent in enumerate(breakdown.percents):
            if percent is None:
                continue
            pair = _near(percent, min(rate * factor, 1.0) * sizes[place], sizes[place], breakdown.reach)
            if pair is None:
                return
            made |= _made(breakdown.groups[place], *pair, sizes[place])
            yes, rest = yes - pair[0], rest - pair[1]
        enough = not hidden or min(yes, rest) >= breakdown.reach
        if yes < 0 or rest < 0 or yes + rest > room or not enough:
            continue
        for place in nobody:
            made |= _made(breakdown.groups[place], 0, 0, 0)
        if not hidden:
            if not (yes or rest):
                yield made
            continue
        for place in hidden:
            order = [place, *(other for other in hidden if other != place)]
            yield made | _spread(breakdown, sizes, order, yes, rest, True)
            yield made | _spread(breakdown, sizes, order, rest, yes, False)
        return


def _spread(
    breakdown: Breakdown, sizes: Sequence[int], order: Sequence[int], first: int, second: int, yes: bool
) -> dict[str, int]:
    """Give the first group as many of the first kind as it can have, and of the second as few as it must."""
    ones, others = {}, {}
    for place in order:
        ones[place] = min(sizes[place], first)
        first -= ones[place]
    for place in reversed(order):
        others[place] = min(sizes[place] - ones[place], second)
        second -= others[place]
    made: dict[str, int] = {}
    for place in order:
        pair = (ones[place], others[place]) if yes else (others[place], ones[place])
        made |= _made(breakdown.groups[place], *pair, sizes[place])
    return made


def _near(percent: int, wanted: float, size: int, reach: int) -> tuple[int, int] | None:
    """Return how many may be counted and not counted in a group of which a per cent is published, or None.

    Examples
    --------
    >>> _near(82, 94, 100, 5), _near(100, 30, 40, 5), _near(97, 20, 22, 5)
    ((77, 17), (30, 0), None)
    """
    middle = round(wanted)
    for step in numbers():
        if step > size:
            return None
        for base in {middle - step, middle + step}:
            if not 0 < base <= size:
                continue
            low = -(-(2 * percent - 1) * base // 200) if percent > 1 else percent
            high = ((2 * percent + 1) * base - 1) // 200 if percent < 99 else base - (percent == 99)
            low, high = (0, 0) if percent == 0 else (base, base) if percent == 100 else (low, high)
            low = max(low, reach) if percent else low
            high = min(high, base - reach) if percent < 100 else high
            if low <= high:
                return low, base - low
    return None
