"""Totals over all areas, of what each area shows, and how much evidence each has."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.national.collected import Collected
from helpers.signals import SILENT
from helpers.tables import Column, Suppressed, Table
from helpers.values import Value, count, missing

# Name of the national total: the area's value it adds up, and what it counts. A total that no area records is left out.
TOTALS = {
    "records": ("records.read", "Records read"),
    "staff": ("staff.responses", "Staff who answered the survey"),
    "children": ("children.responses", "Children and young people who answered the survey"),
    "parents": ("parents.responses", "Parents and carers who answered the survey"),
    "sessions": ("engagement.sessions", "Focus groups, interviews and other sessions"),
    "people": ("engagement.people", "People who took part in sessions"),
    "findings": ("engagement.findings", "Findings recorded in sessions"),
    "participation": ("participation.people", "People who took part in one way or another"),
}
_COVERAGE = ("staff", "children", "parents", "records", "sessions", "participation")


def total_values(collected: Collected) -> dict[str, Value]:
    """Return ``national.<total>`` of everything that at least one area records."""
    return {f"national.{name}": _total(collected, *TOTALS[name]) for name in _told(collected, TOTALS)}


def _told(collected: Collected, names: Iterable[str]) -> list[str]:
    """Return the totals of which at least one area records its part, shown or not."""
    return [name for name in names if any(TOTALS[name][0] in values for values in collected.recorded.values())]


def _total(collected: Collected, name: str, label: str) -> Value:
    """Return the sum of what areas show; what an area holds back stays out of it, so it cannot be worked out."""
    values = [values[name] for values in collected.recorded.values() if name in values]
    shown = [int(value["value"]) for value in values if value.get("status") == "shown"]
    held = sum(value.get("status") == "suppressed" for value in values)
    if not shown:
        return missing("count", label, "no area shows this number")
    note = f"areas that do not show theirs are left out ({held} of {len(values)})" if held else ""
    return count(sum(shown), f"{label}{f'; {note}' if note else ''}", rule=note)


def coverage_table(collected: Collected) -> Table:
    """Return how much evidence each area shows, by strand."""
    chosen = _told(collected, _COVERAGE)
    columns = (
        Column("area", "Area"),
        *(Column(name, TOTALS[name][1], "count") for name in chosen),
        Column("silent", "Silent strands"),
    )
    rows = tuple(
        (
            area["name"],
            *(_cell(collected, area["slug"], TOTALS[name][0]) for name in chosen),
            _silent(collected, area["slug"]),
        )
        for area in collected.run.areas
    )
    note = "“Not shown” stands where a number cannot be shown safely; a dash where there is no evidence."
    return Table("Evidence by area", columns, rows, (note,), "", collected.run.synthetic)


def _cell(collected: Collected, slug: str, name: str) -> int | Suppressed | None:
    value = collected.recorded.get(slug, {}).get(name, {})
    if value.get("status") == "suppressed":
        return Suppressed(value["reason"])
    return int(value["value"]) if value.get("status") == "shown" else None


def _silent(collected: Collected, slug: str) -> str:
    matrix = collected.tables.get(slug, {}).get("evaluation.matrix")
    if not matrix:
        return "not known"
    names = [column["id"] for column in matrix["columns"]]
    silent = [
        strand["title"]
        for strand in collected.run.strands
        if strand["id"] in names
        and all(str(row[names.index(strand["id"])]).startswith(SILENT) for row in matrix["rows"])
    ]
    return ", ".join(silent) or "none"
