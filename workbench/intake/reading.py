"""Raw files read cell by cell, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.intake.csv_text import csv_rows
from workbench.intake.grid import Grid, Unreadable
from workbench.intake.workbooks import workbook_grid

LARGEST_FILE = 50 * 1024 * 1024
#: Endings of files that are read; what such a file holds is told by its content.
READ = (".xlsx", ".ods", ".csv")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_content(path: Path) -> bytes:
    """Return a file's bytes, or say why it is not read.

    Raises
    ------
    Unreadable
        When it is no ordinary file, cannot be opened or is too large.
    """
    try:
        if path.is_symlink() or not path.is_file():
            raise Unreadable("this is a link or no ordinary file; put the file itself here")
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(
                f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB, which no export is; check what it holds"
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be opened ({error.strerror or error})") from error


def read_grid(path: Path, sheet: str = "", score: Callable[[Grid], int] | None = None) -> Grid:
    """Return the cells of a CSV file or of one sheet of a workbook.

    Parameters
    ----------
    path
        The file.
    sheet
        Sheet to read, in any case of letters. A workbook's only sheet is read whatever it is called.
    score
        Of several sheets without the wanted one, the one with the highest score above nought is read.

    Raises
    ------
    Unreadable
        When the file is too large, damaged, protected by a password or has no such sheet.
    """
    return grid_of(read_content(path), path.suffix, sheet, score)


def grid_of(content: bytes, ending: str, sheet: str = "", score: Callable[[Grid], int] | None = None) -> Grid:
    """Return the cells of a file's content; see `read_grid`.

    Parameters
    ----------
    content
        The file's bytes.
    ending
        The file's ending, with its full stop; it has to fit the content.
    sheet, score
        See `read_grid`.
    """
    ending = ending.casefold()
    if content.startswith(_OLD):
        raise Unreadable(
            "this is an old Excel workbook (.xls), or a workbook protected by a password. Open it, save it as an "
            "Excel workbook (.xlsx) without a password and try again"
        )
    packed = content.startswith(b"PK")
    if ending == ".csv":
        if packed:
            raise Unreadable("this is a workbook with the ending of a CSV file; give it the ending .xlsx or .ods")
        return Grid("", csv_rows(content))
    if not packed:
        raise Unreadable(
            f"this is not a readable Excel workbook or ODS spreadsheet ({ending}); it may be damaged, or a CSV file "
            "with the ending of a workbook. Open it, save it as an Excel workbook (.xlsx) and try again"
        )
    return workbook_grid(content, sheet, score)
