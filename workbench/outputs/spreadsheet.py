"""Accessible spreadsheets: what they hold, and their bytes, made once for the same content."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.files import canonical_json, write_bytes
from workbench.freetext.plain import xlsx_cell

#: Part of the key of a kept spreadsheet; raise it when spreadsheets are made in another way.
_MAKING = "3"
#: A spreadsheet holds the time it was made; ours holds this one, so that the same content has the same bytes.
_CREATED = datetime(2020, 1, 1)

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
    """Return the spreadsheet as XLSX, made by gptables: the same content gives the same bytes.

    Text is always written as text: a cell that begins with ``=`` is no formula, one that looks like an address no link.
    """
    # Imported here: they take a second, and most builds make no spreadsheet.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # its theme's file is left to be closed by Python
        import gptables
    import pandas as pd

    # gptables puts cells into tables one by one; text kept by Arrow makes that take half as long again.
    with pd.option_context("mode.string_storage", "python"):
        return _made(content, gptables, pd)


def _made(content: Spreadsheet, gptables: Any, pd: Any) -> bytes:
    sheets: dict[str, Any] = {}
    for number, sheet in enumerate(content.sheets, 1):
        cells = {cell for row in sheet.rows for cell in row if isinstance(cell, str)}
        legend = [text for mark, text in SHORTHAND.items() if mark in cells]
        sheets[sheet.name] = gptables.GPTable(
            table=pd.DataFrame(
                [[as_text(cell) for cell in row] for row in sheet.rows],
                columns=[as_text(column) for column in sheet.columns],
                dtype=object,
            ),
            table_name=f"table_{number}",
            title=as_text(sheet.title),
            subtitles=[as_text(about) for about in sheet.about],
            instructions="This worksheet contains one table.",
            legend=legend,
            source=as_text(sheet.source) or None,
            index_columns={2: 0},
        )
    # gptables puts a number of its own in the first column.
    noted = [("", as_text(f"{about}: {note}")) for about, note in content.notes] or [("", "There are no notes.")]
    notes = pd.DataFrame(noted, columns=["", "Note"])
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # It warns of notes without a reference in a table; ours are about the whole spreadsheet.
        warnings.filterwarnings("ignore", "The following notes are not referenced")
        # It calls parts of pandas that a later pandas will not have; the lock keeps the two together.
        warnings.simplefilter("ignore", DeprecationWarning)
        workbook = gptables.produce_workbook(
            buffer,
            sheets,
            cover=gptables.Cover(
                title=as_text(content.title), intro=[as_text(each) for each in content.intro], cover_label="Cover"
            ),
            contentsheet_options={"title": "Contents", "instructions": "This worksheet contains one table."},
            notes_table=notes,
            notesheet_options={"title": "Notes", "instructions": "This worksheet contains one table."},
            workbook_options={"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
        )
    workbook.set_properties({"title": content.title, "created": _CREATED})
    workbook.close()
    return buffer.getvalue()


def as_text(cell: Cell) -> Cell:
    """Return a cell of which gptables makes neither a link nor a reference to a note, whatever it says.

    Examples
    --------
    >>> as_text("[see](https://example.org) $$note$$"), as_text(12)
    ('[see] (https://example.org) $ $note$ $', 12)
    """
    if not isinstance(cell, str):
        return cell
    return xlsx_cell(cell).replace("](", "] (").replace("$$", "$ $")


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
