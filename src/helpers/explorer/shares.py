"""Shares as an inspector sees them: the numbers themselves, and beside them what a report would show of them."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.explorer.tallies import Counts
from helpers.proportions import Proportion, proportion, whole_percent, wilson
from helpers.rounding import rounded
from helpers.run import Run
from helpers.values import grouped

AS_HERE = "as here"


@dataclass(frozen=True)
class Share:
    """A share of the answers.

    Parameters
    ----------
    label
        What was asked.
    count, base
        How many of how many.
    report
        The share as a report may show it.
    """

    label: str
    count: int
    base: int
    report: Proportion

    @property
    def percent(self) -> int | None:
        """Whole per cent; None where nobody answered."""
        return whole_percent(self.count, self.base) if self.base else None

    @property
    def says(self) -> str:
        """The share in words.

        Examples
        --------
        >>> Share("Plans", 77, 94, Proportion("Plans")).says, Share("Plans", 0, 0, Proportion("Plans")).says
        ('82% (77 of 94)', 'no answers')
        """
        return f"{self.percent}% ({grouped(self.count)} of {grouped(self.base)})" if self.base else "no answers"

    @property
    def range(self) -> str:
        """The likely range, or an empty string."""
        if not self.base:
            return ""
        low, high = wilson(self.count, self.base)
        return f"{rounded(low * 100)}% to {rounded(high * 100)}%"

    @property
    def in_report(self) -> str:
        """What a report makes of it."""
        return AS_HERE if self.report.shown else not_shown(self.report.reason)


def not_shown(reason: str) -> str:
    """Return that a report does not show something, and why.

    Examples
    --------
    >>> not_shown("numbers from 1 to 4, and what would give them away, are not shown")
    'not shown: numbers from 1 to 4, and what would give them away'
    """
    return f"not shown: {reason.removesuffix(' are not shown').rstrip(',')}"


def share_of(run: Run, table: str, label: str, counts: Counts) -> Share:
    """Return a share of the answers, with what the programme's disclosure rules let a report show of it."""
    base = sum(counts)
    shown = proportion(label, counts[0], base, words=run.words, profile=run.profile(table), table=table)
    return Share(label, counts[0], base, shown)
