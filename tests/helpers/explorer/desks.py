"""A small desk for the explorer: a store of three areas, published statistics, and what it is told of the programme."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from helpers.held import fingerprint
from tests.helpers.folders import AREAS, PROGRAMME, _load, context, instrument, rows_of, statistics_rows, write_table

TABLES = ("staff_survey", "children_survey", "parents_survey", "record_reading", "engagement", "position_statement")
HELD_TEXT = "Statement 3, written for a test."
EARLIER = {
    "id": "children-care-and-protection", "title": "Care and protection", "period": "2018 to 2020",
    "edition": "Another framework, 2018 edition, on the six-point scale", "why_apart": "the editions differ",
    "before": True,
    "units": {area: area for area in AREAS}, "indicators": {"leadership": "Leadership"}, "grades": {"4": "Good"},
    "published": [{"area": "orkney-islands", "quality_indicator": "leadership", "label": "Unsatisfactory",
                   "published": "February 2020", "source": "x"}],
}  # fmt: skip


def told(areas: tuple[str, ...] = AREAS) -> dict[str, Any]:
    """Return the content of explorer.json for the tests' programme."""
    found = context("03_surveys", None)
    every = _load("areas.yaml")["areas"]
    families: dict[str, list[str]] = {}
    for each in sorted(every, key=lambda each: each["slug"]):
        families.setdefault(each["family_group_children"], []).append(each["slug"])
    chosen = [each for each in found["areas"] if each["slug"] in areas]
    # All three in one family group, so that there is somebody to compare with.
    return found | {
        "stage": "explore",
        "areas": chosen,
        "covers": {area: [area] for area in areas},
        "families": {"Group 2": [*areas, *families["Group 2"]]},
        "family_of": dict.fromkeys(areas, "Group 2"),
        "instruments": {table: instrument(table) for table in TABLES},
        "held": {"engagement": [fingerprint(HELD_TEXT)]},
        "sources": {"made-up": "Nobody: figures made up for a test"},
        "others": [EARLIER],
    }


def make_store(folder: Path, areas: tuple[str, ...] = AREAS) -> Path:
    """Write the evidence store as intake does, with its catalogue, and return it."""
    store, files = folder / "store", []
    for table in TABLES:
        for area in areas:
            rows = rows_of(table, area)
            write_table(folder / "staged", table, rows)
            target = store / PROGRAMME / table / f"{area}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / "staged" / "inputs" / "evidence" / f"{table}.parquet").replace(target)
            files.append(
                {
                    "table": table, "area": area, "file": f"{area}/{area}_{table}.xlsx", "sha256": "ab" * 32,
                    "rows": len(rows),
                    "read": len(rows) + 1, "columns": 3, "synthetic": True, "as_of": "2026-03-31", "stored_sha256": "",
                }
            )  # fmt: skip
    (store / PROGRAMME / "catalogue.json").write_text(json.dumps({"schema": 1, "files": files}))
    (store / "statistics").mkdir()
    parquet.write_table(pa.Table.from_pylist(statistics_rows()), store / "statistics" / "area_profile.parquet")
    return store


def make_desk(folder: Path, area: str = "orkney-islands") -> Path:
    """Lay out an area's desk in ``folder`` and return the area's folder."""
    store = make_store(folder)
    own = folder / "desk" / PROGRAMME / area
    own.mkdir(parents=True)
    (own.parent / "explorer.json").write_text(json.dumps(told()))
    root = Path(__file__).parents[3]
    desk = {
        "schema": 1, "project": str(root), "programme": PROGRAMME, "area": area, "role": "inspector",
        "store": str(store),
        "authored": str(folder / "authored"), "results": str(folder / "results"),
    }  # fmt: skip
    (own / "desk.json").write_text(json.dumps(desk))
    return own
