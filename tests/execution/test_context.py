import json
from copy import copy

import pytest

from tests.miniature import PROGRAMME, ROOT
from workbench.definitions import load_definitions
from workbench.errors import InputFaults
from workbench.execution.context import RunContexts
from workbench.plan.units import Unit
from workbench.project import Project

FILES = [
    {
        "table": table, "area": "orkney-islands", "file": f"orkney-islands/orkney-islands_{table}.csv",
        "sha256": "a" * 64,
        "stored_sha256": "b" * 64, "rows": 12, "columns": 3, "synthetic": synthetic, "as_of": "2026-03-31",
    }
    for table, synthetic in (("children_survey", True), ("engagement", False))
]  # fmt: skip


@pytest.fixture(scope="module")
def contexts():
    project = Project(ROOT, ROOT / "evidence", ROOT / "build")
    definitions = load_definitions(project)
    return RunContexts(project, definitions, definitions.programme(PROGRAMME), {"files": FILES})


def test_a_run_is_told_of_its_own_area_and_tables_only(contexts):
    told = contexts(Unit(PROGRAMME, "03_surveys", "orkney-islands"))
    assert told["area"]["name"] == "Orkney Islands"
    assert "orkney-islands" in told["area"]["family_group"]["areas"]
    assert set(told["instruments"]) == {"staff_survey", "children_survey", "parents_survey"}
    assert set(told["evidence"]) == {"children_survey"}
    assert told["evidence"]["children_survey"]["files"] == [
        {"name": "orkney-islands_children_survey.csv", "sha256": "a" * 64}
    ]
    assert told["evaluations"] is None


def test_scales_are_resolved_to_their_options(contexts):
    told = contexts(Unit(PROGRAMME, "04_record_reading", "orkney-islands"))
    columns = {column["id"]: column for column in told["instruments"]["record_reading"]["columns"]}
    assert {option["polarity"] for option in columns["chronology"]["options"]} >= {"positive", "negative"}
    grades = next(column for column in columns.values() if column["type"] == "grade")
    assert {"value": "6", "label": "Excellent"} in grades["options"]


def test_bands_disclosure_and_colours_are_there(contexts):
    told = contexts(Unit(PROGRAMME, "03_surveys", "orkney-islands"))
    assert {"word", "from", "to"} <= set(told["proportion_words"]["bands"][0])
    assert told["disclosure"]["tables"]["children_survey"]["id"] == "strict"
    assert told["brand"]["palette"]["primary"].startswith("#")
    assert told["brand"]["font"] == "Atkinson Hyperlegible"
    assert told["quality_indicators"][0]["key"] == "qi_2_1"


def test_authored_records_come_only_where_a_stage_uses_them(contexts):
    told = contexts(Unit(PROGRAMME, "06_evaluation", "orkney-islands"))
    assert {one["quality_indicator"] for one in told["evaluations"]["evaluations"]} == {"2.1", "5.3", "9.2"}


@pytest.mark.parametrize(("area", "synthetic"), [("orkney-islands", True), (None, True), ("fife", False)])
def test_synthetic_evidence_is_marked_where_it_is(contexts, area, synthetic):
    stage = "05_engagement" if area else "national_overview"
    assert contexts(Unit(PROGRAMME, stage, area))["synthetic"] is synthetic


def test_it_is_plain_json_and_the_same_every_time(contexts):
    unit = Unit(PROGRAMME, "06_evaluation", "orkney-islands")
    assert json.loads(json.dumps(contexts(unit))) == json.loads(json.dumps(contexts(unit)))


@pytest.mark.parametrize("text", ["color: [", "color: red", "- a", "color: {palette: [a]}", "typography: serif"])
def test_a_brand_that_cannot_be_read_is_named(contexts, tmp_path, text):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "_brand.yml").write_text(text)
    contexts = copy(contexts)
    contexts._project = Project(tmp_path, tmp_path / "evidence", tmp_path / "build")
    with pytest.raises(InputFaults, match=r"reports/_brand\.yml"):
        contexts._brand()
