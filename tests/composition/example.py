"""A small composed website for tests: made-up results of a few areas, the real templates and definitions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from helpers.names import quality_indicator_key
from workbench.composition import Composition, compose
from workbench.definitions import Definitions, load_definitions
from workbench.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAMME = "compulsory-supervision-orders"
AREAS = ("fife", "orkney-islands")
COUNTED = {
    "engagement": ("findings", "strengths", "improvements"),
    "position": ("statements", "strengths", "improvements"),
}


def example_project(folder: Path) -> Project:
    """Return a project in ``folder`` with the repository's parameters and report templates, and no evidence."""
    root = folder / "project"
    (root / "notebooks").mkdir(parents=True)
    shutil.copytree(REPOSITORY / "parameters", root / "parameters")
    reports = REPOSITORY / "reports"
    shutil.copytree(reports, root / "reports", ignore=shutil.ignore_patterns("areas", ".*"))
    return Project(root, root / "evidence", root / "build")


def example_website(
    folder: Path, areas: tuple[str, ...] = AREAS, *, narrative: bool = True
) -> tuple[Project, Composition]:
    """Compose the example and return its project and what was composed; the website is ``composition.target``."""
    project = example_project(folder)
    definitions = load_definitions(project)
    write_results(project, definitions, areas)
    if narrative:
        write_narrative_of(project, areas)
    return project, compose(project, definitions, PROGRAMME, areas, project.build / PROGRAMME / "project")


def write_narrative_of(project: Project, areas: tuple[str, ...]) -> None:
    """Write a little narrative for each area."""
    for area in areas:
        folder = project.reports / PROGRAMME / "areas" / area
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "_key-messages.qmd").write_text(
            '::::: {.columns}\n:::: {.column width="50%"}\n::: {.works-well}\n### What works well\n\n'
            "- Of the records read, {{< meta records.chronology.says >}} had an up-to-date chronology.\n:::\n::::\n\n"
            ':::: {.column width="50%"}\n::: {.could-improve}\n### What could improve\n\n- Plans.[^plans]\n:::\n::::\n'
            ":::::\n\n"
            "[^plans]: See @sec-qi-5-3 and @fig-records-items.\n"
        )  # fmt: skip
        (folder / "_qi-2.1.qmd").write_text("Staff who feel supported: {{< meta staff.supported.says >}}.\n")
        (folder / "recommendations.yaml").write_text(
            "synthetic: true\nrecommendations:\n"
            '  - {number: 1, quality_indicator: "5.3", text: "Keep chronologies | up to date", owner: Chief officers}\n'
        )


def write_results(project: Project, definitions: Definitions, areas: tuple[str, ...] = AREAS) -> None:
    """Write made-up results of every stage for ``areas`` and the nation."""
    programme = definitions.programme(PROGRAMME)
    results = project.build / PROGRAMME / "results"
    for number, area in enumerate(areas):
        recorded = _area_results(definitions, programme, 60 + 7 * number, small=area == "orkney-islands")
        for stage in programme.stages:
            if stage.scope == "area":
                write_stage(results / area / stage.id, stage.id, area, recorded.get(stage.id, {}))
    write_stage(
        results / "national" / "national_overview", "national_overview", None, _national(definitions, programme, areas)
    )


def write_stage(folder: Path, stage: str, area: str | None, recorded: dict[str, Any]) -> None:
    """Write one ``results.json`` and its drawings."""
    from helpers.drawing import draw_svg

    content = {
        "schema": 1,
        "programme": PROGRAMME,
        "area": area,
        "stage": stage,
        "values": {},
        "tables": {},
        "figures": {},
    }
    content |= recorded
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(content, ensure_ascii=False))
    for name, figure in content["figures"].items():
        spec = {
            "mark": "bar",
            "title": figure["title"],
            "data": {"values": [{"x": label, "y": size} for label, size in figure["data"]["rows"]]},
            "encoding": {"x": {"field": "y", "type": "quantitative"}, "y": {"field": "x", "type": "nominal"}},
            "config": {"font": "Atkinson Hyperlegible"},
            "width": 400,
        }
        (folder / "figures" / f"{name}.svg").write_text(draw_svg(spec, figure["title"], figure["alt"]))


