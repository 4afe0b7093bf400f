"""Counts that an area returned before the inspection."""

from __future__ import annotations

from helpers.disclosure import Count, protect_count
from helpers.protected import count_value
from helpers.run import Run
from helpers.tables import SECONDARY, SOURCE, Column, Suppressed, Table, missing_table
from helpers.values import Value, missing, sentence, suppressed

EVERYBODY = "All"
# Intake writes why there is no number where a sign such as [c] stands in its place: "status: reason (sign)".
SIGNS = "count_reason"
_HELD = "suppressed: "


class Returned:
    """The information return of one area.

    Parameters
    ----------
    run
        The run.
    table
        Evidence table of the return; needed where the stage reads several.
    """

    def __init__(self, run: Run, table: str = "") -> None:
        table = table or run.table_of("return")
        self.run = run
        self.instrument = run.instrument(table)
        self.profile = run.profile(table)
        frame = run.evidence(table)
        self.reason = run.why_missing(table) if frame is None else ""
        self._counts: dict[str, int] = {}
        self._signs: dict[str, str] = {}
        if frame is not None:
            # A return that is not broken down has no column for it.
            frame = frame[frame["group"] == EVERYBODY] if "group" in frame.columns else frame
            given = frame[frame["count"].notna()]
            self._counts = dict(zip(given["measure"].tolist(), given["count"].astype(int).tolist(), strict=True))
            if SIGNS in frame.columns:
                signs = frame[frame["count"].isna() & frame[SIGNS].notna()]
                self._signs = dict(zip(signs["measure"].tolist(), signs[SIGNS].tolist(), strict=True))

    def number(self, name: str) -> int | None:
        """Return one measure for all children, for reckoning inside the helpers only."""
        return self._counts.get(name)

    def cell(self, name: str) -> Count | None:
        """Return one measure as it may be shown, or None where the return does not give it.

        A number that the area withheld is a value with the area's reason; one that it does not have is None.
        """
        if self._signs.get(name, "").startswith(_HELD):
            return Suppressed(self._signs[name].removeprefix(_HELD), SOURCE)
        number = self._counts.get(name)
        if number is None:
            return None
        if self.profile.small(number):
            return protect_count(number, self.profile)
        if any(self.profile.small(self._counts[whole] - self._counts[part]) for part, whole in self._held_for(name)):
            return Suppressed(self.profile.reason, SECONDARY)
        return protect_count(number, self.profile)

    def _held_for(self, name: str) -> list[tuple[str, str]]:
        """Return the pairs of part and whole of which this measure goes when the rest is small.

        Part and whole give the rest away. The part goes, or the whole where the part has parts of its own; every part
        stands alone beside its whole, so that one of the two is always enough.
        """
        whole_of = {option.value: option.part_of for option in self.instrument.column("measure").options}
        wholes = set(whole_of.values())
        pairs = [(part, whole) for part, whole in whole_of.items() if {part, whole} <= set(self._counts)]
        return [(part, whole) for part, whole in pairs if name == (whole if part in wholes else part)]

    def withheld(self, name: str) -> bool:
        """Say whether a sign stands in place of the number."""
        return name in self._signs

    def why_missing(self, name: str) -> str:
        """Return why there is no number for a measure."""
        sign = self._signs.get(name, "").partition(": ")[2]
        return self.reason or (f"the return says: {sign}" if sign else "the return does not give this number")

    def values(self) -> dict[str, Value]:
        """Return ``context.<measure>`` for every measure of the return."""
        found, table = {}, self.instrument.id
        for option in self.instrument.column("measure").options:
            cell, name = self.cell(option.value), f"context.{option.value}"
            if cell is None:
                found[name] = missing("count", option.label, self.why_missing(option.value), table=table)
            elif isinstance(cell, Suppressed) and cell.role == SOURCE:
                found[name] = suppressed("count", option.label, cell.reason, table=table, role=cell.role)
            else:
                found[name] = count_value(cell, option.label, table=table, profile=self.profile)
        return found

    def returned_table(self) -> Table:
        """Return the measures with their numbers."""
        columns = (Column("measure", "Measure"), Column("count", "Number", "count"))
        title = "What the information return says"
        if self.reason:
            reason = sentence(self.reason)
            return missing_table(title, columns, reason, table=self.instrument.id, synthetic=self.run.synthetic)
        options = self.instrument.column("measure").options
        rows = tuple((option.label, self.cell(option.value)) for option in options)
        notes = tuple(
            f"{option.label}: {self._signs[option.value].partition(': ')[2]}."
            for option in options
            if option.value in self._signs
        )
        return Table(title, columns, rows, notes, self.instrument.id, self.run.synthetic)


def read_return(run: Run) -> Returned | None:
    """Return what this run's area returned before the inspection, or None where the programme asks for no return."""
    return Returned(run) if run.tables_of("return") else None


def return_values(returned: Returned | None) -> dict[str, Value]:
    """Return the values of a return, or none where there is no return."""
    return returned.values() if returned else {}


def return_tables(returned: Returned | None) -> dict[str, Table]:
    """Return ``context.returned``, or nothing where there is no return."""
    return {"context.returned": returned.returned_table()} if returned else {}
