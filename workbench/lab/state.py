"""What the panel "Areas" shows: how far each area's stages are, what evidence there is, what is missing or failed."""

from __future__ import annotations

import datetime
from typing import Any

from workbench.errors import WorkbenchError
from workbench.lab.roles import DESK_NOTEBOOKS
from workbench.lab.sitting import Sitting
from workbench.plan.units import NATIONAL, Unit

#: A stage's states and how the panel says them.
STATES = {
    "done": "Up to date",
    "outdated": "To be run again",
    "new": "Not run yet",
    "failed": "Failed",
    "skipped": "Not run, because of what failed",
    "blocked": "Waits for other stages",
}


def overview(sitting: Sitting) -> list[dict[str, Any]]:
    """Return one entry for each area of a programme, from the build's records alone.

    Returns
    -------
    list of dict
        ``slug``, ``name``, numbers of ``stages``, ``done`` and ``failed``, of evidence tables expected (``tables``)
        and there (``there``), and ``says``, the same in words.
    """
    stored = _stored(sitting)
    entries = []
    for slug, name in sitting.areas.items():
        units = sitting.units_of(slug)
        status = [_status(sitting, unit) for unit in units]
        tables = _tables(sitting, units)
        there = sum((table, place) in stored for table, place in tables)
        entry = {
            "slug": slug,
            "name": name,
            "stages": len(units),
            "done": status.count("done"),
            "failed": status.count("failed"),
            "tables": len(tables),
            "there": there,
        }
        entries.append(entry | {"says": _says(entry)})
    return entries


def _says(entry: dict[str, Any]) -> str:
    parts = [f"{entry['done']} of {entry['stages']} stages run"]
    if entry["failed"]:
        parts.append(f"{entry['failed']} failed")
    if entry["tables"]:
        parts.append(f"evidence: {entry['there']} of {entry['tables']}")
    return ", ".join(parts)


def area_state(sitting: Sitting, area: str) -> dict[str, Any]:
    """Return how far one area is, stage by stage and table by table.

    Parameters
    ----------
    sitting
        The programme.
    area
        Slug of the area, or ``national``.

    Returns
    -------
    dict
        ``notebooks`` about the whole area (id, title), ``stages`` (id, title, state, says, why), ``evidence`` (table,
        title, strand, rows, as_of, says), ``held`` (number of texts kept out of every output until somebody has read
        them) and ``report``.
    """
    units = sitting.units_of(area)
    entries = _stored(sitting)
    evidence = [_table_state(sitting, table, place, entries) for table, place in _tables(sitting, units)]
    return {
        "slug": area,
        "name": sitting.areas[area],
        "programme": sitting.programme.id,
        "notebooks": [
            {"id": id, "title": title}
            for id, title in DESK_NOTEBOOKS.items()
            if (sitting.project.notebooks / f"{id}.ipynb").is_file()
        ],
        "stages": [_stage_state(sitting, unit) for unit in units],
        "evidence": evidence,
        "held": _held(sitting, entries, units),
        "report": has_report(sitting, area),
    }


def has_report(sitting: Sitting, area: str) -> bool:
    """Return whether an area's report, or the national one, was built."""
    page = "index.html" if area == NATIONAL else f"areas/{area}/index.html"
    return (sitting.planner.folders.site / page).is_file()


def _status(sitting: Sitting, unit: Unit) -> str:
    record = sitting.planner.lockfile.get(unit.name)
    if record is None:
        return "new"
    if record.status == "done" and not sitting.planner.folders.results_file(unit.name).is_file():
        return "new"
    return record.status


def _stage_state(sitting: Sitting, unit: Unit) -> dict[str, Any]:
    stage = sitting.stage(unit.stage)
    status, why = _status(sitting, unit), ""
    record = sitting.planner.lockfile.get(unit.name)
    if status in ("failed", "skipped"):
        why = record.error if record else ""
    try:
        if status == "done":
            reasons = sitting.planner.reasons(unit)
            if reasons:
                status, why = "outdated", "; ".join(map(str, reasons))
        elif status == "new":
            folders = sitting.planner.folders
            upstream = sitting.planner.upstream(unit)
            lacking = [name for name in upstream if not folders.results_file(name).is_file()]
            if lacking and (unit.area is not None or len(lacking) == len(upstream)):
                status = "blocked"
                rest = f" and {len(lacking) - 4} more" if len(lacking) > 4 else ""
                why = f"Needs {', '.join(_called(sitting, unit, name) for name in lacking[:4])}{rest}"
    except WorkbenchError as error:
        status, why = "failed", error.message
    return {"id": unit.stage, "title": stage.title, "state": status, "says": STATES[status], "why": why}


def _called(sitting: Sitting, unit: Unit, name: str) -> str:
    """Return how the panel calls what a unit needs: in an area's own list by the stage's title."""
    return sitting.stage(name.partition("/")[2]).title if unit.area else name


def _tables(sitting: Sitting, units: tuple[Unit, ...]) -> list[tuple[str, str]]:
    """Return the evidence tables that an area's stages read, each with the place it is taken in for."""
    found: dict[tuple[str, str], None] = {}
    for unit in units:
        stage = sitting.stage(unit.stage)
        found |= dict.fromkeys((table, unit.folder) for table in stage.evidence)
        found |= dict.fromkeys((table, NATIONAL) for table in stage.national_evidence)
    return list(found)


def _stored(sitting: Sitting) -> dict[tuple[str, str], list[dict[str, Any]]]:
    stored: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in sitting.catalogue["files"]:
        stored.setdefault((entry["table"], entry["area"]), []).append(entry)
    return stored


def _held(sitting: Sitting, stored: dict[tuple[str, str], list[dict[str, Any]]], units: tuple[Unit, ...]) -> int:
    """Return how many of the area's texts may identify somebody and are in no output until a person has read them."""
    places = _tables(sitting, units)
    entries = [entry for place in places for entry in stored.get(place, []) if entry.get("to_read")]
    if not entries:
        return 0
    from workbench.freetext.held import held_texts  # word lists: only where something was found

    return len(held_texts(sitting.project, sitting.programme.id, entries))


def _table_state(
    sitting: Sitting, table: str, place: str, stored: dict[tuple[str, str], list[dict[str, Any]]]
) -> dict[str, Any]:
    instrument = sitting.definitions.instruments[table]
    entries = stored.get((table, place), [])
    rows = sum(entry["rows"] for entry in entries)
    as_of = max((entry["as_of"] for entry in entries), default="")
    made_up = any(entry["synthetic"] for entry in entries)
    says = f"{rows:,} {'row' if rows == 1 else 'rows'}" if entries else "Missing: no file was taken in"
    says += f", as of {_in_words(as_of)}" if as_of else ""
    says += ", synthetic" if made_up else ""
    return {
        "table": table,
        "title": str(instrument.title),
        "there": bool(entries),
        "rows": rows,
        "says": says,
    }


def _in_words(day: str) -> str:
    """Return a date as people write it; what is no whole date stays as it is.

    Examples
    --------
    >>> _in_words("2026-03-31"), _in_words("2026")
    ('31 March 2026', '2026')
    """
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    return f"{date.day} {date:%B %Y}"
