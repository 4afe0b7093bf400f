"""The rows of a table: those to read, and those set aside with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.intake.expected import Column, Table
from workbench.intake.grid import Grid
from workbench.intake.header_matching import Header
from workbench.intake.headers import folded

_TOTAL = re.compile(
    r"(grand |sub-? ?|column |overall )?totals?( \(.*\)| of .*| for .*)?|overall|averages?|means?|sum|all respondents"
    r"|all (responses|records|rows|areas|councils|local authorities|known la)|base|number of (responses|records)"
)
_SCOTLAND = re.compile(r"(all )?scotland( total)?( \([^()]*\))?")
NOTE = "a note, not a row of the table"
TOTAL = "a total of the other rows, not a row of its own"
REPEATED = "the header again"


@dataclass(frozen=True)
class SetAside:
    """A row that is no row of evidence; it does not stop the others.

    Parameters
    ----------
    row
        Row number, from 1.
    reason
        What it is.
    cells
        The row as it stands in the file; none of a note, which may name whom to ask.
    """

    row: int
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """Everything below a header that is not blank.

    Parameters
    ----------
    numbers
        Row numbers of the rows to read.
    rows
        Their cells, in the order of the table's columns.
    set_aside
        The other rows, with the reason. Rows to read and rows set aside are together all rows that are not blank.
    """

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    set_aside: tuple[SetAside, ...]


def count_rows(grid: Grid, header_row: int) -> int:
    """Return how many rows below the header are not blank."""
    return sum(1 for row in grid.rows[header_row:] if any(row))


def find_body(grid: Grid, header: Header, table: Table) -> Body:
    """Return the rows below a header.

    Parameters
    ----------
    grid, header, table
        The sheet, its header and what is expected.

    Notes
    -----
    Set aside are: the header once more; a row of totals, told by the word in its first filled cell, unless that is an
    answer allowed there; and notes below the table, which are rows with one filled cell and no answer to anything else,
    after a blank row or at the very end.
    """
    places = [header.places[column.id] for column in table.columns]
    again = tuple(folded(cell) for cell in header.cells)
    last_whole = max(
        (
            number
            for number, row in enumerate(grid.rows[header.row :], start=header.row + 1)
            if sum(1 for cell in row if cell) > 1
        ),
        default=0,
    )
    by_place = dict(zip(places, table.columns, strict=True))
    allowed = {column.id: _allowed(column) for column in table.columns}
    numbers: list[int] = []
    rows: list[tuple[str, ...]] = []
    aside: list[SetAside] = []
    blank_above = False
    for number, row in enumerate(grid.rows[header.row :], start=header.row + 1):
        filled = [place for place, cell in enumerate(row) if cell]
        if not filled:
            blank_above = True
            continue
        first = row[filled[0]]
        lone = len(table.columns) > 2 and len(filled) == 1 and " " in first
        if lone and (blank_above or number > last_whole):
            aside.append(SetAside(number, NOTE))
            continue
        blank_above = False
        column = by_place.get(filled[0])
        if len(filled) > 1 and _is_repeated(row, again):
            aside.append(SetAside(number, REPEATED, row))
        elif column is not None and _is_total(first, column, allowed[column.id]):
            aside.append(SetAside(number, TOTAL, row))
        else:
            numbers.append(number)
            rows.append(tuple(row[place] if place < len(row) else "" for place in places))
    return Body(tuple(numbers), tuple(rows), tuple(aside))


def _is_repeated(row: tuple[str, ...], header: tuple[str, ...]) -> bool:
    return len(row) >= len(header) and all(
        folded(cell) == header[place] if place < len(header) else not cell for place, cell in enumerate(row)
    )


def _allowed(column: Column) -> frozenset[str]:
    return frozenset(folded(text) for pair in (*column.options, *column.meanings) for text in pair)


def _is_total(first: str, column: Column, allowed: frozenset[str]) -> bool:
    if column.kind == "text" or len(first) > 80:
        return False
    word = folded(first)
    if word in allowed:
        return False
    return bool(_TOTAL.fullmatch(word)) or (column.kind == "area" and bool(_SCOTLAND.fullmatch(word)))
