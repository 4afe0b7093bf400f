"""A register of cases: how many, decided how, in time or not, and which units have none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from helpers.disclosure import Count, protect_list
from helpers.frames import rows_of
from helpers.instruments import Column as Question
from helpers.protected import count_value
from helpers.register_protection import Shown, protect_register
from helpers.register_rules import Period, rules_of, years_of
from helpers.run import Run
from helpers.values import Value, count, missing, names, option_key

if TYPE_CHECKING:
    import pandas as pd

EMPTY = "the register holds no cases"


class CaseRegister:
    """The cases of one register: of all units in a national run, and beside them the area's own in an area's run.

    Every number is protected over the whole register at once, so that what an area's letter says fits what the
    national report holds back.

    Parameters
    ----------
    run
        The run.
    table
        The evidence table.
    frame
        One row a case, or None where no register was taken in.
    """

    def __init__(self, run: Run, table: str, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = run.instrument(table)
        self.short = self.instrument.short
        self.rules = rules_of(run.context["instruments"][table].get("register"))
        self.profile = run.profile(table)
        self.reason = run.why_missing(table) if frame is None else "" if len(frame) else EMPTY
        dates = {column.id for column in self.instrument.of_type("date")}
        rows = rows_of(frame)
        self.cases: list[dict[str, Any]] = [
            {name: date.fromisoformat(str(cell)[:10]) if name in dates and cell else cell for name, cell in row.items()}
            for row in rows
        ]
        self.own = str((run.context.get("area") or {}).get("slug", ""))

    def __repr__(self) -> str:
        return f"{self.instrument.title}, {self.run.place}{f' ({self.reason})' if self.reason else ''}"

    # What is counted

    @property
    def noun(self) -> str:
        """What a case is called, in the plural, at the beginning of a sentence."""
        return f"{self.instrument.respondents[:1].upper()}{self.instrument.respondents[1:]}"

    @property
    def unit_words(self) -> tuple[str, str]:
        """What one unit and several are called."""
        words = self.run.context.get("unit") or (self.run.context.get("area") or {}).get("unit") or {}
        return str(words.get("singular") or "area"), str(words.get("plural") or "areas")

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that cases are reported by."""
        days = [case[self.rules.dated] for case in self.cases if case[self.rules.dated]]
        return self.rules.periods or years_of(days)

    @property
    def choices(self) -> tuple[Question, ...]:
        """The choices that cases are counted by."""
        return self.instrument.groups

    @cached_property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Slug and name of every unit of the programme."""
        return tuple((str(each["slug"]), str(each["name"])) for each in self.run.areas)

    @cached_property
    def as_of(self) -> date | None:
        """The day that the register describes, where it is known to the day."""
        text = str(self.run.context["evidence"].get(self.instrument.id, {}).get("as_of") or "")
        return date.fromisoformat(text) if len(text) == 10 else None

    def period_of(self, case: Mapping[str, Any]) -> int:
        """Return the number of the period that a case lies in; one after the last for a case in none."""
        day = case[self.rules.dated]
        return next((n for n, period in enumerate(self.periods) if period.holds(day)), len(self.periods))

    @cached_property
    def width(self) -> int:
        """How many columns a breakdown by period has: one more where cases lie in none of the periods."""
        return len(self.periods) + any(self.period_of(case) == len(self.periods) for case in self.cases)

    # Protected counts

    def _matrix(self, values: list[Any], column: str) -> list[list[int]]:
        rows = [[0] * self.width for _ in values]
        for case in self.cases:
            rows[values.index(case[column]) if column else 0][self.period_of(case)] += 1
        return rows

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """The breakdown by every choice and period as it may be shown; of all cases where there is no choice.

        The last row of each is of the cases for which nothing is stated.
        """
        if not self.cases:
            return {}
        matrices = {each.id: self._matrix([*(o.value for o in each.options), None], each.id) for each in self.choices}
        parts = []
        for part in self.rules.parts:
            if part.column in matrices and part.of in matrices:
                whole = [option.value for option in self.instrument.column(part.of).options]
                others = len(self.instrument.column(part.column).options)
                parts.append((part.column, others, part.of, whole.index(part.option)))
        return protect_register(matrices or {"": self._matrix([""], "")}, self.profile, parts)

    @property
    def totals(self) -> tuple[Count, ...]:
        """The cases of every period, as they may be shown."""
        return next(iter(self.shown.values())).columns if self.cases else ()

    @property
    def total(self) -> Count | None:
        """All cases, as their number may be shown; None where there is no register."""
        return next(iter(self.shown.values())).total if self.cases else None

    @cached_property
    def by_unit(self) -> dict[str, Count]:
        """The cases of every unit by slug, as they may be shown beside all cases."""
        tally = dict.fromkeys((slug for slug, _ in self.units), 0)
        for case in self.cases:
            tally[case[self.rules.unit]] = tally.get(case[self.rules.unit], 0) + 1
        if not self.cases:
            return dict(tally)
        return dict(zip(tally, protect_list(list(tally.values()), self.profile), strict=True))

    def reached(self, period: int | None = None) -> frozenset[str]:
        """Return the slugs of the units that have any case, in one period or at all."""
        return frozenset(case[self.rules.unit] for case in self.cases if period in (None, self.period_of(case)))

    # Values

    def values(self) -> dict[str, Value]:
        """Return ``<short>.cases``, ``.units``, ``.units_none`` and ``.<choice>.<option>``, of all and by period.

        Of a period they are called ``<short>.<period>.cases`` and so on.
        """
        found = self._numbers(self.short, None, "")
        for place, period in enumerate(self.periods):
            found |= self._numbers(f"{self.short}.{period.id}", place, f", {period.title}")
        return found

    def _numbers(self, prefix: str, place: int | None, when: str) -> dict[str, Value]:
        total = self.total if place is None or not self.cases else self.totals[place]
        found = {f"{prefix}.cases": self.counted(total, f"{self.noun}{when}")}
        reached, plural = self.reached(place), self.unit_words[1].capitalize()
        noun = self.instrument.respondents
        for name, number, word in (
            ("units", len(reached), "with"), ("units_none", len(self.units) - len(reached), "without"),
        ):  # fmt: skip
            found[f"{prefix}.{name}"] = self._of_units(number, f"{plural} {word} {noun}{when}")
        for column in self.choices:
            shown = self.shown.get(column.id)
            for number, option in enumerate(column.options):
                cell = None
                if shown is not None:
                    cell = shown.rows[number] if place is None else shown.cells[number][place]
                label = f"{column.label}: {option.label}{when}"
                found[f"{prefix}.{column.id}.{option_key(option.value)}"] = self.counted(cell, label)
        return found

    def own_values(self) -> dict[str, Value]:
        """Return ``<short>.own.cases`` of the run's area."""
        cell = self.by_unit.get(self.own) if self.cases else None
        return {f"{self.short}.own.cases": self.counted(cell, f"{self.noun}, {self.run.place}")}

    def none_named(self) -> Value:
        """Return the names of the units without any case."""
        silent = [name for slug, name in self.units if slug not in self.reached()]
        return names(silent, f"{self.unit_words[1].capitalize()} without {self.instrument.respondents}")

    def counted(self, cell: Count | None, label: str) -> Value:
        """Return a protected count of cases as a value."""
        table = self.instrument.id
        if cell is None:
            return missing("count", label, self.reason, table=table)
        return count_value(cell, label, table=table, profile=self.profile)

    def _of_units(self, number: int, label: str) -> Value:
        """Return a count of units, which are not people."""
        return missing("count", label, self.reason) if self.reason else count(number, label)


def read_register(run: Run, table: str = "") -> CaseRegister:
    """Return the register of this run: of the table given, or of the one register that the stage reads.

    Raises
    ------
    EvidenceError
        When the stage reads no register, or several and none is named.
    """
    table = table or run.table_of("case_register")
    return CaseRegister(run, table, run.evidence(table))
