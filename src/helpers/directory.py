"""A directory of roles: who holds which role in which area, what is vacant and what two hold at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from helpers.errors import EvidenceError
from helpers.frames import rows_of
from helpers.instruments import Column as Question
from helpers.run import Run
from helpers.tables import Column, Table, missing_table
from helpers.values import Value, count, missing, sentence

if TYPE_CHECKING:
    import pandas as pd

VACANT = "Vacant"


class Directory:
    """The roles of every unit on the day that the directory describes.

    Parameters
    ----------
    run
        The run.
    table
        The evidence table: one row a role of a unit and who holds it, from when until when.
    frame
        Its rows, or None where no directory was taken in.

    Raises
    ------
    EvidenceError
        When the day that the directory describes is not known to the day: who holds a role then could not be told.
    """

    def __init__(self, run: Run, table: str, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = run.instrument(table)
        self.short = self.instrument.short
        self.reason = run.why_missing(table) if frame is None else ""
        dates = {column.id for column in self.instrument.of_type("date")}
        rows = rows_of(frame)
        self.entries: list[dict[str, Any]] = [
            {name: date.fromisoformat(str(cell)[:10]) if name in dates and cell else cell for name, cell in row.items()}
            for row in rows
        ]
        as_of = str(run.context["evidence"].get(table, {}).get("as_of") or "")
        if rows and len(as_of) != 10:
            raise EvidenceError(
                f"The directory describes {as_of or 'no day'}; write the day in batch.yaml as as_of, such as "
                "2026-03-31, so that it can be told who holds a role then."
            )
        self.as_of = date.fromisoformat(as_of) if rows else None
        self.unit = self.instrument.of_type("area")[0].id

    def __repr__(self) -> str:
        return f"{self.instrument.title}{f' ({self.reason})' if self.reason else ''}"

    @property
    def roles(self) -> Question:
        """The choice that says which role an entry is of."""
        return self.instrument.column("role")

    @cached_property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Slug and name of every unit of the programme."""
        return tuple((str(each["slug"]), str(each["name"])) for each in self.run.areas)

    def current(self, unit: str, role: str) -> list[dict[str, Any]]:
        """Return the entries of a role that somebody holds on the day of the directory, by holder."""
        return sorted(
            (
                entry
                for entry in self.entries
                if entry[self.unit] == unit
                and entry["role"] == role
                and entry["holder"]
                and (entry["since"] is None or entry["since"] <= self.as_of)
                and (entry["until"] is None or entry["until"] >= self.as_of)
            ),
            key=lambda entry: str(entry["holder"]),
        )

    def held(self, unit: str, role: str) -> list[str]:
        """Return who holds a role of a unit on the day of the directory."""
        return list(dict.fromkeys(str(entry["holder"]) for entry in self.current(unit, role)))

    @cached_property
    def vacancies(self) -> list[tuple[str, str]]:
        """Unit and role of everything that nobody holds."""
        return [(slug, o.value) for slug, _ in self.units for o in self.roles.options if not self.held(slug, o.value)]

    @cached_property
    def overlaps(self) -> list[tuple[str, str]]:
        """Unit and role of everything that several hold at once."""
        places = [(slug, option.value) for slug, _ in self.units for option in self.roles.options]
        return [place for place in places if len(self.held(*place)) > 1]

    def values(self) -> dict[str, Value]:
        """Return ``<short>.units``, ``.roles``, ``.vacancies`` and ``.overlaps``."""
        numbers = {
            "units": (len(self.units), "Areas in the directory"),
            "roles": (len(self.units) * len(self.roles.options), "Roles to be held"),
            "vacancies": (len(self.vacancies), "Roles that nobody holds"),
            "overlaps": (len(self.overlaps), "Roles that two or more hold at once"),
        }
        return {
            f"{self.short}.{name}": missing("count", label, self.reason) if self.reason else count(number, label)
            for name, (number, label) in numbers.items()
        }

    def tables(self) -> dict[str, Table]:
        """Return ``<short>.directory``, ``.flags``, ``.holders`` and, for every further choice, ``.by_<choice>``."""
        found = {
            f"{self.short}.directory": self.directory_table(),
            f"{self.short}.flags": self.flags_table(),
            f"{self.short}.holders": self.holders_table(),
        }
        return found | {f"{self.short}.by_{choice.id}": self.by(choice) for choice in self.instrument.groups}

    def directory_table(self) -> Table:
        """Return who holds every role, one row a unit."""
        columns = (
            Column("unit", self.instrument.column(self.unit).label),
            *(Column(option.value, option.label) for option in self.roles.options),
        )
        rows = [
            (name, *(" and ".join(self.held(slug, option.value)) or VACANT for option in self.roles.options))
            for slug, name in self.units
        ]
        return self._table(self.instrument.title, columns, rows)

    def flags_table(self) -> Table:
        """Return what is vacant and what several hold at once."""
        unit = self.instrument.column(self.unit).label
        columns = (Column("unit", unit), Column("role", "Role"), Column("flag", "What to look at"))
        rows = []
        for slug, name in self.units:
            for option in self.roles.options:
                held = self.held(slug, option.value)
                if not held:
                    rows.append((name, option.label, f"Vacant{self._since(slug, option.value)}"))
                elif len(held) > 1:
                    rows.append((name, option.label, f"Held by {' and '.join(held)} at once"))
        return self._table("Vacant roles, and roles that several hold at once", columns, rows)

    def _since(self, unit: str, role: str) -> str:
        ended = [
            entry["until"]
            for entry in self.entries
            if entry[self.unit] == unit and entry["role"] == role and entry["until"] and entry["until"] < self.as_of
        ]
        last = max(ended, default=None)
        return f" since {last.day} {last:%B %Y}" if last else ""

    def holders_table(self) -> Table:
        """Return of how many areas each holder has a role."""
        columns = (Column("holder", "Held by"), Column("role", "Role"), Column("areas", "Areas", "count"))
        tally = Counter(
            (holder, option.label)
            for slug, _ in self.units
            for option in self.roles.options
            for holder in self.held(slug, option.value)
        )
        order = [option.label for option in self.roles.options]
        rows = [(h, role, n) for (h, role), n in sorted(tally.items(), key=lambda e: (order.index(e[0][1]), e[0][0]))]
        return self._table("Areas of each role holder", columns, rows)

    def by(self, choice: Question) -> Table:
        """Return the areas and the holders of every option of a choice, such as the regional collaboratives."""
        columns = (Column("option", choice.label), Column("areas", "Areas"), Column("holders", "Held by"))
        name_of = dict(self.units)
        rows = []
        for option in choice.options:
            here = [entry for entry in self.entries if entry[choice.id] == option.value and entry["holder"]]
            here = [entry for entry in here if entry in self.current(entry[self.unit], entry["role"])]
            areas = sorted({name_of[entry[self.unit]] for entry in self.entries if entry[choice.id] == option.value})
            holders = sorted({str(entry["holder"]) for entry in here})
            rows.append((option.label, ", ".join(areas) or "–", " and ".join(holders) or VACANT))
        return self._table(f"Areas by {choice.label.lower()}", columns, rows)

    def _table(self, title: str, columns: tuple[Column, ...], rows: list[tuple]) -> Table:
        if self.reason:
            said = sentence(self.reason)
            return missing_table(title, columns, said, synthetic=self.run.synthetic)
        return Table(title, columns, tuple(rows), (), "", self.run.synthetic)


def read_directory(run: Run, table: str = "") -> Directory:
    """Return the directory of this run: of the table given, or of the one directory that the stage reads.

    Raises
    ------
    EvidenceError
        When the stage reads no directory, or several and none is named.
    """
    table = table or run.table_of("directory")
    return Directory(run, table, run.evidence(table))
