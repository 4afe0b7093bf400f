"""The header row of a table, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.errors import Fault
from workbench.intake.expected import Column, Table
from workbench.intake.grid import Grid
from workbench.names import nearest

#: A title and a few lines of notes may stand above the header; no more than this.
DEEPEST_HEADER = 40
#: With more unknown, or missing, headers than this, they are told together.
MOST_HEADERS = 5

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
        Row number of the header, from 1; the lower one of a header in two rows.
    places
        For each column id, the place of its column from 0.
    cells
        What the header says, column by column.
    renamed
        Pairs of a header in the file and the one it stands for by the mapping file.
    left_out
        Headers of columns that the mapping file leaves out.
    """

    row: int
    places: dict[str, int]
    cells: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
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
    words = re.sub(r"[^a-z0-9]+", " ", folded(header[:500]).replace("'", "")).strip()
    return bool(PERSONAL.search(words))


def expected_headers(table: Table) -> dict[str, Column]:
    """Return each column by every header that it may have, folded: its own, its mapped ones and its id."""
    wanted = {folded(column.header): column for column in table.columns}
    for column in table.columns:
        for alias in column.aliases:
            wanted.setdefault(folded(alias), column)
    for column in table.columns:
        wanted.setdefault(folded(column.id), column)
    return wanted


