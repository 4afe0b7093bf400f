"""Published statistics tables read as they come: titles above, notes below, signs instead of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.intake.grid import Grid, Unreadable
from workbench.intake.headers import DEEPEST_HEADER, column_letter, folded
from workbench.intake.markers import Number, number_of
from workbench.intake.reading import read_grid

if TYPE_CHECKING:
    import pandas as pd

#: Part of a column's filled cells that have to be numbers or signs for it to be a column of figures.
MOST = 0.8
_TOTAL = re.compile(r"(grand )?totals?( .*)?|all [a-z].*|scotland|.* total")
_KEYS = re.compile(
    r"(financial |calendar |school )?years?|.*\bcodes?|periods?|months?|quarters?|age|id|.*_(id|code|num)"
)


@dataclass(frozen=True)
class PublishedTable:
    """A published table, tidied without losing a row.

    Parameters
    ----------
    title
        The first line above the table, or an empty string.
    above, below
        Lines above the header and notes below the table, as they stand.
    keys, measures
        Names of the columns that say what a row is, and of those that hold figures.
    numbers
        Row number of each row of the table, from 1.
    rows
        The rows' key cells.
    figures
        The rows' figures.
    totals
        For each row, whether it is a total of others (told by a key such as "Total", "All known LA" or "Scotland").
    read
        Rows below the header that are not blank: the table's rows and the notes.
    """

    title: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[Number, ...], ...]
    totals: tuple[bool, ...]
    read: int

    def tidy(self) -> pd.DataFrame:
        """Return one row for each figure: row number, keys, ``measure``, ``value``, ``unit``, ``status``, ``note``,
        ``total``.

        ``value`` is null where a sign such as ``[x]`` stands; ``status`` is then ``suppressed`` or ``missing`` and
        ``note`` says why.
        """  # noqa: D205 - the list of columns takes two lines
        import pandas as pd

        flat = [figure for row in self.figures for figure in row]
        count = len(self.measures)
        data: dict[str, object] = {"row": [number for number in self.numbers for _ in range(count)]}
        for place, key in enumerate(self.keys):
            data[key] = [row[place] for row in self.rows for _ in range(count)]
        data |= {
            "measure": list(self.measures) * len(self.rows),
            "value": pd.array([figure.value for figure in flat], dtype="Float64"),
            "unit": [figure.unit for figure in flat],
            "status": [figure.status for figure in flat],
            "note": [figure.note for figure in flat],
            "total": [total for total in self.totals for _ in range(count)],
        }
        return pd.DataFrame(data)


def read_published_table(path: Path, sheet: str = "", keys: Sequence[str] = ()) -> PublishedTable:
    """Return a published table of a CSV file or of one sheet of a workbook.

    Parameters
    ----------
    path
        The file.
    sheet
        The sheet; the first where none is named.
    keys
        Headers of columns that say what a row is although they hold numbers (such as a year).

    Raises
    ------
    Unreadable
        When the file cannot be read or no table is found in it.
    """
    return published_table(read_grid(path, sheet), keys)


def published_table(grid: Grid, keys: Sequence[str] = ()) -> PublishedTable:
    """Return a published table from a sheet's cells; see `read_published_table`.

    Parameters
    ----------
    grid
        All cells.
    keys
        Headers of columns that say what a row is.
    """
    index, names = _header(grid)
    rows = grid.rows[index + 1 :]
    width = max([len(names), *map(len, rows)])
    known: dict[str, Number | None] = {"": None}
    for cell in {cell for row in rows for cell in row}:
        known[cell] = number_of(cell) if cell else None
    wanted = {folded(key) for key in keys}
    figures = [
        place
        for place in range(width)
        if not (place < len(names) and _is_key(names[place], wanted)) and _is_figures(rows, place, known)
    ]
    taken: set[str] = {"row", "measure", "value", "unit", "status", "note", "total"}
    columns = [_unique(names[place] if place < len(names) else "", place, taken) for place in range(width)]
    first_figure = set(figures)
    others = [place for place in range(width) if place not in first_figure]
    last = max((number for number, row in enumerate(rows) if _is_row(row, figures, known)), default=-1)
    numbers: list[int] = []
    labels: list[tuple[str, ...]] = []
    cells: list[tuple[Number, ...]] = []
    below: list[str] = []
    read = 0
    blank = Number(None, "", "missing", "the cell is blank")
    for number, row in enumerate(rows):
        if not any(row):
            continue
        read += 1
        if number > last:
            below.append(" ".join(cell for cell in row if cell))
            continue
        numbers.append(index + 2 + number)
        labels.append(tuple(row[place] if place < len(row) else "" for place in others))
        cells.append(tuple(_figure(row[place] if place < len(row) else "", known, blank) for place in figures))
    above = tuple(" ".join(cell for cell in row if cell) for row in grid.rows[:index] if any(row))
    return PublishedTable(
        above[0] if above else "", above, tuple(below), tuple(columns[place] for place in others),
        tuple(columns[place] for place in figures), tuple(numbers), tuple(labels), tuple(cells),
        tuple(map(_is_total, labels)), read,
    )  # fmt: skip


def _is_total(keys: Sequence[str]) -> bool:
    """Return whether a row is a total; a bare "All" in a later key is a margin of one breakdown only."""
    words = [folded(key) for key in keys if key and len(key) < 60]
    return any(_TOTAL.fullmatch(word) for word in words) or words[:1] == ["all"]


def _figure(cell: str, known: dict[str, Number | None], blank: Number) -> Number:
    if not cell:
        return blank
    # A column of figures may hold a word here and there: it is kept as a note, never taken for a number.
    return known[cell] or Number(None, "", "missing", cell)


def _header(grid: Grid) -> tuple[int, list[str]]:
    """Return the index of the header row and what it says, merged upper rows joined in."""
    rows = grid.rows[:DEEPEST_HEADER]
    widths = [sum(map(bool, row)) for row in rows]
    following = [max([0, *(sum(map(bool, row)) for row in grid.rows[place + 1 : place + 6])]) for place in
                 range(len(rows))]  # fmt: skip
    for place, row in enumerate(rows):
        # The first row that is about as wide as what follows; a title or note fills a cell or two.
        if widths[place] >= 2 and widths[place] >= 0.6 * following[place]:
            return place, _with_upper(grid, place, list(row))
    filled = [place for place, width in enumerate(widths) if width]
    if not filled:
        raise Unreadable("there is no table: the sheet is empty", sheet=grid.sheet)
    raise Unreadable("there is no table: no row looks like a header", sheet=grid.sheet)


def _with_upper(grid: Grid, place: int, names: list[str]) -> list[str]:
    """Return a header with the upper row's merged cells in front of what they span."""
    for first_row, first, last_row, last in grid.merged:
        if first_row == last_row == place - 1 and last > first:
            text = grid.rows[first_row][first] if first < len(grid.rows[first_row]) else ""
            # A title merged over the whole table says nothing of a column.
            if text and last - first + 1 < len([name for name in names if name]):
                for column in range(first, min(last + 1, len(names))):
                    names[column] = f"{text}: {names[column]}" if names[column] else text
        elif last_row == place and first_row == place - 1 and first < len(names) and not names[first]:
            names[first] = grid.rows[first_row][first] if first < len(grid.rows[first_row]) else ""
    return names


def _is_key(name: str, wanted: set[str]) -> bool:
    plain = folded(name)
    return plain in wanted or (len(plain) < 60 and bool(_KEYS.fullmatch(plain)))


def _is_figures(rows: Sequence[Sequence[str]], place: int, known: dict[str, Number | None]) -> bool:
    filled = [row[place] for row in rows if place < len(row) and row[place]]
    numbers = sum(1 for cell in filled if known[cell] is not None)
    # Notes below a table stand in its first column: one that is figures otherwise has few of them.
    return bool(filled) and numbers >= MOST * len(filled)


def _is_row(row: Sequence[str], figures: Sequence[int], known: dict[str, Number | None]) -> bool:
    if figures:
        return any(place < len(row) and row[place] and known[row[place]] is not None for place in figures)
    return sum(map(bool, row)) > 1


def _unique(name: str, place: int, taken: set[str]) -> str:
    name = " ".join(name.split()) or f"column {column_letter(place)}"
    found = name
    number = 2
    while found in taken:
        found = f"{name} ({number})"
        number += 1
    taken.add(found)
    return found
