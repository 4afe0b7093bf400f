"""Tables checked column by column, every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Fault
from workbench.freetext.columns import personal_columns
from workbench.freetext.fingerprints import fingerprint
from workbench.intake.cells import AreaMatcher, Parsed, Parser, parser_of
from workbench.intake.expected import Column, Table
from workbench.intake.headers import Header, find_header, header_names, header_score
from workbench.intake.reading import Grid, Unreadable, grid_of, read_content
from workbench.intake.rows import SetAside, count_rows, find_body
from workbench.intake.texts import check_texts

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known

#: Different wrong values of one column that are shown one by one; with more, the column as a whole is wrong.
MOST_VALUES = 40
#: Forms of one column that are read as another, shown one by one.
MOST_CHANGES = 8


@dataclass(frozen=True)
class WrongRow:
    """A row that is refused, with everything that is wrong with it.

    Parameters
    ----------
    row
        Row number, from 1.
    reasons
        What is wrong, each with its column.
    cells
        The row as it stands in the file; cells that must not be repeated are blank.
    """

    row: int
    reasons: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ToRead:
    """A text that may identify somebody: a person has to read it before it appears anywhere.

    Parameters
    ----------
    column
        Id of its column.
    row
        Row number, from 1.
    hash
        Fingerprint of the text; the text itself stands in the store alone.
    kinds
        What was detected.
    """

    column: str
    row: int
    hash: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What reading one raw file gave.

    Parameters
    ----------
    values
        For each column id, the stored values row by row, None for a blank; empty when there are faults. A column with
        signs such as ``[c]`` has a second one, ``<id>_reason``, that says why there is no value.
    read
        Rows below the header that are not blank. Each was either accepted or refused.
    rows
        Rows accepted: none where there is a fault.
    faults
        Everything that is wrong.
    wrong_rows
        The refused rows that have something wrong of their own.
    headers
        The file's header.
    set_aside
        Rows refused without stopping the others: totals, notes, a header repeated.
    changes
        What is read otherwise than it stands: renamed columns, other spellings, signs.
    notes
        What a person should look at.
    to_read
        Texts that may identify somebody.
    """

    values: dict[str, list[str | int | None]] = field(default_factory=dict)
    read: int = 0
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    wrong_rows: tuple[WrongRow, ...] = ()
    headers: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    to_read: tuple[ToRead, ...] = ()

    @property
    def refused(self) -> int:
        """Rows that were not accepted."""
        return self.read - self.rows


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
    checks = _Checks(file, grid, header, body.numbers)
    values: dict[str, list[str | int | None]] = {}
    columns = list(zip(*body.rows, strict=True))
    for column, cells in zip(table.columns, columns, strict=True):
        values |= checks.column(column, cells, parser_of(column, area, match_area), known)
    personal = _misplaced(table, columns, checks.faults, header, file, grid.sheet)
    if personal:
        return Reading(read=read, faults=tuple(personal))
    checks.key(table, values, dict(zip((column.id for column in table.columns), columns, strict=True)))
    changes = [
        f"column {_short(said)!r} is read as {meant!r}, by the mapping file or its id" for said, meant in header.renamed
    ]
    changes += [f"column {_short(said)!r} is left out, by the mapping file" for said in header.left_out]
    notes = list(checks.notes)
    if grid.errors:
        notes.append(f"{_cells(grid.errors)} of the workbook hold a spreadsheet error such as #DIV/0!, read as blank")
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


