"""Notes, proposals, roles and skip logic as files: every fault with its line."""

import json
from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.definitions.desk_context import desk_context
from workbench.definitions.desk_roles import load_desk_roles
from workbench.definitions.judgement import load_notes, load_proposals
from workbench.errors import InputFaults
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME, AREA = "compulsory-supervision-orders", "orkney-islands"
NOTES = """\
notes:
- quality_indicator: '5.3'
  strand: records
  text: Chronologies are lists.
  by: Link inspector
  on: 2026-03-09
"""
PROPOSALS = """\
proposals:
- quality_indicator: '5.3'
  evaluator: first
  grade: 3
  rationale: Reviews were late.
  strands: [records, survey]
  by: Link inspector
  on: 2026-03-09
  earlier:
  - {grade: 4, rationale: Reviews were held., by: Link inspector, on: 2026-03-08}
waived:
- {quality_indicator: '2.1', reason: One evaluator was ill, by: Inspection lead, on: 2026-03-09}
"""


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


def write(project, name, text):
    path = project.reports / PROGRAMME / "areas" / AREA / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_notes_and_proposals_are_loaded(project, definitions):
    programme = definitions.programme(PROGRAMME)
    assert load_notes(project, programme, AREA, definitions) is None
    assert load_proposals(project, programme, AREA, definitions) is None
    write(project, "notes", NOTES)
    write(project, "proposals", PROPOSALS)
    assert load_notes(project, programme, AREA, definitions).notes[0].strand == "records"
    proposals = load_proposals(project, programme, AREA, definitions)
    assert (proposals.of("5.3")[0].grade, proposals.of("5.3")[0].earlier[0].grade) == (3, 4)
    assert proposals.waived[0].reason == "One evaluator was ill"


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "line", "message"),
    [
        ("notes", NOTES, "'5.3'", "'5.4'", 2, "has no quality indicator '5.4'"),
        ("notes", NOTES, "strand: records", "strand: record", 3, "Did you mean records?"),
        ("notes", NOTES, "  by: Link inspector\n", "", 2, "the field 'by' is missing"),
        ("proposals", PROPOSALS, "grade: 3", "grade: 7", 4, "grade 7 is not on the six-point scale"),
        ("proposals", PROPOSALS, "grade: 4", "grade: 0", 10, "grade 0 is not on the six-point scale"),
        ("proposals", PROPOSALS, "evaluator: first", "evaluator: third", 3, "third"),
        ("proposals", PROPOSALS, "[records, survey]", "[records, surveys]", 6, "Did you mean survey?"),
        ("proposals", PROPOSALS, "'2.1', reason", "'2.2', reason", 12, "has no quality indicator '2.2'"),
    ],
)
def test_a_fault_names_file_and_line(project, definitions, name, text, old, new, line, message):
    assert old in text
    write(project, name, text.replace(old, new, 1))
    load = {"notes": load_notes, "proposals": load_proposals}[name]
    with pytest.raises(InputFaults) as caught:
        load(project, definitions.programme(PROGRAMME), AREA, definitions)
    place = f"reports/{PROGRAMME}/areas/{AREA}/{name}.yaml, line {line}: "
    assert any(str(fault).startswith(place) and message in str(fault) for fault in caught.value.faults), (
        caught.value.message
    )


def test_one_evaluator_proposes_once(project, definitions):
    twice = PROPOSALS.replace("waived:", PROPOSALS.split("\n", 1)[1].split("waived:")[0] + "waived:")
    write(project, "proposals", twice)
    with pytest.raises(InputFaults, match=r"the first evaluator proposes 5.3 twice \(first on line 3\)"):
        load_proposals(project, definitions.programme(PROGRAMME), AREA, definitions)


def test_nothing_is_graded_where_there_is_no_scale(project, definitions):
    programme = definitions.programme("justice-self-evaluation")
    folder = project.reports / programme.id / "areas" / "sample-service-1"
    folder.mkdir(parents=True)
    (folder / "proposals.yaml").write_text(PROPOSALS)
    with pytest.raises(InputFaults, match="has no scale, so no grade is proposed"):
        load_proposals(project, programme, "sample-service-1", definitions)


def test_roles_have_a_file_of_their_own_or_defaults(project):
    assert "Quality and consistency panel" in load_desk_roles(project).panels
    project.parameters.mkdir()
    (project.parameters / "desk.yaml").write_text("roles: [Reader]\npanel: [P]\n")
    with pytest.raises(InputFaults, match=r"desk.yaml, line 2: .*'panel'.*Did you mean panels\?"):
        load_desk_roles(project)
    (project.parameters / "desk.yaml").write_text("roles: [Reader]\npanels: [P]\n")
    assert load_desk_roles(project).roles == ("Reader",)


@pytest.mark.parametrize("programme", sorted(path.stem for path in (ROOT / "parameters" / "programmes").glob("*.yaml")))
def test_every_programme_has_a_desk(definitions, programme):
    project = Project(ROOT, ROOT / "evidence", ROOT / "build")
    one = definitions.programme(programme)
    told = desk_context(project, definitions, one, None)
    assert json.loads(json.dumps(told)) == told
    assert bool(told["grades"]) == (one.scale is not None)
    areas = definitions.programme_areas(one)
    if areas:
        told = desk_context(project, definitions, one, areas[0].slug)
        assert told["place"] == areas[0].name
        for template in told["templates"]:
            assert {"record"} <= {column["id"] for column in template["columns"]}
            assert "{" not in template["file"]["name"]


SKIPS = {
    "later column": ("column: chronology,", "column: review_quality,", "no earlier column is called 'review_quality'"),
    "unknown answer": ("partly, \"no\"]}\n    quality", "part, \"no\"]}\n    quality", "Did you mean partly?"),
    "no set of answers": ("column: chronology,", "column: record,", "'record' has no set of answers"),
    "required": (
        "    asked_when: {column: chronology,", "    required: true\n    asked_when: {column: chronology,",
        "a column that is not always asked cannot be required",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SKIPS)
def test_skip_logic_with_a_fault_is_refused(parameters, name):
    old, new, message = SKIPS[name]
    parameters.change("instruments/record_reading.yaml", old, new)
    faults = parameters.faults()
    assert any("record_reading.yaml, line " in fault and message in fault for fault in faults), faults


def test_a_condition_may_stand_alone_or_in_a_list(parameters):
    file = "instruments/record_reading.yaml"
    parameters.change(file, 'asked_when: {column: chronology, answers: ["yes", partly, "no"]}',
                      'asked_when:\n      - {column: chronology, answers: ["yes"]}\n'
                      '      - {column: time_on_order, answers: [Over 2 years]}')  # fmt: skip
    column = load_definitions(parameters.folder).instruments["record_reading"].column("chronology_quality")
    assert [one.column for one in column.asked_when] == ["chronology", "time_on_order"]