def find_header(grid: Grid, table: Table, file: str) -> tuple[Header | None, list[Fault], Header]:
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
    tuple of Header or None, list of Fault, and Header
        The first is None when there are faults; the last is what was found of it in any case.
    """
    wanted = expected_headers(table)
    row, cells = header_cells(grid, wanted)
    if not row:
        message = "the table is empty; leave the file out if there is nothing to take in"
        return None, [Fault(file, sheet=grid.sheet, message=message)], Header(0, {})
    places: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    renamed: list[tuple[str, str]] = []
    left_out: list[str] = []
    faults: list[Fault] = []
    without = {folded(header) for header in table.left_out}
    widest = max((len(below) for below in grid.rows[row:]), default=0)

    def fault(column: str, message: str) -> None:
        faults.append(Fault(file, sheet=grid.sheet, row=row, column=_short(column), message=message))

    for place in range(max(len(cells), widest)):
        cell = cells[place] if place < len(cells) else ""
        column = wanted.get(folded(cell))
        if column is None:
            if cell and folded(cell) in without:
                left_out.append(cell)
            elif cell:
                unknown.append((place, cell))
            elif any(place < len(below) and below[place] for below in grid.rows[row:]):
                fault(column_letter(place), "the column has answers but no header; name it or remove it")
        elif column.id in places:
            where = f"columns {column_letter(places[column.id])} and {column_letter(place)}"
            fault(cell, f"this column stands twice ({where})")
        else:
            places[column.id] = place
            if folded(cell) != folded(column.header):
                renamed.append((cell, column.header))
    missing = {column.header: column for column in table.columns if column.id not in places}
    if len(missing) * 2 > len(table.columns) and unknown:
        message = (
            f"{len(places) or 'none'} of the {len(table.columns)} columns of {table.title} are here. Is this the right "
            "file? Where its columns are only called otherwise, a mapping file says so: workbench intake "
            "--propose-mapping FILE"
        )
        faults.append(Fault(file, sheet=grid.sheet, row=row, message=message))
    # With as many unknown headers as no table has, the nearest of each is no help and takes long.
    guess = len(unknown) <= 3 * len(table.columns)
    strange = []
    for _, cell in unknown:
        if is_personal(cell):
            fault(cell, "details that identify a person are not taken in; remove the whole column from the file")
            continue
        near = nearest(folded(cell), map(folded, missing)) if guess and len(cell) <= 500 else None
        if near is not None:
            header = next(name for name in missing if folded(name) == near)
            del missing[header]
            fault(cell, f"unknown column; did you mean {header!r}?")
        else:
            strange.append(cell)
    if len(strange) > MOST_HEADERS:
        message = (
            f"{len(strange):,} columns are unknown to {table.title} ({_listed(strange)}). Remove them, correct their"
        )
        faults.append(
            Fault(file, sheet=grid.sheet, row=row, message=f"{message} headers, or name them in a mapping file")
        )
    else:
        for cell in strange:
            fault(cell, f"unknown column; {table.title} has no such column. Remove it, or correct its header")
    if len(missing) > MOST_HEADERS:
        message = (
            f"{len(missing)} columns are missing ({_listed(list(missing))}); a question that was not asked keeps its"
        )
        faults.append(Fault(file, sheet=grid.sheet, row=row, message=f"{message} column, left empty"))
    else:
        for header in missing:
            fault(header, "this column is missing; a question that was not asked keeps its column, left empty")
    found = Header(row, places, tuple(cells), tuple(renamed), tuple(left_out))
    return (None if faults else found), faults, found


def header_score(grid: Grid, table: Table) -> int:
    """Return how many of a table's columns a sheet's header has; with fewer than half, nought."""
    wanted = expected_headers(table)
    _, cells = header_cells(grid, wanted)
    score = len({wanted[folded(cell)].id for cell in cells if folded(cell) in wanted})
    return score if score * 2 >= len(table.columns) else 0


def header_cells(grid: Grid, wanted: Mapping[str, object]) -> tuple[int, list[str]]:
    """Return the number of the header row, from 1, and what it says; (0, []) for an empty sheet.

    It is the row with most of the expected headers, or two rows that have more of them together: a header whose cells
    are merged over two rows, or whose upper row says what the lower ones have in common. Where no row has two of them,
    it is the first of the fullest rows.
    """
    rows = grid.rows[:DEEPEST_HEADER]
    folds = [[folded(cell) for cell in row] for row in rows]
    best: tuple[int, int, list[str]] = (1, 0, [])
    for index, (row, fold) in enumerate(zip(rows, folds, strict=True)):
        score = sum(1 for cell in fold if cell in wanted)
        if score > best[0]:
            best = (score, index + 1, list(row))
    everything = len({id(column) for column in wanted.values()})
    for index in range(1, len(rows) if best[0] < everything else 0):
        if not any(folds[index]) or not any(folds[index - 1]):
            continue
        joined = _joined(rows[index - 1], rows[index], wanted)
        score = sum(1 for cell in joined if folded(cell) in wanted)
        # Two rows only where both are needed: a title above must not become part of a header.
        if score > best[0] and score > sum(1 for cell in folds[index] if cell in wanted):
            best = (score, index + 1, joined)
    if best[1]:
        return best[1], best[2]
    filled = [(sum(map(bool, row)), -index) for index, row in enumerate(rows) if any(row)]
    if not filled:
        return 0, []
    index = -max(filled)[1]
    return index + 1, list(rows[index])


def _joined(upper: Sequence[str], lower: Sequence[str], wanted: Mapping[str, object]) -> list[str]:
    """Return a header in two rows as one: for each column the form that is expected, else what is there."""
    cells = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else ""
        bottom = lower[place] if place < len(lower) else ""
        above = top or above
        forms = [form for form in (bottom, top, f"{above} {bottom}", f"{above}: {bottom}", f"{bottom} {above}") if form]
        cells.append(next((form for form in forms if folded(form) in wanted), bottom or top))
    return cells


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


def header_names(cells: Iterable[str]) -> list[str]:
    """Return a header's cells with a column's letters where one is blank."""
    return [cell or f"column {column_letter(place)}" for place, cell in enumerate(cells)]


def _listed(names: Sequence[str]) -> str:
    """Return the first names of many, and how many more there are."""
    shown = ", ".join(repr(_short(name, 40)) for name in names[:MOST_HEADERS])
    return f"{shown} and {len(names) - MOST_HEADERS:,} more"


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
