"""The columns of one table checked one after another: their faults, changes and notes, and the rows they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.errors import Fault
from workbench.freetext.fingerprints import fingerprint
from workbench.intake.cells import Parsed, Parser
from workbench.intake.expected import Column, Table
from workbench.intake.grid import Grid
from workbench.intake.header_matching import Header
from workbench.intake.readings import ToRead, WrongRow
from workbench.intake.texts import check_texts

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known

#: Different wrong values of one column that are shown one by one; with more, the column as a whole is wrong.
MOST_VALUES = 40
#: Forms of one column that are read as another, shown one by one.
MOST_CHANGES = 8


class ColumnChecks:
    """The faults, changes and notes of one table, column after column.

    Parameters
    ----------
    file
        The file as the user knows it.
    grid, header
        The sheet and its header.
    numbers
        Row numbers of the rows that are read.
    """

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
            hidden = any((place, self.header.places[name]) in self._hidden for name in table.key)
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
            self._wrong.setdefault(place, []).append(f"{short(column.header)}: {one.fault}")
        listed = list(groups.items())
        for (value, message), rows in listed[:MOST_VALUES]:
            said = message
            if len(rows) > 1:
                others = ", ".join(map(str, rows[1:6])) + (", …" if len(rows) > 6 else "")
                said = f"{said} (also in {len(rows) - 1} more row{'s' if len(rows) > 2 else ''}: {others})"
            self._fault(column, rows[0], short(value), said)
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
                first = f"{short(plain[0])!r} as {parsed[plain[0]].value!r}"
                self.changes.append(
                    f"column {column.header!r}: {cells_of(count)} read in another form, such as {first}"
                )
            changed = [cell for cell in changed if parsed[cell].reason]
        for cell in changed[:MOST_CHANGES]:
            one = parsed[cell]
            meant = f"no value ({one.reason})" if one.reason else repr(one.value) if one.value is not None else "blank"
            self.changes.append(
                f"column {column.header!r}: {short(cell)!r} is read as {meant}, {cells_of(counts[cell])}"
            )
        if len(changed) > MOST_CHANGES:
            self.changes.append(f"column {column.header!r}: {len(changed) - MOST_CHANGES} more forms are read so")


def cells_of(count: int) -> str:
    """Return a number of cells in words."""
    return f"{count:,} cell{'s' if count != 1 else ''}"


def short(text: str) -> str:
    """Return the first 60 characters of a text."""
    return text if len(text) <= 60 else text[:59] + "…"
