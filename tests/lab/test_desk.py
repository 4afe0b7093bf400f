"""A desk laid in a real project: run folders as papermill has them, sources never touched."""

import json

import pytest

from tests.lab.desk_project import AREA, BUILT, UNBUILT
from tests.miniature import PROGRAMME
from workbench.definitions import load_definitions
from workbench.errors import UnknownName
from workbench.files import sha256
from workbench.lab.desk import lay_desk
from workbench.lab.exploring import write_explorer
from workbench.lab.kernels import desk_kernels
from workbench.lab.places import places
from workbench.lab.roles import DESK_NOTEBOOKS, ROLES
from workbench.lab.sitting import sit_down
from workbench.lab.state import area_state, overview
from workbench.project import find_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sitting(own_project):
    return sit_down(find_project(own_project.root), PROGRAMME)


@pytest.fixture(scope="module")
def sources(sitting):
    """The project's notebooks before a desk is laid."""
    return {source: sha256(source) for source in sitting.project.notebooks.glob("*.ipynb")}


@pytest.fixture(scope="module")
def laid(sitting, sources):
    where = places(sitting.project)
    return where, lay_desk(sitting, where, AREA, ROLES["inspector"])


def test_each_stage_has_a_run_folder_with_what_its_run_reads_and_nothing_else(sitting, laid):
    where, desk = laid
    for unit in sitting.units_of(AREA):
        folder = where.area(PROGRAMME, AREA) / unit.stage
        inputs = sitting.planner.inputs(unit)
        assert json.loads((folder / "run.json").read_text()) == json.loads(json.dumps(inputs.context))
        wanted = dict(inputs.evidence) | {target: source for target, (_, source) in inputs.upstream.items()}
        found = {p.relative_to(folder).as_posix(): sha256(p) for p in (folder / "inputs").rglob("*") if p.is_file()}
        assert found == {target: sha256(source) for target, source in wanted.items()}
    assert {each.id for each in desk.notebooks} >= {unit.stage for unit in sitting.units_of(AREA)}


def test_notebooks_of_the_whole_area_stand_before_the_stages_where_they_are_there(sitting, laid):
    where, desk = laid
    there = [id for id in DESK_NOTEBOOKS if (sitting.project.notebooks / f"{id}.ipynb").is_file()]
    assert [each.id for each in desk.notebooks][: len(there)] == there
    assert all((where.root / each.path).is_file() for each in desk.notebooks)


def test_the_first_desk_knows_of_other_inspections_already(laid):
    where, _ = laid
    told = json.loads((where.root / PROGRAMME / "explorer.json").read_text())
    assert {each["id"] for each in told["others"] if AREA in each["units"]} >= {"children-care-and-protection"}


@pytest.mark.parametrize(("area", "nation"), [("national", ["national"]), ("fife", [])])
def test_the_explorer_is_told_of_the_whole_nation_where_something_was_taken_in_for_it(sitting, tmp_path, area, nation):
    definitions = load_definitions(sitting.project, only=("mappa",))
    entry = {"table": "mappa_records", "area": area, "file": "a.xlsx", "rows": 1, "synthetic": True}
    told = json.loads(write_explorer(sitting.project, definitions, "mappa", {"files": [entry]}, tmp_path).read_text())
    assert [each["slug"] for each in told["areas"]] == nation
    assert told["covers"] == {each: ["scotland"] for each in nation}


def test_desk_json_says_where_everything_lies(sitting, laid):
    where, _ = laid
    told = json.loads((where.area(PROGRAMME, AREA) / "desk.json").read_text())
    project = sitting.project
    assert told == {
        "schema": 1, "project": str(project.root), "programme": PROGRAMME, "area": AREA, "role": "inspector",
        "authored": str(project.reports / PROGRAMME / "areas" / AREA), "store": str(project.store),
        "results": str(project.build / PROGRAMME / "results"), "raw": str(project.raw / PROGRAMME / AREA),
        "evidence": str(project.evidence), "context": told["context"],
    }  # fmt: skip
    assert told["context"]["place"] == "Orkney Islands"


def test_the_areas_own_context_knows_every_table(sitting, laid):
    where, _ = laid
    whole = json.loads((where.area(PROGRAMME, AREA) / "run.json").read_text())
    assert set(whole["instruments"]) == set(sitting.programme.instruments)
    assert whole["stage"] == "desk" and whole["area"]["slug"] == AREA and whole["evaluations"]