class _Checks:
    """The faults, changes and notes of one table, column after column."""

    def __init__(self, file: str, grid: Grid, header: Header, numbers: Sequence[int]) -> None:
        self.file, self.grid, self.header, self.numbers = file, grid, header, numbers
        self.faults: list[Fault] = []
        self.changes: list[str] = []
        self.notes: list[str] = []
        self.to_read: list[ToRead] = []
        self._wrong: dict[int, list[str]] = {}
        self._hidden: set[tuple[int, int]] = set()

    def column(
        self, column: Column, cells: Sequence[str], parse: Parser, known: Known | None
    ) -> dict[str, list[str | int | None]]:
        """Check one column; returns what is stored for it, by column name."""
        parsed: dict[str, Parsed] = {cell: parse(cell) for cell in dict.fromkeys(cells) if cell}
        if column.kind == "text":
            parsed |= check_texts([cell for cell in parsed if not parsed[cell].fault], known, column.header, self.notes)
        parsed[""] = Parsed(fault="an answer is required here") if column.required else Parsed()
        wrong = {cell: one for cell, one in parsed.items() if one.fault}
        if wrong:
            self._report(column, [(place, cell) for place, cell in enumerate(cells) if cell in wrong], wrong)
        changed = [cell for cell, one in parsed.items() if one.changed and not one.fault]
        if changed:
            self._say_changes(column, cells, changed, parsed)
        self.to_read += [
            ToRead(column.id, self.numbers[place], fingerprint(str(parsed[cell].value)), parsed[cell].kinds)
            for place, cell in enumerate(cells)
            if parsed[cell].kinds
        ]
        stored: dict[str, list[str | int | None]] = {column.id: [parsed[cell].value for cell in cells]}
        if any(one.reason for one in parsed.values()):
            stored[f"{column.id}_reason"] = [parsed[cell].reason or None for cell in cells]
        return stored

    def key(self, table: Table, values: dict[str, list[str | int | None]], raw: dict[str, Sequence[str]]) -> None:
        """Report each row whose key stands in an earlier row."""
        if not table.key:
            return
        headers = {column.id: column.header for column in table.columns}
        named = " and ".join(repr(headers[name]) for name in table.key)
        firsts: dict[tuple[str, ...], int] = {}
        for place, number in enumerate(self.numbers):
            # The key as written stands in for a key that was refused, so that one wrong cell is not reported twice.
            key = tuple(
                raw[name][place] if values[name][place] is None else str(values[name][place]) for name in table.key
            )
            if not all(key):
                continue
            first = firsts.setdefault(key, number)
            if first == number:
                continue
            hidden = (place, self.header.places[table.key[0]]) in self._hidden
            message = f"{named} must differ in every row; row {first} has the same"
            value = "" if hidden else " / ".join(key)[:60]
            self.faults.append(
                Fault(self.file, sheet=self.grid.sheet, row=number, column=headers[table.key[0]], value=value,
                      message=message)
            )  # fmt: skip
            self._wrong.setdefault(place, []).append(f"{headers[table.key[0]]}: {message}")

    def wrong_rows(self) -> tuple[WrongRow, ...]:
        """Return every row with something wrong of its own, in order."""
        width = len(self.header.cells)
        rows = []
        for place, reasons in sorted(self._wrong.items()):
            number = self.numbers[place]
            whole = self.grid.rows[number - 1]
            cells = tuple(
                "" if (place, index) in self._hidden else cell for index, cell in enumerate(whole[:width])
            )  # fmt: skip
            rows.append(WrongRow(number, tuple(reasons), cells))
        return tuple(rows)

    def _report(self, column: Column, places: list[tuple[int, str]], wrong: dict[str, Parsed]) -> None:
        """Add one fault for each different wrong value, with its first row and how often it stands."""
        index = self.header.places[column.id]
        groups: dict[tuple[str, str], list[int]] = {}
        for place, cell in places:
            one = wrong[cell]
            if one.hidden:
                self._hidden.add((place, index))
            groups.setdefault(("" if one.hidden else cell, one.fault), []).append(self.numbers[place])
            self._wrong.setdefault(place, []).append(f"{_short(column.header)}: {one.fault}")
        listed = list(groups.items())
        for (value, message), rows in listed[:MOST_VALUES]:
            said = message
            if len(rows) > 1:
                others = ", ".join(map(str, rows[1:6])) + (", …" if len(rows) > 6 else "")
                said = f"{said} (also in {len(rows) - 1} more row{'s' if len(rows) > 2 else ''}: {others})"
            self._fault(column, rows[0], _short(value), said)
        rest = listed[MOST_VALUES:]
        if rest:
            count = sum(len(rows) for _, rows in rest)
            said = f"{count:,} more cells of this column, with {len(rest):,} other values, are wrong in the same way"
            self._fault(column, rest[0][1][0], "", said)

    def _fault(self, column: Column, row: int, value: str, message: str) -> None:
        self.faults.append(
            Fault(self.file, sheet=self.grid.sheet, row=row, column=column.header, value=value, message=message)
        )

    def _say_changes(self, column: Column, cells: Sequence[str], changed: list[str], parsed: dict[str, Parsed]) -> None:
        counts = dict.fromkeys(changed, 0)
        for cell in cells:
            if cell in counts:
                counts[cell] += 1
        if column.kind in ("date", "integer"):
            plain = [cell for cell in changed if not parsed[cell].reason]
            if plain:
                count = sum(counts[cell] for cell in plain)
                first = f"{_short(plain[0])!r} as {parsed[plain[0]].value!r}"
                self.changes.append(f"column {column.header!r}: {_cells(count)} read in another form, such as {first}")
            changed = [cell for cell in changed if parsed[cell].reason]
        for cell in changed[:MOST_CHANGES]:
            one = parsed[cell]
            meant = f"no value ({one.reason})" if one.reason else repr(one.value) if one.value is not None else "blank"
            self.changes.append(
                f"column {column.header!r}: {_short(cell)!r} is read as {meant}, {_cells(counts[cell])}"
            )
        if len(changed) > MOST_CHANGES:
            self.changes.append(f"column {column.header!r}: {len(changed) - MOST_CHANGES} more forms are read so")


def _cells(count: int) -> str:
    return f"{count:,} cell{'s' if count != 1 else ''}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
