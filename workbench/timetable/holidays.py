"""Stretches of days that do not count, from a calendar of ``parameters/calendars``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.errors import Fault, InputFaults, shown_path

COLUMNS = ("area", "from", "to", "name", "source")


@dataclass(frozen=True, order=True)
class Holiday:
    """One stretch of days, first and last day included.

    Parameters
    ----------
    first, last
        The days.
    name
        What it is called.
    area
        Slug of the council area it holds for; empty where it holds for all.
    source
        Where it is from.
    """

    first: date
    last: date
    name: str
    area: str
    source: str

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first <= day <= self.last


def read_holidays(path: Path, root: Path) -> tuple[Holiday, ...]:
    """Return the stretches of a calendar, in the order of time.

    Parameters
    ----------
    path
        A CSV with the columns area, from, to, name and source; the area is blank where a row holds for all.
    root
        The project's folder, to name the file by.

    Raises
    ------
    InputFaults
        With every row that cannot be understood.
    """
    shown = shown_path(path, root)
    found, faults = [], []
    with path.open(newline="", encoding="utf-8-sig") as stream:
        rows = csv.DictReader(stream)
        if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
            raise InputFaults([Fault(shown, 1, message=f"the columns {', '.join(missing)} are missing")], "A calendar")
        for row in rows:
            try:
                first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
            except (TypeError, ValueError):
                faults.append(Fault(shown, rows.line_num, message="'from' and 'to' are dates such as 2026-07-01"))
                continue
            if last < first:
                faults.append(Fault(shown, rows.line_num, message=f"ends on {last}, before it begins"))
            found.append(Holiday(first, last, row["name"], row["area"], row["source"]))
    if faults:
        raise InputFaults(faults, "A calendar cannot be read")
    return tuple(sorted(found))


def of_area(holidays: tuple[Holiday, ...], covers: tuple[str, ...]) -> tuple[Holiday, ...]:
    """Return the stretches that hold for a unit: those for all, and those of any council area that it covers."""
    return tuple(one for one in holidays if not one.area or one.area in covers)
