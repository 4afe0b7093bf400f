"""Tables checked column by column, every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Fault
from workbench.freetext.columns import personal_columns
from workbench.intake.cells import AreaMatcher, parser_of
from workbench.intake.column_checks import ColumnChecks, cells_of, short
from workbench.intake.expected import Table
from workbench.intake.grid import Grid, Unreadable
from workbench.intake.header_matching import Header, find_header
from workbench.intake.headers import header_names, header_score
from workbench.intake.reading import grid_of, read_content
from workbench.intake.readings import Reading
from workbench.intake.rows import count_rows, find_body

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known


def read_table(
    path: Path, table: Table, area: str, match_area: AreaMatcher, file: str, *,
    content: bytes | None = None, known: Known | None = None,
) -> Reading:  # fmt: skip
    """Return a raw file as a table, or every fault in it.

    Parameters
    ----------
    path
        The raw file.
    table
        What it must look like.
    area
        Slug of the area whose folder it lies in.
    match_area
        Finds the area that a cell names.
    file
        The file as the user knows it, for the faults.
    content
        The file's bytes, where they were read already.
    known
        Words with a capital that name nobody, for the check of texts; the field's own by default.
    """
    try:
        content = read_content(path) if content is None else content
        grid = grid_of(content, path.suffix, table.sheet, lambda grid: header_score(grid, table))
    except Unreadable as error:
        return Reading(faults=(error.fault(file),))
    header, faults, found = find_header(grid, table, file)
    headers = tuple(header_names(found.cells))
    personal = _personal(grid, found, table, file)
    if header is None or personal:
        # A file with personal details shows nothing else of itself.
        named = {fault.column for fault in personal}
        faults = [fault for fault in faults if fault.column not in named] + personal
        return Reading(read=count_rows(grid, found.row), faults=tuple(faults), headers=() if personal else headers)
    body = find_body(grid, header, table)
    read = len(body.rows) + len(body.set_aside)
    if not body.rows:
        message = "there is no row below the header; leave the file out if there is nothing to take in"
        fault = Fault(file, sheet=grid.sheet, row=header.row, message=message)
        return Reading(read=read, faults=(fault,), headers=headers)
    checks = ColumnChecks(file, grid, header, body.numbers)
    values: dict[str, list[str | int | None]] = {}
    columns = list(zip(*body.rows, strict=True))
    for column, cells in zip(table.columns, columns, strict=True):
        values |= checks.column(column, cells, parser_of(column, area, match_area), known)
    personal = _misplaced(table, columns, checks.faults, header, file, grid.sheet)
    if personal:
        return Reading(read=read, faults=tuple(personal))
    checks.key(table, values, dict(zip((column.id for column in table.columns), columns, strict=True)))
    changes = [
        f"column {short(said)!r} is read as {meant!r}, by the mapping file or its id" for said, meant in header.renamed
    ]
    changes += [f"column {short(said)!r} is left out, by the mapping file" for said in header.left_out]
    notes = list(checks.notes)
    if grid.errors:
        notes.append(f"{cells_of(grid.errors)} of the workbook hold a spreadsheet error such as #DIV/0!, read as blank")
    reading = Reading(
        read=read, headers=headers, set_aside=body.set_aside, changes=(*changes, *checks.changes), notes=tuple(notes),
        faults=tuple(checks.faults), wrong_rows=checks.wrong_rows(), to_read=tuple(checks.to_read),
    )  # fmt: skip
    return reading if checks.faults else replace(reading, values=values, rows=len(body.rows))


def _personal(grid: Grid, header: Header, table: Table, file: str) -> list[Fault]:
    """Return a fault for each column with personal details: by header in all, by content where cells are free."""
    by_place = {header.places[column.id]: column for column in table.columns if column.id in header.places}
    names = header_names(header.cells)
    # In a column with a set of answers, or of numbers or dates, anything else is a fault of its own.
    free = [
        place for place in range(len(names)) if place not in by_place or by_place[place].kind in ("identifier", "text")
    ]
    samples: list[list[str]] = [[] for _ in names]
    for place in free:
        samples[place] = [row[place] for row in grid.rows[header.row :] if place < len(row) and row[place]]
    return personal_columns(names, samples, file=file, sheet=grid.sheet, row=header.row)


def _misplaced(
    table: Table, columns: Sequence[Sequence[str]], faults: Sequence[Fault], header: Header, file: str, sheet: str
) -> list[Fault]:
    """Return a fault for each column of answers that holds personal details instead, so that no message repeats one."""
    wrong = {fault.column for fault in faults}
    named = [
        (column, cells)
        for column, cells in zip(table.columns, columns, strict=True)
        if column.header in wrong and column.kind not in ("identifier", "text")
    ]
    dates = [column.header for column, _ in named if column.kind == "date"]
    return personal_columns(
        [column.header for column, _ in named], [cells for _, cells in named], file=file, sheet=sheet, row=header.row,
        dates=dates,
    )  # fmt: skip
