"""What became of raw files, one by one and all together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import Fault
from workbench.intake.rows import SetAside


@dataclass(frozen=True)
class Outcome:
    """What became of one raw file, or would become of it.

    Parameters
    ----------
    file
        Path below the programme's raw folder.
    state
        ``taken in``, ``unchanged`` or ``refused``.
    rows
        Rows accepted, or in the store already.
    faults
        Why it was refused.
    kept
        Of a refused file: whether the store keeps an earlier version of its table.
    read, refused
        Rows read, and those of them that were refused: ``read == rows + refused`` always.
    set_aside
        Rows refused without stopping the others.
    changes, notes
        What is read otherwise than it stands, and what a person should look at.
    replaces
        Whether an earlier version is replaced.
    refusals
        Where the refused rows stand beside their reasons, or None.
    """

    file: str
    state: str
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    kept: bool = False
    read: int = 0
    refused: int = 0
    set_aside: tuple[SetAside, ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    replaces: bool = False
    refusals: Path | None = None


@dataclass(frozen=True)
class Summary:
    """What became of all raw files of a programme.

    Parameters
    ----------
    outcomes
        One for each file, in the order of their paths.
    ignored
        Files that are no tables.
    gone
        Files in the store whose raw file is no longer there; what was taken in stays.
    """

    outcomes: tuple[Outcome, ...]
    ignored: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def count(self, state: str) -> int:
        """Return how many files ended in ``state``."""
        return sum(1 for outcome in self.outcomes if outcome.state == state)

    @property
    def rows(self) -> int:
        """Rows of all files that were taken in or unchanged."""
        return sum(outcome.rows for outcome in self.outcomes)

    @property
    def read(self) -> int:
        """Rows read of all files, now or when they were taken in."""
        return sum(outcome.read for outcome in self.outcomes)

    @property
    def refused(self) -> int:
        """Rows read that were not accepted."""
        return sum(outcome.refused for outcome in self.outcomes)


Report = Callable[[Outcome], None]