def test_laying_it_again_writes_nothing(sitting, laid):
    where, _ = laid
    folder = where.area(PROGRAMME, AREA)

    def state():
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}

    before = state()
    lay_desk(sitting, where, AREA, ROLES["inspector"])
    assert state() == before


def test_the_desk_is_its_owners_alone_and_the_sources_are_as_they_were(sitting, laid, sources):
    where, _ = laid
    own = [path for path in where.root.rglob("*") if not path.is_symlink() and "report-text" not in path.parts]
    assert not [path for path in own if path.stat().st_mode & 0o077]
    assert sources == {source: sha256(source) for source in sitting.project.notebooks.glob("*.ipynb")}


def test_a_stage_whose_upstream_is_missing_says_so(sitting):
    desk = lay_desk(sitting, places(sitting.project), UNBUILT, ROLES["inspector"])
    notes = {each.id: each.note for each in desk.notebooks}
    assert "Build the draft first" in notes["06_evaluation"] and not notes["03_surveys"]


def test_an_input_that_was_withdrawn_is_taken_off_the_desk(sitting):
    where = places(sitting.project)
    left = where.area(PROGRAMME, UNBUILT) / "03_surveys" / "inputs" / "evidence" / "gone.parquet"
    lay_desk(sitting, where, UNBUILT, ROLES["inspector"])
    left.write_bytes(b"")
    lay_desk(sitting, where, UNBUILT, ROLES["inspector"])
    assert not left.exists()


@pytest.mark.parametrize("name", ["orkney-islands", "Orkney Islands", "S12000023", "Orkney"])
def test_an_area_is_found_by_slug_name_or_code(sitting, name):
    assert sitting.chosen_area(name) == AREA


def test_a_misspelt_area_names_the_nearest(sitting):
    with pytest.raises(UnknownName, match="Did you mean orkney-islands"):
        sitting.chosen_area("orkny")


def test_the_overview_tells_areas_apart_that_are_built_and_not(sitting):
    found = {each["slug"]: each for each in overview(sitting)}
    assert {slug for slug, each in found.items() if each["done"] == 6} == set(BUILT)
    assert found[UNBUILT]["says"] == "0 of 6 stages run, evidence: 7 of 7"
    assert "national" in found


def test_an_areas_state_names_stages_evidence_and_what_is_missing(sitting):
    state = area_state(sitting, AREA)
    assert [each["state"] for each in state["stages"]] == ["done"] * 6
    assert {each["id"]: each["title"] for each in state["notebooks"]} == DESK_NOTEBOOKS
    assert state["report"] and all(each["there"] for each in state["evidence"])
    assert "synthetic" in state["evidence"][0]["says"]
    waiting = area_state(sitting, UNBUILT)["stages"]
    assert [each["state"] for each in waiting] == ["new"] * 5 + ["blocked"]
    assert waiting[-1]["why"] == "Needs Scoping, Self-evaluation, Surveys, Record reading and 1 more"


def test_a_fault_in_one_programme_hides_no_other(sitting, own_project):
    from workbench.definitions import load_definitions
    from workbench.lab.sitting import programmes_with_stages

    named = programmes_with_stages(sitting.project)
    everything = load_definitions(sitting.project).programmes
    assert named == {id: everything[id].short_title for id in named} and next(iter(named)) == PROGRAMME
    assert set(named) == {id for id, programme in everything.items() if programme.stages}
    wrong = own_project.root / "parameters" / "programmes" / "wrong.yaml"
    wrong.write_text("id: [")
    try:
        assert programmes_with_stages(sitting.project) == named
    finally:
        wrong.unlink()


def test_what_kernels_import_is_found_out_once_until_a_source_changes(sitting, tmp_path, own_project):
    first = desk_kernels(sitting, tmp_path).preload
    (kept,) = tmp_path.glob("*.json")
    assert "helpers.run" in first and first == desk_kernels(sitting).preload
    told = json.loads(kept.read_text())
    kept.write_text(json.dumps(told | {"preload": ["as it was kept"]}))
    assert desk_kernels(sitting, tmp_path).preload == ("as it was kept",)
    notebook = own_project.root / "notebooks" / "01_scoping.ipynb"
    notebook.touch()
    assert desk_kernels(sitting, tmp_path).preload == first
