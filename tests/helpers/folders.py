"""Small synthetic run folders, made from the project's own definitions and a fixed seed."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import yaml

ROOT = Path(__file__).parents[2]
PARAMETERS = ROOT / "parameters"
PROGRAMME = "compulsory-supervision-orders"
AREAS = ("orkney-islands", "midlothian", "dundee-city")
SIZES = {
    "dundee-city": {"staff_survey": 240, "children_survey": 96, "parents_survey": 60, "record_reading": 96},
    "midlothian": {"staff_survey": 120, "children_survey": 40, "parents_survey": 24, "record_reading": 60},
    "orkney-islands": {"staff_survey": 34, "children_survey": 6, "parents_survey": 3, "record_reading": 8},
}
PEOPLE = ("children and young people", "parents and carers", "frontline staff", "managers", "chief officers")


@cache
def _load(path: str) -> Any:
    return yaml.safe_load((PARAMETERS / path).read_text(encoding="utf-8"))


def _named(path: str, key: str) -> dict[str, Any]:
    return {entry["id"]: entry for entry in _load(path)[key]}


def stage_of(stage: str) -> dict[str, Any]:
    """Return a stage as the programme file declares it."""
    return next(s for s in _load(f"programmes/{PROGRAMME}.yaml")["stages"] if s["id"] == stage)


def instrument(identifier: str) -> dict[str, Any]:
    """Return an instrument with its answer options resolved, as run.json holds it."""
    scales = _named("answer_scales.yaml", "answer_scales")
    found = dict(_load(f"instruments/{identifier}.yaml"))
    columns = []
    for column in found["columns"]:
        resolved = dict(column)
        if column["type"] == "scale":
            resolved["options"] = scales[column["scale"]]["options"]
        elif column.get("options"):
            resolved["options"] = [o if isinstance(o, dict) else {"value": o, "label": o} for o in column["options"]]
        columns.append(resolved)
    return found | {"columns": columns}


def context(stage: str, area: str | None, tables: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the content of run.json for a stage of an area (None for a national stage)."""
    programme = _load(f"programmes/{PROGRAMME}.yaml")
    framework = _load(f"frameworks/{programme['framework']}.yaml")
    titles = {str(i["id"]): i["title"] for i in framework["quality_indicators"]}
    areas = sorted(_load("areas.yaml")["areas"], key=lambda each: each["name"])
    one = next((each for each in areas if each["slug"] == area), None)
    profiles = _named("disclosure.yaml", "disclosure_profiles")
    rules = programme["disclosure"]
    evidence = stage_of(stage).get("evidence", [])
    family = one and one["family_group_children"]
    return {
        "schema": 1,
        "stage": stage,
        "programme": {
            key: programme[key]
            for key in (
                "id",
                "title",
                "short_title",
                "summary",
                "retrospective_years",
                "minimum_strands",
                "lenses",
                "strands",
            )
        },
        "area": None
        if one is None
        else {
            **{key: one[key] for key in ("slug", "code", "name", "hscp", "health_board")},
            "family_group": {
                "name": family,
                "areas": [a["slug"] for a in areas if a["family_group_children"] == family],
            },
        },
        "areas": [{key: each[key] for key in ("slug", "code", "name", "short_name")} for each in areas],
        "quality_indicators": [
            {"id": i, "key": f"qi_{i.replace('.', '_')}", "title": titles[i]} for i in programme["quality_indicators"]
        ],
        "scale": _named("scales.yaml", "scales")[programme["scale"]],
        "proportion_words": _named("proportion_words.yaml", "proportion_words")[programme["proportion_words"]],
        "disclosure": {
            "default": profiles[rules["default"]],
            "tables": {table: profiles[name] for table, name in rules["tables"].items()},
        },
        "signals": programme["signals"],
        "instruments": {name: instrument(name) for name in evidence},
        "evidence": {name: {"rows": 0, "files": [], "synthetic": True, "as_of": "2026-03-31"} for name in tables},
        "evaluations": None,
        "brand": {"palette": {}, "font": "Atkinson Hyperlegible"},
        "synthetic": True,
    }


