"""The explorer at the size of many areas: ``python -m benchmarks.peers.many_areas FOLDER AREAS ROWS``."""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.projects import PROGRAMME, ROOT

CLICKS = 9
#: Rows of each table by the rows of the staff survey.
SHARES = {"children_survey": 5, "parents_survey": 5, "record_reading": 20, "engagement": 50, "position_statement": 50}


def make_store(folder: Path, areas: int, rows: int) -> dict[str, Any]:
    """Write a store of simulated areas with so many rows of staff survey among them, and return what is told of it."""
    from workbench.definitions import load_definitions
    from workbench.lab.exploring import ExplorerContext
    from workbench.project import Project

    project = Project(ROOT, folder, folder / "build")
    catalogue: dict[str, Any] = {"schema": 1, "files": []}
    definitions = load_definitions(project, only=[PROGRAMME])
    told = ExplorerContext(project, definitions, definitions.programme(PROGRAMME), catalogue).whole()
    slugs = [f"area-{number:04}" for number in range(1, areas + 1)]
    told["areas"] = [{"slug": slug, "code": f"X{slug}", "name": slug.title(), "short_name": slug} for slug in slugs]
    told["covers"] = {slug: [slug] for slug in slugs}
    groups = [f"Group {number}" for number in range(1, areas // 8 + 2)]
    told["family_of"] = {slug: groups[number // 8] for number, slug in enumerate(slugs)}
    told["families"] = {name: [slug for slug in slugs if told["family_of"][slug] == name] for name in groups}
    store = folder / "store"
    for table, part in {"staff_survey": 1, **SHARES}.items():
        _write_table(store / PROGRAMME, told["instruments"][table], slugs, rows // areas // part, catalogue)
    (store / PROGRAMME / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    _write_statistics(store / "statistics", slugs)
    desk = folder / "desk" / PROGRAMME
    desk.mkdir(parents=True)
    (desk / "explorer.json").write_text(json.dumps(told), encoding="utf-8")
    return told


def _write_table(
    folder: Path, instrument: dict[str, Any], slugs: list[str], rows: int, catalogue: dict[str, Any]
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    (folder / instrument["id"]).mkdir(parents=True)
    for slug in slugs:
        chance = random.Random(f"{instrument['id']} {slug}")
        columns = {column["id"]: pa.array(_cells(column, rows, chance)) for column in instrument["columns"]}
        parquet.write_table(pa.table(columns), folder / instrument["id"] / f"{slug}.parquet")
        catalogue["files"].append(
            {"table": instrument["id"], "area": slug, "file": f"{slug}/{slug}_{instrument['id']}.xlsx",
             "sha256": "0" * 64, "rows": rows, "read": rows, "as_of": "2026-03-31", "synthetic": True}
        )  # fmt: skip


def _cells(column: dict[str, Any], rows: int, chance: random.Random) -> list[Any]:
    if column["type"] == "grade":
        return chance.choices(range(1, 7), k=rows)
    if column["id"] == "reading":
        return [1] * rows
    if column["type"] == "integer":
        return chance.choices(range(2, 12), k=rows)
    if column["type"] == "quality_indicator":
        return chance.choices(["2.1", "5.3", "9.2"], k=rows)
    options = [option["value"] if isinstance(option, dict) else option for option in column.get("options") or ()]
    if options:
        return chance.choices([*options, None], k=rows)
    return [f"{column['id']} {number:05}" for number in range(rows)]


def _write_statistics(folder: Path, slugs: list[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    chance, rows = random.Random("statistics"), []
    for number in range(40):
        for year in range(2011, 2025):
            rows += [
                {"indicator": f"figure_{number:02}",
                 "title": f"Figure {number:02}", "group": "simulated", "area": slug,
                 "period": str(year), "year": year, "value": round(chance.uniform(5, 60), 1), "unit": "%",
                 "numerator": None, "denominator": None, "status": "published", "derived": False,
                 "source": "simulated", "note": ""}
                for slug in (*slugs, "scotland")
            ]  # fmt: skip
    folder.mkdir(parents=True)
    parquet.write_table(pa.Table.from_pylist(rows), folder / "area_profile.parquet")


def main(folder: Path, areas: int, rows: int) -> dict[str, float]:
    """Open the explorer on such a store, pick area after area, and return seconds and megabytes."""
    from benchmarks.explorer import VIEWS
    from helpers.explorer.offline import warm_up
    from helpers.explorer.opening import Explorer

    if not (folder / "desk").is_dir():
        subprocess_make(folder, areas, rows)
    warm_up()
    before = _megabytes()
    begin = time.perf_counter()
    explorer = Explorer(folder / "desk", folder / "store", folder, PROGRAMME, "", interactive=True)
    for name in VIEWS:
        assert getattr(explorer, name).box is not None
    first = time.perf_counter() - begin
    slugs, clicks = list(explorer.programme.areas), []
    for number in range(1, CLICKS + 1):
        begin = time.perf_counter()
        explorer.choice.pick(area=slugs[number * len(slugs) // (CLICKS + 1)])
        clicks.append(time.perf_counter() - begin)
    item, asked = explorer.surveys.item, []
    for value in [value for _, value in item.options if value != item.value][:5]:
        begin = time.perf_counter()
        item.value = value
        asked.append(time.perf_counter() - begin)
    size = sum(path.stat().st_size for path in (folder / "store").rglob("*.parquet"))
    return {
        "click": statistics.median(clicks), "first": first, "asked": statistics.median(asked),
        "megabytes": _megabytes(), "before": before, "bytes": float(size),
    }  # fmt: skip


def subprocess_make(folder: Path, areas: int, rows: int) -> None:
    """Make the store in a process of its own, so that its memory is not counted here."""
    import subprocess

    call = f"make_store(Path({str(folder)!r}), {areas}, {rows})"
    code = f"from pathlib import Path; from benchmarks.peers.many_areas import make_store; {call}"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
