"""What reading one raw file gave: its values, or everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.errors import Fault
from workbench.intake.rows import SetAside


@dataclass(frozen=True)
class WrongRow:
    """A row that is refused, with everything that is wrong with it.

    Parameters
    ----------
    row
        Row number, from 1.
    reasons
        What is wrong, each with its column.
    cells
        The row as it stands in the file; cells that must not be repeated are blank.
    """

    row: int
    reasons: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ToRead:
    """A text that may identify somebody: a person has to read it before it appears anywhere.

    Parameters
    ----------
    column
        Id of its column.
    row
        Row number, from 1.
    hash
        Fingerprint of the text; the text itself stands in the store alone.
    kinds
        What was detected.
    """

    column: str
    row: int
    hash: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What reading one raw file gave.

    Parameters
    ----------
    values
        For each column id, the stored values row by row, None for a blank; empty when there are faults. A column with
        signs such as ``[c]`` has a second one, ``<id>_reason``, that says why there is no value.
    read
        Rows below the header that are not blank. Each was either accepted or refused.
    rows
        Rows accepted: none where there is a fault.
    faults
        Everything that is wrong.
    wrong_rows
        The refused rows that have something wrong of their own.
    headers
        The file's header.
    set_aside
        Rows refused without stopping the others: totals, notes, a header repeated.
    changes
        What is read otherwise than it stands: renamed columns, other spellings, signs.
    notes
        What a person should look at.
    to_read
        Texts that may identify somebody.
    """

    values: dict[str, list[str | int | None]] = field(default_factory=dict)
    read: int = 0
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    wrong_rows: tuple[WrongRow, ...] = ()
    headers: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    to_read: tuple[ToRead, ...] = ()

    @property
    def refused(self) -> int:
        """Rows that were not accepted."""
        return self.read - self.rows
