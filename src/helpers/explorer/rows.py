"""Rows of evidence for an inspector's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.values import grouped

LIMIT = 500


@dataclass(frozen=True)
class Rows:
    """Rows for an inspector's eyes: never recorded, never in a notebook's output.

    Parameters
    ----------
    title
        What they are.
    columns
        Headings.
    rows
        As many cells a row as there are columns.
    total
        How many there are in the store; more than ``rows`` where only the first are shown.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int

    @property
    def says(self) -> str:
        """How many there are, in words.

        Examples
        --------
        >>> Rows("Findings", ("a",), ((1,), (2,)), 2000).says, Rows("Findings", ("a",), ((1,),), 1).says
        ('2,000 rows; the first 2 are shown.', '1 row.')
        """
        noun = "row" if self.total == 1 else "rows"
        rest = f"; the first {len(self.rows)} are shown" if self.total > len(self.rows) else ""
        return f"{grouped(self.total)} {noun}{rest}."


NO_ROWS = Rows("", (), (), 0)
