"""Everything published, as a reader sees it, and what is asked of the interval that it leaves to a count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpers.protection.model import Relation

# A reader's upper limit where nothing published gives one. A limit too low would raise alarms, never miss one.
FAR = 10_000


class ContradictionError(Exception):
    """Published numbers cannot all be true."""


@dataclass(frozen=True)
class Range:
    """What is known of a count before the attack; ``high`` is None where there is no limit."""

    low: int = 0
    high: int | None = None


@dataclass(frozen=True)
class Interval:
    """Smallest and largest possible count; ``high`` is None where nothing limits it."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"from {self.low} to {self.high}"


@dataclass(frozen=True)
class Puzzle:
    """Everything published, as a reader sees it.

    Parameters
    ----------
    ranges
        What is known of every cell: a published count is a range of one number, a rounded one a narrow range.
    relations
        Totals, complements, percentages.

    Examples
    --------
    >>> from helpers.protection.attack import attack
    >>> from helpers.protection.model import total_of
    >>> puzzle = Puzzle({"a": Range(), "b": Range(7, 7), "all": Range(10, 10)}, (total_of(["a", "b"], "all"),))
    >>> str(attack(puzzle, ["a"])["a"])
    '3'
    """

    ranges: Mapping[str, Range] = field(hash=False)
    relations: Sequence[Relation] = ()


@dataclass(frozen=True)
class Requirement:
    """What the interval of a count has to be like.

    Parameters
    ----------
    reach
        The number it must reach.
    width
        Highest less lowest possible number, at least.
    lowest
        The number it must begin at or below; None for any.

    Examples
    --------
    >>> Requirement(5).passed(4, 6), Requirement(5, 5).passed(4, 6)
    (True, False)
    """

    reach: int
    width: int = 0
    lowest: int | None = None

    def passed(self, low: float, high: float) -> bool:
        """Say whether two possible counts are far enough apart; a wider pair never does worse."""
        return high >= self.reach and high - low >= self.width and (self.lowest is None or low <= self.lowest)
