"""Accessible spreadsheets: what they hold, and their bytes, made once for the same content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from workbench.files import canonical_json, write_bytes
from workbench.freetext.plain import xlsx_cell

#: Part of the key of a kept spreadsheet; raise it when spreadsheets are made in another way.
_MAKING = "5"

SUPPRESSED, MISSING, NOT_APPLICABLE = "[c]", "[x]", "[z]"
SHORTHAND = {
    SUPPRESSED: "[c] not shown: the number, or one that it would give away, could identify someone",
    MISSING: "[x] not available",
    NOT_APPLICABLE: "[z] not applicable",
}
Cell = str | int | float


@dataclass(frozen=True)
class Sheet:
    """One worksheet with one table.

    Parameters
    ----------
    name
        Label of the worksheet, up to 31 characters.
    title, about
        Title, and sentences about the table.
    columns, rows
        Column headings, all different, and the cells; the first column names the rows.
    source
        Where the numbers come from.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Spreadsheet:
    """A spreadsheet: cover, contents, notes and one table a sheet.

    Parameters
    ----------
    title, intro
        Title of the cover, and its paragraphs.
    sheets
        The worksheets with tables.
    notes
        Notes for the whole spreadsheet: what each is about, and its text.
    """

    title: str
    intro: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Digest of everything it holds and of how it is made."""
        return hashlib.sha256(f"{_MAKING}\n{canonical_json(asdict(self))}".encode()).hexdigest()


def spreadsheet_bytes(content: Spreadsheet, cache: Path) -> bytes:
    """Return the spreadsheet as XLSX, from ``cache`` where the same content was made before.

    Parameters
    ----------
    content
        What it holds.
    cache
        Folder of spreadsheets made before.
    """
    path = cache / "xlsx" / f"{content.key}.xlsx"
    if path.is_file():
        return path.read_bytes()
    made = written(content)
    write_bytes(path, made)
    return made


def written(content: Spreadsheet) -> bytes:
    """Return the spreadsheet as XLSX: the same content gives the same bytes.

    Text is always written as text: a cell that begins with ``=`` is no formula, one that looks like an address no link.
    """
    from workbench.outputs.workbook import Workbook

    book = Workbook(content.title)
    book.cover(xlsx_cell(content.title), [xlsx_cell(text) for text in content.intro])
    contents = [(sheet.name, xlsx_cell(sheet.title)) for sheet in content.sheets]
    book.table("Contents", "contents_table", "Contents", ("Sheet name", "Table description"), contents, links=True)
    noted = [xlsx_cell(f"{about}: {note}") for about, note in content.notes] or ["There are no notes."]
    book.table("Notes", "notes_table", "Notes", ("Note number", "Note"), list(enumerate(noted, 1)))
    for number, sheet in enumerate(content.sheets, 1):
        rows = [[xlsx_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
        columns = list(zip(*rows, strict=True))
        marks = {cell for column in columns for cell in column} & set(SHORTHAND)
        book.table(
            sheet.name,
            f"table_{number}",
            xlsx_cell(sheet.title),
            [xlsx_cell(column) for column in sheet.columns],
            rows,
            about=[xlsx_cell(about) for about in sheet.about],
            further=[*(text for mark, text in SHORTHAND.items() if mark in marks), xlsx_cell(sheet.source)],
            numbers=[place for place, column in enumerate(columns) if place and _of_numbers(column)],
        )
    return book.made()


def _of_numbers(column: Iterable[Cell]) -> bool:
    """Return whether there are numbers, and nothing else but marks that say why there is none."""
    texts = {cell if isinstance(cell, str) else None for cell in column}
    return None in texts and texts <= {None, *SHORTHAND}


def unique_columns(labels: list[str]) -> tuple[str, ...]:
    """Return column headings made different from one another, whatever their case.

    Examples
    --------
    >>> unique_columns(["Area", "Share", "share"])
    ('Area', 'Share', 'share (2)')
    """
    seen: dict[str, int] = {}
    made = []
    for label in labels:
        seen[label.lower()] = count = seen.get(label.lower(), 0) + 1
        made.append(label if count == 1 else f"{label} ({count})")
    return tuple(made)
