"""What may be shown of small numbers: suppression before any chart, table or sentence exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.tables import Suppressed

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
        """Why a small count is held back."""
        return f"a count from {0 if self.suppress_zero else 1} to {self.threshold} could identify a person"

    @property
    def protecting(self) -> str:
        """Why a larger count beside a small one is held back."""
        return "shown, it would let a reader work out a small number beside it"

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

    Examples
    --------
    >>> protect_count(12, Profile()), protect_count(3, Profile())
    (12, Suppressed(reason='a count from 1 to 4 could identify a person'))
    """
    return Suppressed(profile.reason) if profile.small(number) else profile.rounded(number)


def why_not_share(count: int, base: int, profile: Profile) -> str:
    """Return why a share may not be shown, or an empty string when it may.

    The number counted, the number not counted and the base must each be large enough, for any two of them give the
    third. "None" and "all" of a small base are held back.

    Examples
    --------
    >>> why_not_share(77, 94, Profile())
    ''
    >>> why_not_share(2, 94, Profile())
    'a count from 1 to 4 could identify a person'
    >>> why_not_share(12, 12, Profile())
    'all of a group of fewer than 20 would say something about every person in it'
    """
    if base < max(profile.minimum_base_percent, 1):
        return f"fewer than {profile.minimum_base_percent} answered"
    if profile.hold_back_extremes and count in (0, base) and base < profile.extremes_minimum_base:
        group = f"{'all' if count else 'none'} of a group of fewer than {profile.extremes_minimum_base}"
        return f"{group} would say something about every person in it"
    if profile.small(count) or profile.small(base - count):
        return profile.reason
    return ""


def protect_distribution(counts: Sequence[int], profile: Profile) -> tuple[Count, ...]:
    """Suppress a one-way distribution whose total is shown.

    Small counts go first; then, while a reader could work out what is hidden (one hidden cell, or hidden cells that
    add up to a small number), the smallest shown count goes too. A total that is itself small hides everything.

    Parameters
    ----------
    counts
        Counts of every category, adding up to the total that is shown.
    profile
        The rules.

    Returns
    -------
    tuple
        As many cells as ``counts``.

    Examples
    --------
    >>> protect_distribution([60, 30, 3], Profile())[0]
    60
    >>> [type(cell).__name__ for cell in protect_distribution([60, 30, 3], Profile())]
    ['int', 'Suppressed', 'Suppressed']
    """
    hidden = {place for place, number in enumerate(counts) if profile.small(number)}
    if profile.small(sum(counts)):
        hidden = set(range(len(counts)))
    primary = frozenset(hidden)
    while hidden and len(hidden) < len(counts) and _gives_away([counts[place] for place in hidden], profile):
        hidden.add(_next_to_hide(counts, hidden))
    return tuple(
        (Suppressed(profile.reason if profile.small(number) and place in primary else profile.protecting))
        if place in hidden
        else profile.rounded(number)
        for place, number in enumerate(counts)
    )


def _gives_away(hidden: Sequence[int], profile: Profile) -> bool:
    """Say whether the hidden cells of one line with a known total can be worked out, or nearly."""
    return len(hidden) == 1 or 0 <= sum(hidden) <= profile.threshold


def _next_to_hide(counts: Sequence[int], hidden: set[int]) -> int:
    """Return the smallest shown count that protects: a zero would be guessed, so it is taken last."""
    return min(
        (place for place in range(len(counts)) if place not in hidden),
        key=lambda place: (counts[place] == 0, counts[place], place),
    )


def protect_table(rows: Sequence[Sequence[int]], profile: Profile) -> tuple[tuple[Count, ...], ...]:
    """Suppress a two-way table whose row and column totals are shown.

    Every row and every column in which something is hidden must hide at least two cells that together are not small.
    It is a plain rule for simple group tables, repeated until nothing changes; it does not claim to be an optimum.

    Parameters
    ----------
    rows
        Counts, groups by categories, all rows of one length.
    profile
        The rules.

    Examples
    --------
    >>> protected = protect_table([[20, 3], [15, 12], [30, 40]], Profile())
    >>> [[type(cell).__name__[0] for cell in row] for row in protected]
    [['S', 'S'], ['S', 'S'], ['i', 'i']]
    """
    height, width = len(rows), len(rows[0]) if rows else 0
    primary = {(i, j) for i in range(height) for j in range(width) if profile.small(rows[i][j])}
    primary |= {(i, j) for i in range(height) if profile.small(sum(rows[i])) for j in range(width)}
    hidden = set(primary)
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            inside = [place for place in line if place in hidden]
            outside = [place for place in line if place not in hidden]
            if inside and outside and _gives_away([rows[i][j] for i, j in inside], profile):
                hidden.add(
                    min(outside, key=lambda place: (rows[place[0]][place[1]] == 0, rows[place[0]][place[1]], place))
                )
                changed = True
    return tuple(
        tuple(
            Suppressed(profile.reason if (i, j) in primary else profile.protecting)
            if (i, j) in hidden
            else profile.rounded(rows[i][j])
            for j in range(width)
        )
        for i in range(height)
    )
