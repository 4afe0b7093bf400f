"""What may be shown of small numbers: suppression before any chart, table or sentence exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.protection.demand import demand_of
from helpers.protection.model import Cell, Model, total_of
from helpers.protection.one_way import protect_one_way
from helpers.protection.shares import Group, hold_back
from helpers.protection.suppression import protect
from helpers.tables import SECONDARY, UNSAFE, WITHHELD, Suppressed

Count = int | Suppressed


@dataclass(frozen=True)
class Profile:
    """The rules of one disclosure profile.

    Parameters
    ----------
    id
        Name of the profile, such as ``default`` or ``strict``.
    threshold
        Counts from 1 to this number are suppressed.
    suppress_zero
        Whether a count of none is suppressed as well.
    minimum_base_percent
        No percentage and no word is given for fewer than this many.
    hold_back_extremes, extremes_minimum_base
        Whether "none" and "all" (0 % and 100 %) are held back where fewer than this many answered: they say something
        about everybody in the group.
    rounding
        Shown counts are rounded to the nearest multiple of this; 0 or 1 leaves them as they are.

    Examples
    --------
    >>> Profile("strict", threshold=9).small(9), Profile("strict", threshold=9).small(10)
    (True, False)
    """

    id: str = "default"
    threshold: int = 4
    suppress_zero: bool = False
    minimum_base_percent: int = 10
    hold_back_extremes: bool = True
    extremes_minimum_base: int = 20
    rounding: int = 1

    def small(self, number: int) -> bool:
        """Say whether a count is too small to show."""
        return (number == 0 and self.suppress_zero) or 0 < number <= self.threshold

    @property
    def reason(self) -> str:
        """Why something is held back: one reason for all, so that it does not tell which number is the small one."""
        return demand_of(self).reason

    @property
    def rule(self) -> str:
        """The rule in one phrase, for the record beside a value."""
        zeros = " and zeros" if self.suppress_zero else ""
        return f"{self.id} profile: counts 1 to {self.threshold}{zeros} suppressed"

    def rounded(self, number: int) -> int:
        """Return a count as the profile lets it be shown."""
        if self.rounding <= 1:
            return number
        return self.rounding * ((2 * number + self.rounding) // (2 * self.rounding))


def profile_of(fields: Mapping[str, Any]) -> Profile:
    """Return the profile that a run's context describes."""
    known = {name: fields[name] for name in Profile.__dataclass_fields__ if name in fields}
    return Profile(**known)


def protect_count(number: int, profile: Profile) -> Count:
    """Return a single count, or why it is held back.

    Parameters
    ----------
    number
        The count, of people or records.
    profile
        The rules.

    Examples
    --------
    >>> protect_count(12, Profile())
    12
    >>> isinstance(protect_count(3, Profile()), Suppressed)
    True
    """
    return Suppressed(profile.reason, UNSAFE) if profile.small(number) else profile.rounded(number)


def why_not_share(count: int, base: int, profile: Profile) -> str:
    """Return what a share is held back for, or an empty string when it may be shown.

    The number counted, the number not counted and the base must each be large enough, for any two of them give the
    third. "None" and "all" of a small base are held back, and so is a share of very few.

    Parameters
    ----------
    count, base
        How many of how many; whole numbers, ``count`` at most ``base``.
    profile
        The rules.

    Returns
    -------
    str
        ``unsafe`` or ``withheld``, for the gate and the reviewer; a reader is told :attr:`Profile.reason`.

    Examples
    --------
    >>> why_not_share(77, 94, Profile()), why_not_share(2, 94, Profile()), why_not_share(12, 12, Profile())
    ('', 'unsafe', 'withheld')
    """
    if profile.small(count) or profile.small(base - count):
        return UNSAFE
    if base < max(profile.minimum_base_percent, 1):
        return WITHHELD
    if profile.hold_back_extremes and count in (0, base) and base < profile.extremes_minimum_base:
        return WITHHELD
    return ""


def protect_list(counts: Sequence[int], profile: Profile) -> tuple[Count, ...]:
    """Protect the counts of a list whose total is shown; a total that is itself small hides everything.

    Parameters
    ----------
    counts
        A count for every category of a list; their sum is known to a reader.
    profile
        The rules.

    Examples
    --------
    >>> cells = protect_list([60, 30, 3], Profile())
    >>> cells[0], [type(cell).__name__ for cell in cells]
    (60, ['int', 'Suppressed', 'Suppressed'])
    """
    return tuple(protect_one_way(counts, True, profile))


def protect_sides(sides: Sequence[Sequence[int]], shown: bool, profile: Profile) -> tuple[Count, ...]:
    """Protect a list of counts in two parts, such as grades that are good or better and grades that are not.

    Parameters
    ----------
    sides
        The counts of each part.
    shown
        Whether the share of the first part is published, and with it the sum of both. Where it is not, it must not
        follow from the counts.
    profile
        The rules.

    Examples
    --------
    >>> [type(cell).__name__ for cell in protect_sides([[30, 12, 6], [7, 3, 0]], True, Profile())]
    ['int', 'int', 'int', 'Suppressed', 'Suppressed', 'int']
    >>> [type(cell).__name__ for cell in protect_sides([[30, 20, 12], [2, 1, 0]], False, Profile())]
    ['int', 'int', 'Suppressed', 'Suppressed', 'Suppressed', 'int']
    """
    if shown:
        return tuple(cell for side in sides for cell in protect_list(side, profile))
    counts = [count for side in sides for count in side]
    if profile.small(sum(counts)):
        return (Suppressed(profile.reason, UNSAFE),) * len(counts)
    demand = demand_of(profile)
    cells, relations = [], []
    for number, side in enumerate(sides):
        names = [f"{number} {place}" for place in range(len(side))]
        cells += [Cell(name, count, demand.unsafe(count)) for name, count in zip(names, side, strict=True)]
        # It stands nowhere, so it is hidden; its size is what the missing share must not tell.
        cells.append(Cell(f"{number}", sum(side), unsafe=True))
        relations.append(total_of(names, f"{number}"))
    cells.append(Cell("all", sum(counts), fixed=True))
    relations.append(total_of([f"{number}" for number in range(len(sides))], "all"))
    found = protect(Model(tuple(cells), tuple(relations)), demand)
    return tuple(
        Suppressed(profile.reason, UNSAFE if demand.unsafe(count) else SECONDARY)
        if found.exposed or f"{number} {place}" in found.hidden
        else profile.rounded(count)
        for number, side in enumerate(sides)
        for place, count in enumerate(side)
    )


def shared_groups(
    yes: Sequence[int], base: Sequence[int], sizes: Sequence[Count], everybody: int, profile: Profile
) -> frozenset[int]:
    """Return which groups' shares are not shown, where the share of all together is.

    Parameters
    ----------
    yes, base
        By group, how many are counted of how many.
    sizes
        By group, how many it has, as it is shown.
    everybody
        The published number of all who took part.
    profile
        The rules.

    Examples
    --------
    >>> sorted(shared_groups([20, 15, 30], [23, 27, 70], [23, 27, 70], 120, Profile()))
    [0, 1]
    """
    groups = [
        Group(
            one,
            all_ - one,
            None if isinstance(size, Suppressed) else size,
            isinstance(size, Suppressed) or bool(why_not_share(one, all_, profile)),
        )
        for one, all_, size in zip(yes, base, sizes, strict=True)
    ]
    return hold_back(groups, demand_of(profile), everybody - sum(group.size or 0 for group in groups))
