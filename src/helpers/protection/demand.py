"""How much a reader may find out about a hidden count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Thresholds(Protocol):
    """What is read from a disclosure profile."""

    threshold: int
    suppress_zero: bool


@dataclass(frozen=True)
class Demand:
    """What the interval of an unsafe count has to be like, given everything published.

    Two things are demanded. The interval reaches above the threshold: nobody can say "it is a small number". And it is
    wide: it holds at least ``threshold + 2`` numbers, as the span from nobody to just above the threshold does.

    Parameters
    ----------
    threshold
        Counts from 1 to this one are unsafe.
    suppress_zero
        Whether 0 is unsafe too.
    nobody_possible
        Whether the interval must also begin at 0. It hides more, often totals.

    Examples
    --------
    >>> demand = Demand(4)
    >>> demand.unsafe(4), demand.unsafe(5), demand.unsafe(0)
    (True, False, False)
    >>> demand.met(0, 5), demand.met(3, 8), demand.met(3, 7), demand.met(0, 4)
    (True, True, False, False)
    """

    threshold: int
    suppress_zero: bool = False
    nobody_possible: bool = False

    @property
    def reach(self) -> int:
        """The number the interval must reach."""
        return self.threshold + 1

    @property
    def width(self) -> int:
        """Highest less lowest possible number, at least."""
        return self.threshold + 1

    @property
    def reason(self) -> str:
        """The one reason that stands on everything held back.

        Two different reasons would tell a reader which of two hidden numbers is the small one.

        Examples
        --------
        >>> Demand(4).reason
        'numbers from 1 to 4, shares of very few people, and numbers that would give one of them away, are not shown'
        """
        first = 0 if self.suppress_zero else 1
        return (
            f"numbers from {first} to {self.threshold}, shares of very few people, and numbers that would give one of "
            "them away, are not shown"
        )

    def unsafe(self, number: int) -> bool:
        """Say whether a count may not be shown."""
        return 0 < number <= self.threshold or (number == 0 and self.suppress_zero)

    def met(self, low: int, high: int) -> bool:
        """Say whether an interval, both ends included, is wide enough.

        Parameters
        ----------
        low, high
            The least and the most that the count may be, both included.
        """
        return high >= self.reach and high - low >= self.width and not (self.nobody_possible and low > 0)

    def down(self, number: int) -> int:
        """Return how far below the true count the interval has to begin."""
        return number if self.nobody_possible else 0

    def up(self, number: int) -> int:
        """Return how far above the true count the interval has to end."""
        return max(self.reach - number, 0)


def demand_of(profile: Thresholds) -> Demand:
    """Return what a disclosure profile demands."""
    return Demand(profile.threshold, profile.suppress_zero, bool(getattr(profile, "nobody_possible", False)))
