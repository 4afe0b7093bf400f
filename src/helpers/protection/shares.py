"""Shares of groups, such as of one question's answers by service: which to hold back beside those that must be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from helpers.protection.demand import Demand

# Choices tried before all groups are held back. A budget in steps: a slow machine gives the same answer.
BUDGET = 20_000


@dataclass(frozen=True)
class Group:
    """One group of a breakdown.

    Parameters
    ----------
    yes, rest
        How many are counted by the share and how many are not.
    size
        How many the group has, answered or not, where that is published; None where it is not.
    withheld
        Whether its share may not be shown for its own sake.
    """

    yes: int
    rest: int
    size: int | None = None
    withheld: bool = False


def hold_back(groups: Sequence[Group], demand: Demand, unsized: int | None = None) -> frozenset[int]:
    """Return the positions of the groups whose share is not shown: those withheld and the fewest others that protect.

    The counts of all groups together are taken as published, and the counts of every group that is shown. What is left
    is a table of two columns with known sums, of whose rows the reader knows at most how large they are. The smallest
    and largest possible count in it can be written down, so no solver is needed and the answer is exact: the fewest
    groups, then those with the fewest people, then the first ones.

    Parameters
    ----------
    groups
        All groups; those who did not say which group they belong to are one of them.
    demand
        What is demanded of both counts of a withheld share.
    unsized
        How many the groups without a published size have together, where that follows from what is published.

    Examples
    --------
    >>> groups = [Group(20, 3, 25, withheld=True), Group(15, 12, 27), Group(30, 40, 80)]
    >>> sorted(hold_back(groups, Demand(4)))
    [0, 1]
    >>> hold_back(groups[1:], Demand(4))
    frozenset()
    """
    primary = frozenset(place for place, group in enumerate(groups) if group.withheld)
    if not primary:
        return primary
    free = sorted(set(range(len(groups))) - primary, key=lambda p: (groups[p].yes + groups[p].rest, p))
    left = BUDGET
    for more in range(len(free) + 1):
        found = []
        for chosen in combinations(free, more):
            if not left:
                return frozenset(range(len(groups)))
            left -= 1
            hidden = primary.union(chosen)
            if _safe(groups, hidden, demand, unsized):
                found.append((sum(groups[p].yes + groups[p].rest for p in chosen), chosen, hidden))
        if found:
            return min(found, key=lambda each: each[:2])[2]
    return frozenset(range(len(groups)))


def interval(
    groups: Sequence[Group], hidden: Collection[int], place: int, yes: bool, unsized: int | None = None
) -> tuple[int, int]:
    """Return the smallest and largest possible count of a hidden group, given all that is shown.

    Parameters
    ----------
    groups, unsized
        As for :func:`hold_back`.
    hidden
        Positions of the groups that are not shown.
    place, yes
        Which count.

    Examples
    --------
    >>> groups = [Group(20, 3, 25), Group(15, 12, 27), Group(30, 40, 80)]
    >>> interval(groups, {0, 1}, 0, False), interval(groups, {0}, 0, False)
    ((0, 15), (3, 3))
    """
    left = sum(groups[p].yes if yes else groups[p].rest for p in hidden)
    others = sum(groups[p].yes + groups[p].rest for p in hidden) if unsized is None else unsized
    without = [p for p in hidden if groups[p].size is None]
    own = others if groups[place].size is None else groups[place].size
    # Groups without a size share what is left to them; the only one of them has all of it.
    room = sum(groups[p].size or 0 for p in hidden if p != place)
    if [p for p in without if p != place]:
        room += others
    return max(0, left - room), min(left, own)


def _safe(groups: Sequence[Group], hidden: frozenset[int], demand: Demand, unsized: int | None) -> bool:
    for place in hidden:
        group = groups[place]
        if not group.withheld:
            continue
        for yes in (True, False):
            low, high = interval(groups, hidden, place, yes, unsized)
            # Where nobody at all said so, no group has to be protected from that.
            nobody = not sum(each.yes if yes else each.rest for each in groups) and not demand.suppress_zero
            if not nobody and not demand.met(low, high):
                return False
    return True