def count(number: int, label: str = "A count") -> dict[str, Any]:
    return {
        "kind": "count",
        "label": label,
        "text": f"{number:,}",
        "says": f"{number:,}",
        "status": "shown",
        "reason": "",
    }


def text(words: str, label: str = "A text") -> dict[str, Any]:
    return {"kind": "text", "label": label, "text": words, "says": words, "status": "shown", "reason": ""}


def share(percent: int, base: int, label: str) -> dict[str, Any]:
    size = round(percent * base / 100)
    says = f"most ({percent}%, {size} of {base})"
    numbers = {"count": size, "base": base, "percent": percent, "low": percent - 8, "high": percent + 7, "word": "most"}
    return {
        "kind": "proportion", "label": label, "text": f"{percent}%", "says": says, "status": "shown", "reason": "",
        **numbers,
    }  # fmt: skip


def hidden(label: str) -> dict[str, Any]:
    return {
        "kind": "proportion", "label": label, "text": "not shown", "says": "a share that cannot be shown safely",
        "status": "suppressed", "reason": "fewer than 10 people",
    }  # fmt: skip


def table(title: str, rows: list[list[Any]], labels: tuple[str, ...] = ("What", "Number")) -> dict[str, Any]:
    kinds = ["text", *["count"] * (len(labels) - 1)]
    columns = [
        {"id": f"c{i}", "label": label, "kind": kind} for i, (label, kind) in enumerate(zip(labels, kinds, strict=True))
    ]
    return {
        "title": title,
        "columns": columns,
        "rows": rows,
        "notes": ["Made-up numbers."],
        "table": "",
        "synthetic": True,
    }


def figure(name: str, title: str) -> dict[str, Any]:
    return {
        "title": title, "alt": f"{title}: the first is larger, 30 against 12.", "spec": f"figures/{name}.vl.json",
        "width": 600, "height": 120, "data": table(title, [["First", 30], ["Second", 12]]),
    }  # fmt: skip


