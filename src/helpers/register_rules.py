"""How a register of cases is read: its columns, periods, time limits and expectations, as the run describes them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from helpers.errors import EvidenceError
from helpers.working_days import after_months, after_working_days

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Period:
    """A stretch of time, first and last day included."""

    id: str
    title: str
    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Limit:
    """By when ``ends`` has to follow ``begins``; ``only`` names the values a case must have for it to hold."""

    id: str
    title: str
    begins: str
    ends: str
    within: int
    unit: str
    calendar: str = ""
    only: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def due(self, begins: date, holidays: Collection[date] = ()) -> date:
        """Return the last day that keeps the limit.

        Parameters
        ----------
        begins
            The day on which the time begins; it is not counted.
        holidays
            Days that are no working days besides Saturdays and Sundays.

        Examples
        --------
        >>> Limit("notified", "Notified", "incident", "told", 5, "working_days").due(date(2024, 3, 8)).isoformat()
        '2024-03-15'
        """
        if self.unit == "working_days":
            return after_working_days(begins, self.within, holidays)
        if self.unit == "months":
            return after_months(begins, self.within)
        return date.fromordinal(begins.toordinal() + self.within)

    def kept(self, case: Case, holidays: Collection[date] = (), as_of: date | None = None) -> bool | None:
        """Return whether a case kept the limit; None where it does not hold, or cannot be told yet.

        A step that has not been taken breaks the limit once its day has passed on ``as_of``.

        Parameters
        ----------
        case
            A row of the register, with dates in the columns that the limit names.
        holidays
            Days that are no working days besides Saturdays and Sundays.
        as_of
            The day on which the register was taken; None where it is not known.

        Examples
        --------
        >>> limit = Limit("notified", "Notified", "incident", "told", 5, "working_days")
        >>> limit.kept({"incident": date(2024, 3, 8), "told": date(2024, 3, 18)})
        False
        >>> limit.kept({"incident": date(2024, 3, 8), "told": None}, as_of=date(2024, 3, 12)) is None
        True
        """
        if not fits(case, self.only) or case[self.begins] is None:
            return None
        due = self.due(case[self.begins], holidays)
        if case[self.ends] is not None:
            return case[self.ends] <= due
        return False if as_of is not None and as_of > due else None

    @property
    def within_words(self) -> str:
        """The limit in words.

        Examples
        --------
        >>> Limit("n", "N", "a", "b", 5, "working_days").within_words
        '5 working days'
        """
        words = {"working_days": "working day", "days": "day", "months": "month"}[self.unit]
        return f"{self.within} {words}{'' if self.within == 1 else 's'}"


@dataclass(frozen=True)
class Expectation:
    """A column that has to be filled, or empty, for the cases that ``where`` describes."""

    id: str
    title: str
    where: tuple[tuple[str, str], ...]
    column: str
    filled: bool

    def broken(self, case: Case) -> bool:
        """Say whether a case breaks it."""
        return fits(case, self.where) and (case[self.column] is not None) != self.filled


@dataclass(frozen=True)
class Part:
    """A choice that is filled for one option of another choice alone."""

    column: str
    of: str
    option: str


@dataclass(frozen=True)
class Rules:
    """How one register is read."""

    unit: str
    dated: str
    periods: tuple[Period, ...] = ()
    parts: tuple[Part, ...] = ()
    limits: tuple[Limit, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    feedback: tuple[str, ...] = ()


def rules_of(fields: Mapping[str, Any] | None) -> Rules:
    """Return the rules that a run's context gives for a register.

    Raises
    ------
    EvidenceError
        When there are none: the table is no register of cases.

    Examples
    --------
    >>> rules_of({"unit": "area", "dated": "notified"}).dated
    'notified'
    """
    if not fields:
        raise EvidenceError("This table is no register of cases: its instrument has no 'register' entry.")
    return Rules(
        fields["unit"],
        fields["dated"],
        tuple(
            Period(each["id"], each["title"], date.fromisoformat(each["from"]), date.fromisoformat(each["to"]))
            for each in fields.get("periods") or ()
        ),
        tuple(Part(each["column"], each["of"], each["option"]) for each in fields.get("parts") or ()),
        tuple(_limit(each) for each in fields.get("time_limits") or ()),
        tuple(
            Expectation(each["id"], each["title"], _pairs(each.get("where")), each["column"], bool(each["filled"]))
            for each in fields.get("expectations") or ()
        ),
        tuple(fields.get("feedback") or ()),
    )


def _limit(each: Mapping[str, Any]) -> Limit:
    names = ("id", "title", "begins", "ends", "within", "unit")
    return Limit(
        *(each[name] for name in names),
        calendar=each.get("calendar") or "",
        only=_pairs(each.get("only")),
        note=each.get("note") or "",
    )


def _pairs(fields: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((fields or {}).items()))


def fits(case: Case, wanted: tuple[tuple[str, str], ...]) -> bool:
    """Say whether a case has all of the wanted values."""
    return all(case.get(column) == value for column, value in wanted)


def years_of(days: Collection[date]) -> tuple[Period, ...]:
    """Return the calendar years in which the days lie, in order.

    Examples
    --------
    >>> [year.id for year in years_of([date(2022, 5, 1), date(2020, 1, 1), date(2022, 7, 1)])]
    ['y2020', 'y2022']
    """
    years = sorted({day.year for day in days})
    return tuple(Period(f"y{year}", str(year), date(year, 1, 1), date(year, 12, 31)) for year in years)


def read_holidays(folder: Path, calendar: str) -> frozenset[date] | None:
    """Return the days of a calendar that was staged in a run folder, or None where it was not.

    Parameters
    ----------
    folder
        The run folder; the calendar is ``inputs/calendars/<calendar>.csv`` with the columns ``from`` and ``to``.
    calendar
        Its name; an empty one has no days.
    """
    path = folder / "inputs" / "calendars" / f"{calendar}.csv"
    if not calendar or not path.is_file():
        return None
    days: set[date] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
            days |= {date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)}
    return frozenset(days)
