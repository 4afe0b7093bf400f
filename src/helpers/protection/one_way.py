"""Lists of counts, with or without their total."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.protection.cells import Shown, hidden_cell, shown_number
from helpers.protection.demand import Thresholds, demand_of


def protect_one_way(
    counts: Sequence[int], total_published: bool, profile: Thresholds, *, fixed: Sequence[int] = ()
) -> list[Shown]:
    """Protect the counts of one list of categories.

    Where the total is published but itself unsafe, it has to be held back by the caller, and all counts are.

    Parameters
    ----------
    counts
        A count for every category.
    total_published
        Whether a reader knows their sum.
    profile
        Anything with ``threshold`` and ``suppress_zero``.
    fixed
        Positions that are published already and cannot be hidden.

    Examples
    --------
    >>> from helpers.disclosure import Profile
    >>> [cell if isinstance(cell, int) else "hidden" for cell in protect_one_way([60, 30, 3], True, Profile())]
    [60, 'hidden', 'hidden']
    >>> protect_one_way([60, 30, 12], True, Profile())
    [60, 30, 12]
    """
    demand = demand_of(profile)
    primary = {place for place, number in enumerate(counts) if demand.unsafe(number)}
    unsafe, total = set(primary), sum(counts)
    if total_published and demand.unsafe(total):
        return [hidden_cell(demand, True)] * len(counts)
    if total_published and unsafe:
        # One relation needs no solver: two hidden counts whose sum is above the threshold protect each other, and the
        # smallest count that is not small is always enough.
        kept = [p for p in range(len(counts)) if p not in unsafe and p not in fixed]
        kept.sort(key=lambda place: (counts[place] == 0, counts[place], place))
        while kept and (len(unsafe) < 2 or sum(counts[place] for place in unsafe) < demand.reach):
            unsafe.add(kept.pop(0))
    return [
        hidden_cell(demand, p in primary) if p in unsafe else shown_number(n, profile) for p, n in enumerate(counts)
    ]
