"""Counts that an area returned before the inspection."""

from __future__ import annotations

from helpers.disclosure import Count, protect_count
from helpers.run import Run
from helpers.tables import Column, Suppressed, Table, missing_table
from helpers.values import Value, count, missing, suppressed

EVERYBODY = "All"
# Measures that are a part of another one. Both shown, they give the rest away; where the rest is small, the one named
# last here is held back.
_PARTS = (
    ("cso_at_home", "cso_all", "cso_all"),
    ("cso_over_two_years", "cso_at_home", "cso_over_two_years"),
    ("on_register", "cso_at_home", "on_register"),
    ("no_lead_worker", "cso_at_home", "no_lead_worker"),
    ("reviews_on_time", "reviews_due", "reviews_on_time"),
)


class Returned:
    """The information return of one area.

    Parameters
    ----------
    run
        The run.
    table
        Evidence table of the return.
    """

    def __init__(self, run: Run, table: str = "information_return") -> None:
        self.run = run
        self.instrument = run.instrument(table)
        self.profile = run.profile(table)
        frame = run.evidence(table)
        self.reason = run.why_missing(table) if frame is None else ""
        self._counts: dict[str, int] = {}
        if frame is not None:
            # A count that the area withheld is a blank with a reason.
            frame = frame[frame["count"].notna()]
            rows = zip(frame["measure"].tolist(), frame["group"].tolist(), frame["count"].tolist(), strict=True)
            self._counts = {name: int(number) for name, group, number in rows if group == EVERYBODY}

    def number(self, name: str) -> int | None:
        """Return one measure for all children, for reckoning inside the helpers only."""
        return self._counts.get(name)

    def cell(self, name: str) -> Count | None:
        """Return one measure as it may be shown, or None where the return does not give it."""
        number = self._counts.get(name)
        if number is None:
            return None
        for part, whole, held in _PARTS:
            if held == name and {part, whole} <= set(self._counts):
                rest = self._counts[whole] - self._counts[part]
                if self.profile.small(rest):
                    return Suppressed(self.profile.protecting)
        return protect_count(number, self.profile)

    def values(self) -> dict[str, Value]:
        """Return ``context.<measure>`` for every measure of the return."""
        found, table = {}, self.instrument.id
        for option in self.instrument.column("measure").options:
            cell, name = self.cell(option.value), f"context.{option.value}"
            if cell is None:
                reason = self.reason or "the return does not give this number"
                found[name] = missing("count", option.label, reason, table=table)
            elif isinstance(cell, Suppressed):
                found[name] = suppressed("count", option.label, cell.reason, table=table, rule=self.profile.rule)
            else:
                found[name] = count(cell, option.label, table=table, rule=self.profile.rule)
        return found

    def returned_table(self) -> Table:
        """Return the measures with their numbers."""
        columns = (Column("measure", "Measure"), Column("count", "Number", "count"))
        title = "What the information return says"
        if self.reason:
            reason = f"{self.reason[:1].upper()}{self.reason[1:]}."
            return missing_table(title, columns, reason, table=self.instrument.id, synthetic=self.run.synthetic)
        options = self.instrument.column("measure").options
        rows = tuple((option.label, self.cell(option.value)) for option in options)
        return Table(title, columns, rows, (), self.instrument.id, self.run.synthetic)


def read_return(run: Run) -> Returned:
    """Return what this run's area returned before the inspection."""
    return Returned(run)
