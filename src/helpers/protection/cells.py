"""A count of a protected table as it is published: the number, or what stands in its place."""

from __future__ import annotations

from helpers.protection.demand import Demand, Thresholds
from helpers.tables import SECONDARY, UNSAFE, Suppressed

Shown = int | Suppressed


def reason_of(demand: Demand) -> str:
    """Return the one reason that stands on every hidden count, whether unsafe itself or hidden to protect another.

    Examples
    --------
    >>> reason_of(Demand(4))
    'numbers from 1 to 4, shares of very few people, and numbers that would give one of them away, are not shown'
    """
    return demand.reason


def hidden_cell(demand: Demand, unsafe: bool) -> Suppressed:
    """Return a cell that is held back; what it was held back for is kept for the reviewer, and never shown.

    Parameters
    ----------
    demand
        What is demanded of hidden counts, with the one reason that a reader is told.
    unsafe
        Whether the count is unsafe itself; else it is hidden to protect another.
    """
    return Suppressed(demand.reason, UNSAFE if unsafe else SECONDARY)


def shown_number(number: int, profile: Thresholds) -> int:
    """Return a count as it is published: rounded where the profile says so.

    Parameters
    ----------
    number
        The count.
    profile
        A disclosure profile; one without ``rounded`` leaves counts as they are.
    """
    rounded = getattr(profile, "rounded", None)
    return rounded(number) if rounded else number
