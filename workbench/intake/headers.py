"""The header row of a table: where it is, what it says, and how headers are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from workbench.intake.expected import Column, Table
from workbench.intake.grid import Grid

#: A title and a few lines of notes may stand above the header; no more than this.
DEEPEST_HEADER = 40

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
