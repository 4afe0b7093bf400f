"""The cells of one sheet as text, and the fault of a file that has none to read."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.errors import Fault
from workbench.freetext.plain import without_hidden

#: Longest cell of any file: four times what a spreadsheet program keeps.
LONGEST_CELL = 131_072


class Unreadable(Exception):
    """A file that cannot be read at all; holds the fault."""

    def __init__(self, message: str, sheet: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.sheet = sheet

    def fault(self, file: str) -> Fault:
        """Return the fault to show for ``file``."""
        return Fault(file, sheet=self.sheet, message=self.message)


@dataclass(frozen=True)
class Grid:
    """All cells of one sheet, as text.

    Parameters
    ----------
    sheet
        Name of the sheet; empty for CSV.
    rows
        Every row from the sheet's first, each a tuple of cells; a blank cell is an empty string.
    merged
        Of a workbook that says it: merged ranges, as first row, first column, last row, last column, from 0.
    errors
        Cells with a spreadsheet error in the whole workbook; they are read as blank.
    """

    sheet: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    errors: int = 0


def plain(value: object) -> str:
    """Return one cell as text: trimmed, composed, without hidden characters; whole numbers without a point.

    Examples
    --------
    >>> plain(" 12\u00a0"), plain(12.0), plain(2.1), plain(None), plain(True)
    ('12', '12', '2.1', '', 'TRUE')
    >>> import datetime
    >>> plain(datetime.date(2026, 3, 31))
    '2026-03-31'
    """
    if value is None:
        return ""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return value.strip()
        return _without_hidden(value) if len(value) < 1000 else _cleaned(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).strip()


def _cleaned(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", without_hidden(composed, lines=True)).strip()


_without_hidden = lru_cache(maxsize=8192)(_cleaned)


def plain_rows(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    """Return rows of cells as text.

    Raises
    ------
    Unreadable
        When a cell is longer than any answer.
    """
    cells = tuple(tuple(map(plain, row)) for row in rows)
    for number, row in enumerate(cells, start=1):
        if row and len(max(row, key=len)) > LONGEST_CELL:
            raise Unreadable(too_long(number))
    return cells


def too_long(row: int) -> str:
    """Return what is said of a cell that is too long, in a row whose number is 0 where it is not known."""
    where = f"row {row}" if row else "a row"
    return f"a cell of {where} holds more than {LONGEST_CELL:,} characters, which no answer has; check what it holds"
