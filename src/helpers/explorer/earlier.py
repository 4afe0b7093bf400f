"""Other inspections of the same area: set beside this one, never put together with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from helpers.errors import HelperError
from helpers.explorer.programme import Programme
from helpers.tables import Column, Table, missing_table

_SAME = "the same framework, edition and scale: grades may be compared quality indicator by quality indicator"


@dataclass(frozen=True)
class Graded:
    """One evaluation: of what, the grade's label, and where it stands."""

    indicator: str
    label: str
    where: str


@dataclass(frozen=True)
class Earlier:
    """Another inspection that covered the area.

    Parameters
    ----------
    title, period, edition
        What it was, when, and by what it evaluated.
    why_apart
        Why its figures may not be set against this one's; empty where they may.
    before
        Whether this programme took over from it.
    evaluations
        What was recorded or published of the area.
    """

    title: str
    period: str
    edition: str
    why_apart: str
    before: bool
    evaluations: tuple[Graded, ...]

    @property
    def comparable(self) -> str:
        """Whether grades may be compared, in words."""
        return f"Side by side only: {self.why_apart}" if self.why_apart else f"Comparable: {_SAME}"


def earlier(programme: Programme, area: str, reports: Path | None = None) -> tuple[Earlier, ...]:
    """Return the other inspections of an area, what began latest first.

    Parameters
    ----------
    programme, area
        This inspection.
    reports
        The folder ``reports/`` with the recorded evaluations; without it only published ones are told.
    """
    councils = (programme.context.get("covers") or {}).get(area) or [area]
    found = []
    for other in programme.context.get("others") or ():
        units = sorted({other["units"][council] for council in councils if council in other["units"]})
        if not units:
            continue
        graded = [each for unit in units for each in _graded(other, unit, reports)]
        found.append(
            Earlier(
                other["title"],
                other["period"],
                other["edition"],
                other["why_apart"],
                bool(other["before"]),
                tuple(graded),
            )
        )
    return tuple(found)


def _graded(other: Mapping[str, Any], unit: str, reports: Path | None) -> list[Graded]:
    names = other["indicators"]
    told = [
        Graded(
            names.get(each["quality_indicator"], each["quality_indicator"]),
            each["label"],
            f"published {each['published']}",
        )
        for each in other["published"]
        if each["area"] == unit
    ]
    path = reports / other["id"] / "areas" / unit / "evaluations.yaml" if reports else None
    if path is None or not path.is_file():
        return told
    try:
        content = _content(path, path.stat().st_mtime_ns)
        made_up = ", synthetic" if content.get("synthetic") else ""
        for each in content.get("evaluations") or ():
            indicator, grade = str(each["quality_indicator"]), str(each["grade"])
            state = f"recorded, {each.get('state', 'draft')}{made_up}"
            told.append(Graded(names.get(indicator, indicator), other["grades"].get(grade, grade), state))
    except (yaml.YAMLError, KeyError, AttributeError, TypeError) as error:
        raise HelperError(
            f"The evaluations of {unit} in {other['id']} cannot be read ({type(error).__name__}). "
            "`workbench check` says what is wrong with them."
        ) from None
    return told


@lru_cache(maxsize=64)
def _content(path: Path, written: int) -> Mapping[str, Any]:
    """Return what was recorded, read again where it was written again."""
    # The same as safe_load, by the library in C where PyYAML has it: ten times as fast.
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}


def earlier_table(programme: Programme, area: str, reports: Path | None = None) -> Table:
    """Return the other inspections of an area as a table."""
    columns = (
        Column("inspection", "Inspection"),
        Column("period", "When"),
        Column("evaluations", "Evaluations of this area"),
        Column("edition", "By what it evaluates"),
        Column("comparable", "May it be compared?"),
    )
    name = programme.areas[area]
    title = f"Other inspections of {name}"
    found = earlier(programme, area, reports)
    if not found:
        return missing_table(title, columns, f"No other inspection that covered {name} is known here.")
    rows = tuple(
        (
            f"{each.title}{' (before this one)' if each.before else ''}",
            each.period,
            "; ".join(f"{one.indicator}: {one.label} ({one.where})" for one in each.evaluations) or "none is known",
            each.edition,
            each.comparable,
        )
        for each in found
    )
    return Table(title, columns, rows, ("Editions are set side by side and never put together.",))
