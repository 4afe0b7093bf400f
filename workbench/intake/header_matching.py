"""Which column of a file is which, and every fault in its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import Fault
from workbench.intake.expected import Column, Table
from workbench.intake.grid import Grid
from workbench.intake.headers import column_letter, expected_headers, folded, header_cells, is_personal
from workbench.names import nearest

#: With more unknown, or missing, headers than this, they are told together.
MOST_HEADERS = 5


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
    row, cells = header_cells(grid, expected_headers(table))
    if not row:
        message = "the table is empty; leave the file out if there is nothing to take in"
        return None, [Fault(file, sheet=grid.sheet, message=message)], Header(0, {})
    reading = _HeaderReading(grid, table, file, row, cells)
    reading.match_columns()
    reading.tell_unknown_and_missing()
    found = Header(row, reading.places, tuple(cells), tuple(reading.renamed), tuple(reading.left_out))
    return (None if reading.faults else found), reading.faults, found


class _HeaderReading:
    """The columns of one header matched with those that are expected, and every fault in it."""

    def __init__(self, grid: Grid, table: Table, file: str, row: int, cells: Sequence[str]) -> None:
        self.grid, self.table, self.file, self.row, self.cells = grid, table, file, row, cells
        self.places: dict[str, int] = {}
        self.renamed: list[tuple[str, str]] = []
        self.left_out: list[str] = []
        self.faults: list[Fault] = []
        self._unknown: list[str] = []

    def match_columns(self) -> None:
        """Find out which column is which, from the first to the last that has a header or an answer."""
        wanted = expected_headers(self.table)
        without = {folded(header) for header in self.table.left_out}
        below = self.grid.rows[self.row :]
        for place in range(max([len(self.cells), *map(len, below)])):
            cell = self.cells[place] if place < len(self.cells) else ""
            column = wanted.get(folded(cell))
            if column is not None:
                self._match(place, cell, column)
            elif cell:
                (self.left_out if folded(cell) in without else self._unknown).append(cell)
            elif any(place < len(row) and row[place] for row in below):
                self._fault("the column has answers but no header; name it or remove it", column_letter(place))

    def _match(self, place: int, cell: str, column: Column) -> None:
        if column.id in self.places:
            where = f"columns {column_letter(self.places[column.id])} and {column_letter(place)}"
            self._fault(f"this column stands twice ({where})", cell)
            return
        self.places[column.id] = place
        if folded(cell) != folded(column.header):
            self.renamed.append((cell, column.header))

    def tell_unknown_and_missing(self) -> None:
        """Add a fault for each header that is unknown and each that is missing; of many, one for all."""
        table = self.table
        missing = [column.header for column in table.columns if column.id not in self.places]
        if len(missing) * 2 > len(table.columns) and self._unknown:
            self._fault(
                f"{len(self.places) or 'none'} of the {len(table.columns)} columns of {table.title} are here. Is this "
                "the right file? Where its columns are only called otherwise, a mapping file says so: workbench intake "
                "--propose-mapping FILE"
            )
        strange = [cell for cell in self._unknown if not self._known_otherwise(cell, missing)]
        if len(strange) > MOST_HEADERS:
            self._fault(
                f"{len(strange):,} columns are unknown to {table.title} ({_listed(strange)}). Remove them, correct "
                "their headers, or name them in a mapping file"
            )
        else:
            for cell in strange:
                self._fault(f"unknown column; {table.title} has no such column. Remove it, or correct its header", cell)
        kept = "a question that was not asked keeps its column, left empty"
        if len(missing) > MOST_HEADERS:
            self._fault(f"{len(missing)} columns are missing ({_listed(missing)}); {kept}")
        else:
            for header in missing:
                self._fault(f"this column is missing; {kept}", header)

    def _known_otherwise(self, cell: str, missing: list[str]) -> bool:
        """Add the fault of an unknown header that says what it is; one that is near is missing no longer."""
        if is_personal(cell):
            message = "details that identify a person are not taken in; remove the whole column from the file"
            self._fault(message, cell)
            return True
        # With as many unknown headers as no table has, the nearest of each is no help and takes long.
        guess = len(self._unknown) <= 3 * len(self.table.columns) and len(cell) <= 500
        near = nearest(folded(cell), map(folded, missing)) if guess else None
        if near is None:
            return False
        header = next(name for name in missing if folded(name) == near)
        missing.remove(header)
        self._fault(f"unknown column; did you mean {header!r}?", cell)
        return True

    def _fault(self, message: str, column: str = "") -> None:
        self.faults.append(
            Fault(self.file, sheet=self.grid.sheet, row=self.row, column=_short(column), message=message)
        )


def _listed(names: Sequence[str]) -> str:
    """Return the first names of many, and how many more there are."""
    shown = ", ".join(repr(_short(name, 40)) for name in names[:MOST_HEADERS])
    return f"{shown} and {len(names) - MOST_HEADERS:,} more"


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