def _answer(rng: random.Random, column: dict[str, Any], good: float) -> str | None:
    if rng.random() < 0.05:
        return None
    options = column["options"]
    weights = [
        {"positive": good, "neutral": 0.22, "negative": 1 - good, "excluded": 0.08}[o["polarity"]] for o in options
    ]
    return rng.choices([o["value"] for o in options], weights)[0]


def _row(rng: random.Random, columns: list[dict[str, Any]], good: dict[str, float]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in columns:
        if column["type"] == "scale":
            row[column["id"]] = _answer(rng, column, good[column["id"]])
        elif column["type"] == "grade":
            centre = 2.2 + 2.8 * good[column["id"]]
            row[column["id"]] = None if rng.random() < 0.04 else min(6, max(1, round(rng.gauss(centre, 0.9))))
        elif column["type"] == "choice":
            row[column["id"]] = (
                None if column.get("group") and rng.random() < 0.03 else rng.choice(column["options"])["value"]
            )
    return row


def rows_of(table: str, area: str, seed: int = 7) -> list[dict[str, Any]]:
    """Return the synthetic rows of one evidence table of one area."""
    rng = random.Random(f"{seed} {table} {area}")
    columns = instrument(table)["columns"]
    good = {c["id"]: rng.uniform(0.45, 0.92) for c in columns}
    size = SIZES[area].get(table, 0)
    if table == "record_reading":
        rows = []
        for number in range(1, size + 1):
            first = _row(rng, columns, good) | {"record": f"R{number:03}", "reading": 1}
            rows.append(first)
            if rng.random() < 0.16:
                again = {
                    k: (v if rng.random() < 0.85 else other)
                    for (k, v), other in zip(first.items(), _row(rng, columns, good).values(), strict=False)
                }
                rows.append(again | {"record": f"R{number:03}", "reading": 2})
        return rows
    if table == "information_return":
        whole = 3 * SIZES[area]["record_reading"]
        measures = [o["value"] for o in next(c for c in columns if c["id"] == "measure")["options"]]
        return [
            {
                "area": area,
                "measure": m,
                "group": "All",
                "count": whole if m == "cso_at_home" else rng.randint(0, whole),
                "note": None,
            }
            for m in measures
        ]
    if table in ("engagement", "position_statement"):
        return _findings(rng, table, columns, 8 if area == "orkney-islands" else 36)
    return [_row(rng, columns, good) | {"respondent": f"P{number:03}"} for number in range(1, size + 1)]


def _findings(rng: random.Random, table: str, columns: list[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    rows = []
    for number in range(1, size + 1):
        row = _row(rng, columns, {}) | {"quality_indicator": rng.choice(["2.1", "5.3", "9.2"])}
        row["statement"] = f"Statement {number}, written for a test."
        if table == "engagement":
            session = 1 + number // 4
            row |= {
                "finding": f"F{number:03}",
                "session": f"S{session:02}",
                "people": 2 + session % 7,
                "source_role": PEOPLE[session % len(PEOPLE)],
                "method": "focus group",
            }
        else:
            row |= {"reference": f"P{number:03}", "evidence": None}
        rows.append(row)
    return rows


def write_table(folder: Path, table: str, rows: list[dict[str, Any]]) -> None:
    """Write an evidence table into a run folder as intake stores it."""
    columns = instrument(table)["columns"]
    kinds = {"integer": pa.int64(), "grade": pa.int64()}
    schema = pa.schema([(c["id"], kinds.get(c["type"], pa.string())) for c in columns])
    content = pa.Table.from_pylist([{c["id"]: row.get(c["id"]) for c in columns} for row in rows], schema=schema)
    path = folder / "inputs" / "evidence" / f"{table}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(content, path)


def make_folder(folder: Path, stage: str, area: str | None, *, without: tuple[str, ...] = ()) -> Path:
    """Make a run folder for a stage: run.json and the declared evidence tables, all but those left out."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = tuple(t for t in stage_of(stage).get("evidence", []) if t not in without)
    for table in tables:
        write_table(folder, table, rows_of(table, area))
    content = context(stage, area, tables)
    (folder / "run.json").write_text(
        json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return folder


STAGES = ("01_scoping", "02_self_evaluation", "03_surveys", "04_record_reading", "05_engagement", "06_evaluation")
GRADES = {"orkney-islands": (4, 3, 4), "midlothian": (4, 4, 5), "dundee-city": (5, 3, 2)}


def evaluations(area: str) -> dict[str, Any]:
    """Return recorded evaluations as run.json holds them: the first one changed by a panel, the last on two strands."""
    first, second, third = GRADES[area]
    base = {"decided_by": "Inspection lead", "decided_on": "2026-02-20", "state": "draft", "changes": []}
    change = {
        "on": "2026-03-02",
        "by": "Quality and consistency panel",
        "from": first + 1,
        "to": first,
        "reason": "Records and surveys point different ways.",
    }
    three = ["survey", "records", "engagement"]
    return {
        "synthetic": True,
        "evaluations": [
            base
            | {
                "quality_indicator": "2.1",
                "grade": first,
                "rationale": "Written for a test.",
                "strands": three,
                "changes": [change],
            },
            base | {"quality_indicator": "5.3", "grade": second, "rationale": "Written for a test.", "strands": three},
            base
            | {"quality_indicator": "9.2", "grade": third, "rationale": "Written for a test.", "strands": three[:2]},
        ],
    }


def statistics_rows() -> list[dict[str, Any]]:
    """Return published statistics of a few indicators for all areas: made up, with gaps where real ones have them."""
    rng = random.Random("statistics")
    slugs = sorted(each["slug"] for each in _load("areas.yaml")["areas"])
    made = [
        ("population", "Population", "population", "people", (2022,), 22000, 600000),
        ("children_share", "Children aged 0–17 as a share of the population", "population", "%", (2022,), 15, 22),
        ("looked_after", "Children looked after by the council", "looked after", "per 1,000 children", (2021,), 5, 25),
        (
            "lgbf_placements",
            "Looked after children with more than one placement in the year",
            "lgbf",
            "%",
            (2019, 2020, 2021),
            8,
            30,
        ),
        ("lgbf_attendance", "School attendance of looked after children", "lgbf", "%", (2021,), 80, 94),
    ]
    rows = []
    for indicator, title, group, unit, years, low, high in made:
        for year in years:
            for slug in (*slugs, "scotland"):
                value = round(rng.uniform(low, high), 0 if low > 1000 else 1)
                status = "published"
                if slug == "orkney-islands" and indicator in ("looked_after", "lgbf_placements"):
                    value, status = None, "suppressed" if indicator == "looked_after" else "missing"
                rows.append(
                    {
                        "indicator": indicator,
                        "title": title,
                        "group": group,
                        "area": slug,
                        "period": str(year),
                        "year": year,
                        "value": value,
                        "unit": unit,
                        "numerator": None,
                        "denominator": None,
                        "status": status,
                        "derived": False,
                        "source": "made-up",
                        "note": "",
                    }
                )
    return rows


def make_stage(
    folder: Path,
    stage: str,
    area: str | None,
    *,
    upstream: dict[str, Path] | None = None,
    collected: dict[str, dict[str, Path]] | None = None,
    without: tuple[str, ...] = (),
) -> Path:
    """Make a whole run folder for any stage, with statistics, recorded evaluations, geography and earlier results."""
    make_folder(folder, stage, area, without=without)
    inputs, declared = folder / "inputs", stage_of(stage)
    inputs.mkdir(exist_ok=True)
    if "area_profile" in declared.get("statistics", ()):
        path = inputs / "statistics" / "area_profile.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.Table.from_pylist(statistics_rows()), path)
    if "evaluations" in declared.get("uses", ()):
        content = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        content["evaluations"] = evaluations(area)
        (folder / "run.json").write_text(
            json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    for name in declared.get("geography", ()):
        source = next((PARAMETERS / "geography").glob(f"{name}.*"))
        (inputs / "geography").mkdir(exist_ok=True)
        (inputs / "geography" / source.name).write_bytes(source.read_bytes())
    for earlier in declared.get("needs", ()):
        if upstream and earlier in upstream:
            (inputs / "upstream").mkdir(exist_ok=True)
            (inputs / "upstream" / f"{earlier}.json").write_bytes(upstream[earlier].read_bytes())
    for each in declared.get("collects", ()):
        for slug, paths in (collected or {}).items():
            if each in paths:
                (inputs / "areas" / slug).mkdir(parents=True, exist_ok=True)
                (inputs / "areas" / slug / f"{each}.json").write_bytes(paths[each].read_bytes())
    return folder
