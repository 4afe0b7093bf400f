"""Raw files read cell by cell, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import Fault
from workbench.names import did_you_mean

#: A workbook is a ZIP archive; one that unpacks to more than this is refused before it is opened.
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_FILE = 100 * 1024 * 1024
#: Characters that show nothing: zero-width signs, direction marks, byte-order marks, control characters.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Unreadable(Exception):  # noqa: N818 - it is not shown to a user, it carries a fault
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
    """

    sheet: str
    rows: tuple[tuple[str, ...], ...]


def plain(value: object) -> str:
    """Return one cell as text: trimmed, composed, without invisible characters; whole numbers without a point.

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
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")))
        return text.replace("\u00a0", " ").strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).strip()


def read_grid(path: Path, sheet: str = "") -> Grid:
    """Return the cells of a CSV file or of one sheet of a workbook.

    Parameters
    ----------
    path
        The file; its ending says what it is.
    sheet
        Sheet to read, in any case of letters. A workbook's only sheet is read whatever it is called.

    Raises
    ------
    Unreadable
        When the file is too large, damaged, protected by a password or has no such sheet.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(
            f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB, which no export is; check what it holds"
        )
    if path.suffix.casefold() == ".csv":
        return Grid("", _csv_rows(path.read_bytes()))
    return _workbook_grid(path, sheet)


def _csv_rows(content: bytes) -> tuple[tuple[str, ...], ...]:
    text = decode(content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(f"the text cannot be read as CSV ({error}); export it again as 'CSV UTF-8'") from error
    return tuple(tuple(map(plain, row)) for row in rows)


def decode(content: bytes) -> str:
    r"""Return the text of a CSV file in UTF-8, UTF-16 with its mark, or else Windows-1252.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9"), decode(b"caf\xe9"), decode("é".encode("utf-16"))
    ('café', 'café', 'é')
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("the text is in no known encoding; export it again as 'CSV UTF-8'")


def _workbook_grid(path: Path, sheet: str) -> Grid:
    # Imported here: the command line starts without it.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("the workbook unpacks to far more than any export; check what it holds")
    except (zipfile.BadZipFile, OSError):
        raise Unreadable(
            "this is not a readable Excel workbook (.xlsx); it may be damaged, protected by a password or of another "
            "kind. Open it, save it as an Excel workbook without a password and try again"
        ) from None
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            named = _sheet_name(workbook.sheet_names, sheet)
            found = workbook.get_sheet_by_name(named)
            rows = found.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Unreadable(f"the workbook cannot be read ({error}); open it, save it again and try once more") from error
    return Grid(named, tuple(tuple(map(plain, row)) for row in rows))


def _sheet_name(names: list[str], wanted: str) -> str:
    for name in names:
        if name.casefold().strip() == wanted.casefold():
            return name
    if len(names) == 1 or not wanted:
        return names[0]
    listed = ", ".join(names)
    raise Unreadable(
        f"there is no sheet {wanted!r} (the sheets are: {listed}).{did_you_mean(wanted, names)}", sheet=wanted
    )
