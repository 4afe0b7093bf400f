"""The header row of a table, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import Fault
from workbench.intake.expected import Table
from workbench.intake.reading import Grid
from workbench.names import nearest

#: A title and a few lines of notes may stand above the header; no more than this.
DEEPEST_HEADER = 25

#: Headers of columns that identify a person. They are refused before any of their cells is looked at.
PERSONAL = re.compile(
    r"\b(chi|chi (no|number)|dob|d o b|date of birth|birth ?date|forenames?|surnames?|initials|post ?codes?|e ?mails?"
    r"|(tele)?phones?|mobiles?|addresse?s?|national insurance|ni number|nhs number|passport|full name|first names?"
    r"|last names?|middle names?|given names?|family names?|maiden names?|known as)\b"
    r"|^names?$|\b(child|childs|young persons?|persons?|parents?|carers?|respondents?|staff|workers?|your|mothers?"
    r"|fathers?|pupils?|students?|clients?|patients?) names?\b|\bname of (the |your )?(child|young person|person|parent"
    r"|carer|respondent|worker|mother|father|pupil|client|patient)\b"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True)
class Header:
    """Where a table's header stands and which column is which.

    Parameters
    ----------
    row
        Row number of the header, from 1.
    places
        For each column id, the place of its column from 0.
    """

    row: int
    places: dict[str, int]


def folded(text: str) -> str:
    """Return text as it is compared: case, spacing, kind of apostrophe and dash, and a closing mark do not count.

    Examples
    --------
    >>> folded("  I don’t   KNOW "), folded("Which service?") == folded("which service")
    ("i don't know", True)
    """
    return " ".join(text.translate(_APOSTROPHES).casefold().split()).rstrip("?:.* ")


def is_personal(header: str) -> bool:
    """Return whether a header announces details that identify a person.

    Examples
    --------
    >>> [is_personal(h) for h in ("Name", "CHI number", "E-mail address", "Child's name", "D.O.B.", "Service name")]
    [True, True, True, True, True, False]
    """
    words = re.sub(r"[^a-z0-9]+", " ", folded(header).replace("'", "")).strip()
    return bool(PERSONAL.search(words))


def find_header(grid: Grid, table: Table, file: str) -> tuple[Header | None, list[Fault]]:
    """Return a table's header and every fault in it.

    Parameters
    ----------
    grid
        All cells of the sheet.
    table
        What is expected.
    file
        The file as the user knows it, for the faults.

    Returns
    -------
    tuple of Header or None, and list of Fault
        The header is None when there are faults.
    """
    wanted = {folded(column.header): column for column in table.columns}
    for column in table.columns:
        wanted.setdefault(folded(column.id), column)
    row = _header_row(grid, wanted)
    if row is None:
        return None, [
            Fault(
                file, sheet=grid.sheet, message="the table is empty; leave the file out if there is nothing to take in"
            )
        ]
    cells = grid.rows[row]
    places: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    faults: list[Fault] = []

    def fault(column: str, message: str) -> None:
        faults.append(Fault(file, sheet=grid.sheet, row=row + 1, column=column, message=message))

    for place, cell in enumerate(cells):
        column = wanted.get(folded(cell))
        if column is None:
            if cell:
                unknown.append((place, cell))
            elif any(place < len(below) and below[place] for below in grid.rows[row + 1 :]):
                fault(column_letter(place), "the column has answers but no header; name it or remove it")
        elif column.id in places:
            fault(
                cell,
                f"this column stands twice (columns {column_letter(places[column.id])} and {column_letter(place)})",
            )
        else:
            places[column.id] = place
    missing = {column.header: column for column in table.columns if column.id not in places}
    for _, cell in unknown:
        if is_personal(cell):
            fault(cell, "details that identify a person are not taken in; remove the whole column from the file")
            continue
        near = nearest(folded(cell), map(folded, missing)) if len(cell) <= 500 else None
        if near is not None:
            header = next(name for name in missing if folded(name) == near)
            del missing[header]
            fault(_short(cell), f"unknown column; did you mean {header!r}?")
        else:
            fault(_short(cell), f"unknown column; {table.title} has no such column. Remove it, or correct its header")
    for header in missing:
        fault(header, "this column is missing; a question that was not asked keeps its column, left empty")
    return (None, faults) if faults else (Header(row + 1, places), [])


def _header_row(grid: Grid, wanted: dict[str, object]) -> int | None:
    """Return the index of the row that has most of the expected headers, else the first filled one."""
    best, best_score = None, 1
    for index, row in enumerate(grid.rows[:DEEPEST_HEADER]):
        score = sum(1 for cell in row if folded(cell) in wanted)
        if score > best_score:
            best, best_score = index, score
    if best is not None:
        return best
    filled = [(sum(map(bool, row)), -index) for index, row in enumerate(grid.rows[:DEEPEST_HEADER]) if any(row)]
    return -max(filled)[1] if filled else None


def column_letter(place: int) -> str:
    """Return a column's letters in a spreadsheet, from its place from 0.

    Examples
    --------
    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def body(grid: Grid, header: Header, columns: Sequence[str]) -> tuple[list[int], list[list[str]]]:
    """Return the row numbers and the cells of the rows below the header, in the order of ``columns``.

    Blank rows are left out. So are notes below the table: rows
    after a blank row that fill one cell only, with more than one word.
    """
    numbers: list[int] = []
    rows: list[list[str]] = []
    places = [header.places[column] for column in columns]
    blank_above = False
    for number, row in enumerate(grid.rows[header.row :], start=header.row + 1):
        filled = sum(1 for cell in row if cell)
        if not filled:
            blank_above = True
            continue
        if blank_above and len(columns) > 2 and filled == 1 and " " in next(cell for cell in row if cell):
            continue
        blank_above = False
        numbers.append(number)
        rows.append([row[place] if place < len(row) else "" for place in places])
    return numbers, rows