def _area_results(definitions: Definitions, programme: Any, percent: int, *, small: bool) -> dict[str, Any]:
    values: dict[str, dict[str, Any]] = {stage.id: {} for stage in programme.stages}
    tables: dict[str, dict[str, Any]] = {stage.id: {} for stage in programme.stages}
    figures: dict[str, dict[str, Any]] = {stage.id: {} for stage in programme.stages}
    values["01_scoping"] = {
        "context.population": count(22_020), "context.children": count(3_951), "context.children_share": text("18%"),
        "context.cso_at_home": count(26),
    }  # fmt: skip
    tables["01_scoping"] = {
        "context.profile": table(
            "The area in figures", [["Looked after", 31], ["Referred", {"suppressed": "small"}], ["Other", None]]
        ),
        "scoping.matters": _matters(),
    }
    tables["01_scoping"]["context.returned"] = table("What the return says", [["On an order at home", 26]])
    figures["01_scoping"] = {name: figure(name, f"Figure {name}") for name in ("context.compared", "context.trend")}
    for name in programme.instruments:
        instrument = definitions.instruments[name]
        stage = {"survey": "03_surveys", "record_reading": "04_record_reading"}.get(instrument.kind)
        if stage is None:
            continue
        for place, column in enumerate(instrument.columns):
            if column.type in ("scale", "grade"):
                value = (
                    hidden(column.label) if small and place % 3 == 0 else share(percent + place % 9, 94, column.label)
                )
                values[stage][f"{instrument.short}.{column.id}"] = value
        if instrument.kind == "survey":
            values[stage][f"{instrument.short}.responses"] = count(86)
            figures[stage][f"{instrument.short}.answers"] = figure(f"{instrument.short}.answers", instrument.title)
    values["04_record_reading"] |= {
        "records.read": count(94), "records.population": count(180), "records.read_twice": count(14),
        "records.agreement": text("0.71"),
    }  # fmt: skip
    values["04_record_reading"]["records.agreement"]["says"] = "substantial (kappa 0.71)"
    tables["04_record_reading"] = {"records.agreement_by_item": table("Agreement by item", [["Chronology", 12]])}
    figures["04_record_reading"] = {
        f"records.{name}": figure(f"records.{name}", f"Records: {name}") for name in ("items", "grades")
    }
    values["05_engagement"] = {f"engagement.{name}": count(23) for name in ("sessions", "people", "findings")}
    values["02_self_evaluation"] = {"position.statements": count(9)}
    tables["05_engagement"] = {f"engagement.{name}": table(name, [["a", 3]]) for name in ("summary", "themes")}
    figures["02_self_evaluation"] = {"position.balance": figure("position.balance", "Statements")}
    figures["05_engagement"] = {"engagement.balance": figure("engagement.balance", "Strengths and improvements")}
    rows = []
    for place, number in enumerate(programme.quality_indicators):
        key = quality_indicator_key(number)
        tables["05_engagement"][f"engagement.{key}"] = table("Findings", [["<b>Trusted adults</b>", 4]])
        tables["02_self_evaluation"][f"position.{key}"] = table("Statements", [["We do well", 2]])
        values["05_engagement"] |= {f"engagement.{key}.{name}": count(5) for name in COUNTED["engagement"]}
        values["02_self_evaluation"] |= {f"position.{key}.{name}": count(4) for name in COUNTED["position"]}
        values["06_evaluation"] |= {
            f"evaluation.{key}.grade": {
                **text(("Good", "Adequate", "Very good")[place]),
                "kind": "grade",
                "grade": 4 - place % 2,
                "of": 6,
            },
            f"evaluation.{key}.rationale": text("Records and staff agree. Children say *less*."),
            f"evaluation.{key}.state": text("draft"),
            f"evaluation.{key}.decided_by": text("Inspection lead"),
            f"evaluation.{key}.decided_on": text("2026-04-20"),
            f"evaluation.{key}.strands": count(3),
        }
        rows.append([f"{number} Title", "agree", "agree", "conflict", "silent"])
    tables["06_evaluation"] = {
        "evaluation.matrix": table(
            "Strands", rows, ("Quality indicator", "Surveys", "Records", "Engagement", "Documents")
        )
    }
    return {stage: {"values": values[stage], "tables": tables[stage], "figures": figures[stage]} for stage in values}


def _matters() -> dict[str, Any]:
    ids = ("matter", "quality_indicator", "state", "because", "next", "origin")
    what = "Chronologies {{< meta x >}} | *a*"
    team = [what, "5.3", "area of concern", "audits", "Reading records", "recorded by the team"]
    prompt = ["Attendance", "2.1", "area of concern", "it is low", "", "prompt"]
    made = table("Matters", [team, prompt], tuple(ids))
    return made | {"columns": [{"id": id, "label": id, "kind": "text"} for id in ids]}


def _national(definitions: Definitions, programme: Any, areas: tuple[str, ...]) -> dict[str, Any]:
    keys = [quality_indicator_key(number) for number in programme.quality_indicators]
    names = [f"national.{kind}.{key}" for key in keys for kind in ("map", "tiles")] + [
        "national.distribution",
        "national.themes",
    ]
    return {
        "values": {
            f"national.{name}": count(size)
            for name, size in (
                ("areas", len(areas)),
                ("records", 188),
                ("staff", 430),
                ("children", 172),
                ("parents", 90),
            )
        },
        "tables": {
            f"national.{name}": table(f"National {name}", [[definitions.area(area).name, 3] for area in areas])
            for name in ("grades", "area_qi", "themes", "coverage")
        },
        "figures": {name: figure(name, f"Figure {name}") for name in names},
    }
