"""Workbooks checked as archives before they are opened: what they unpack to and how far their cells reach."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

#: A workbook is a ZIP archive; one that unpacks to more than this is refused before it is opened.
_DAMAGED = "it is damaged; open it in a spreadsheet program, save it again and try once more"
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 5_000
#: Cells from the first of a sheet to the last filled one. A reader lays out every cell between, filled or not.
MOST_CELLS = 5_000_000
_CHUNK = 1024 * 1024

# Cells and rows of XLSX, whatever the prefix. A cell that closes at once holds nothing and takes no room.
_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']\s*([A-Za-z]{1,9})(\d{1,18})\s*[\"'](?:[^<>]*[^/<>])?>")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_NUMBERED_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*[\"']\s*(\d{1,18})")
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^<>]*?t\s*=\s*[\"']e[\"']")
# Tables, rows and cells of ODS, with what says how often they are repeated and whether they hold something.
_ODS = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)([\s/][^<>]*?)?(/?)>")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']\s*\+?(\d{1,18})")
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']\s*\+?(\d{1,18})")


class BadArchive(Exception):
    """A workbook that is not opened; its text says why."""


@dataclass(frozen=True)
class Archive:
    """What a look at a workbook's parts found.

    Parameters
    ----------
    kind
        ``xlsx`` or ``ods``.
    errors
        Cells with a spreadsheet error such as #DIV/0!, which are read as blank.
    """

    kind: str
    errors: int = 0


def check_archive(content: bytes) -> Archive:
    """Return what kind of workbook an archive is, after making sure that it is safe to open.

    Nothing that the archive says of its own sizes is believed: every part is unpacked and counted.

    Parameters
    ----------
    content
        The file's bytes.

    Raises
    ------
    BadArchive
        When it is damaged, protected, unpacks to far too much or has cells unreasonably far out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError, KeyError) as error:
        raise BadArchive(_DAMAGED) from error
    except Exception as error:
        # The archive reader lets through other errors for some damaged archives (struct.error, for one).
        raise BadArchive(_DAMAGED) from error
    if len(parts) > MOST_PARTS:
        raise BadArchive(f"it has {len(parts):,} parts, which no export has; check what it holds")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise BadArchive("it holds two parts of the same name; open it and save it again")
    left = LARGEST_UNPACKED
    errors = 0
    kind = ""
    for part in parts:
        text = _unpacked(content, part, left)
        left -= len(text)
        if part.filename == "content.xml":
            kind = "ods"
            _check_reach(_ods_cells(text))
        elif b"sheetData" in text:
            _check_reach(_xlsx_cells(text))
            errors += len(_ERROR.findall(text))
        if part.filename.casefold().endswith("workbook.xml"):
            kind = kind or "xlsx"
    if not kind:
        raise BadArchive("it is an archive, but holds no workbook")
    return Archive(kind, errors)


def _unpacked(content: bytes, part: zipfile.ZipInfo, most: int) -> bytes:
    if part.flag_bits & 0x1:
        raise BadArchive("it is protected by a password; save it without one")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadArchive("it is packed in an unusual way; open it and save it again")
    header = content[part.header_offset : part.header_offset + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise BadArchive(_DAMAGED)
    begin = part.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = content[begin : begin + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        pieces, size = [packed], len(packed)
    else:
        pieces, size = [], 0
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while packed and not unpacker.eof and size <= most:
                piece = unpacker.decompress(packed, _CHUNK)
                packed = unpacker.unconsumed_tail
                pieces.append(piece)
                size += len(piece)
        except zlib.error as error:
            raise BadArchive(_DAMAGED) from error
    if size > most:
        raise BadArchive("it unpacks to far more than any export; check what it holds")
    return b"".join(pieces)


def _check_reach(cells: int) -> None:
    if cells > MOST_CELLS:
        raise BadArchive(
            f"a sheet reaches over {cells:,} cells, most of them empty or repeated; delete the empty rows and columns "
            "beyond the table and save it again"
        )


def _xlsx_cells(text: bytes) -> int:
    """Return how many cells lie between the first and the last filled one of a sheet."""
    places = _CELL.findall(text)
    columns = max((_column(letters) for letters in {letters for letters, _ in places}), default=0)
    rows = max((int(number) for number in {number for _, number in places}), default=0)
    if len(_ANY_CELL.findall(text)) != len(_NUMBERED_CELL.findall(text)):
        # Some writers leave out where a cell stands; then rows and cells are counted.
        parts = text.split(b"row")
        columns = max(columns, *(len(_ANY_CELL.findall(part)) for part in parts))
        rows = max(rows, len(parts), *(int(number) for number in _ROW.findall(text)), 0)
    return columns * rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_cells(text: bytes) -> int:
    """Return how many cells the largest table of an ODS document is laid out as."""
    largest = rows = columns = repeated = place = filled = 0
    blank_rows = 0

    def end_row() -> None:
        nonlocal rows, columns, blank_rows
        if filled:
            # Blank rows and cells count only where something stands behind them.
            rows, blank_rows = rows + blank_rows + repeated, 0
            columns = max(columns, filled)
        else:
            blank_rows += repeated

    for name, attributes, closed in _ODS.findall(text):
        if name == b"table":
            end_row()
            largest = max(largest, rows * columns)
            rows = columns = repeated = place = filled = blank_rows = 0
        elif name == b"table-row":
            end_row()
            times = _ROWS.search(attributes)
            repeated, place, filled = int(times[1]) if times else 1, 0, 0
        else:
            times = _COLUMNS.search(attributes)
            place += int(times[1]) if times else 1
            if not closed or b"value" in attributes or b"formula" in attributes:
                filled = place
    end_row()
    return max(largest, rows * columns)
