"""Raw files read cell by cell, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import csv
import datetime
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.errors import Fault
from workbench.freetext.plain import without_hidden
from workbench.intake.archives import MOST_CELLS, BadArchive, check_archive
from workbench.names import did_you_mean

LARGEST_FILE = 50 * 1024 * 1024
#: Longest cell of any file: four times what a spreadsheet program keeps.
LONGEST_CELL = 131_072
DELIMITERS = ",;\t|"
#: Endings of files that are read; what such a file holds is told by its content.
READ = (".xlsx", ".ods", ".csv")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
        return Grid("", _csv_rows(content))
    if not packed:
        raise Unreadable(
            f"this is not a readable Excel workbook or ODS spreadsheet ({ending}); it may be damaged, or a CSV file "
            "with the ending of a workbook. Open it, save it as an Excel workbook (.xlsx) and try again"
        )
    return _workbook_grid(content, sheet, score)


def _csv_rows(content: bytes) -> tuple[tuple[str, ...], ...]:
    text = decode(content)
    if text[:4].casefold() == "sep=" and text[5:6] in "\r\n":
        # A line for spreadsheet programs alone, which they do not show.
        text = text[5:].lstrip("\r").removeprefix("\n")
    if max(text.count(sign) for sign in DELIMITERS) + text.count("\n") > MOST_CELLS:
        raise Unreadable(f"the file has more than {MOST_CELLS:,} cells, which no export has; check what it holds")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True))
    except csv.Error as error:
        if "field limit" in str(error):
            raise Unreadable(_too_long(0)) from error
        raise Unreadable(f"the text cannot be read as CSV ({error}); export it again as 'CSV UTF-8'") from error
    return _plain_rows(rows)


def delimiter_of(text: str) -> str:
    r"""Return the sign between the cells of a CSV text: the one that parts most of its first lines alike.

    Examples
    --------
    >>> delimiter_of("Notes, of spring\na;b;c\n1;2;3\n"), delimiter_of("a,b\n1;2,3\n")
    (';', ',')
    """
    best = (0, ",")
    for sign in DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=sign):
                widths.append(len(row))
                if len(widths) == 40:
                    break
        except csv.Error:
            pass
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width - 1), width), default=1)
        best = max(best, (widths.count(usual) * (usual - 1), sign), key=lambda pair: pair[0])
    return best[1]


def decode(content: bytes) -> str:
    r"""Return the text of a CSV file in UTF-8, UTF-16 or UTF-32, or else Windows-1252.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9"), decode(b"caf\xe9"), decode("é".encode("utf-16"))
    ('café', 'café', 'é')
    >>> decode("a,b".encode("utf-16-le"))
    'a,b'
    """
    begin = content[:1000]
    if content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig", "cp1252"]
    elif content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encodings = ["utf-32"]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif len(begin) > 1 and begin[1::2].count(0) > 0.4 * len(begin) / 2 > begin[0::2].count(0):
        encodings = ["utf-16-le"]
    elif len(begin) > 1 and begin[0::2].count(0) > 0.4 * len(begin) / 2 > begin[1::2].count(0):
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("the text is in no known encoding; export it again as 'CSV UTF-8'")


def _plain_rows(rows: list[list[Any]]) -> tuple[tuple[str, ...], ...]:
    cells = tuple(tuple(map(plain, row)) for row in rows)
    for number, row in enumerate(cells, start=1):
        if row and len(max(row, key=len)) > LONGEST_CELL:
            raise Unreadable(_too_long(number))
    return cells


def _too_long(row: int) -> str:
    where = f"row {row}" if row else "a row"
    return f"a cell of {where} holds more than {LONGEST_CELL:,} characters, which no answer has; check what it holds"


def _workbook_grid(content: bytes, sheet: str, score: Callable[[Grid], int] | None) -> Grid:
    # Imported here: the command line starts without it.
    from python_calamine import CalamineWorkbook

    try:
        archive = check_archive(content)
    except BadArchive as error:
        raise Unreadable(f"this is not a readable workbook: {error}") from error
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = workbook.sheet_names
            if not names:
                raise Unreadable("the workbook has no sheet")
            named = _sheet_name(names, sheet, may_choose=score is not None)
            if named:
                return _sheet_grid(workbook, named, archive.errors)
            grids = [_sheet_grid(workbook, name, archive.errors) for name in names[:50]]
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # The reader is written in Rust: where it gives up, what it raises is no ordinary exception.
        short = " ".join(str(error).split())[:120]
        raise Unreadable(f"the workbook cannot be read ({short}); open it, save it again and try once more") from error
    assert score is not None
    best = max(grids, key=score)
    if score(best) > 0:
        return best
    return grids[0] if not sheet else _no_sheet(names, sheet)


def _sheet_grid(workbook: Any, name: str, errors: int) -> Grid:
    found = workbook.get_sheet_by_name(name)
    rows = _plain_rows(found.to_python(skip_empty_area=False))
    merged = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
    return Grid(name, rows, merged, errors)


def _sheet_name(names: list[str], wanted: str, *, may_choose: bool) -> str:
    """Return the sheet to read, or an empty string where its content has to tell."""
    for name in names:
        if name.casefold().strip() == wanted.casefold():
            return name
    if len(names) == 1 or (not wanted and not may_choose):
        return names[0]
    return "" if may_choose else _no_sheet(names, wanted)


def _no_sheet(names: list[str], wanted: str) -> Any:
    listed = ", ".join(without_hidden(name)[:40] for name in names[:12])
    raise Unreadable(
        f"there is no sheet {wanted!r} (the sheets are: {listed}).{did_you_mean(wanted, names)}", sheet=wanted
    )
