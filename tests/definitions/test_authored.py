"""What people record for an area: matters, evaluations, recommendations."""

from datetime import date

import pytest

from workbench.definitions import load_definitions, load_evaluations, load_matters, load_recommendations
from workbench.errors import InputFaults, UnknownName
from workbench.project import Project

PROGRAMME = "compulsory-supervision-orders"
EVALUATIONS = """\
synthetic: true
evaluations:
  - quality_indicator: "2.1"
    grade: 4
    rationale: |
      Children told us that they trust the adults who help them.
      Records show the same.
    strands: [survey, records, engagement]
    decided_by: Inspection lead
    decided_on: 2026-02-20
    state: assured
    changes:
      - {on: 2026-03-02, by: Quality and consistency panel, from: 5, to: 3, reason: Reviews were uneven}
      - {on: 2026-03-09, by: Quality and consistency panel, from: 3, to: 4, reason: New evidence}
  - quality_indicator: "9.2"
    grade: 3
    rationale: Leaders share a vision, but cannot yet show what difference it makes.
    strands: [survey, documents]
    decided_by: Inspection lead
    decided_on: 2026-02-20
    state: draft
"""
RECOMMENDATIONS = """\
synthetic: true
recommendations:
  - {number: 1, quality_indicator: "5.3", text: Keep chronologies up to date., owner: Chief social work officer}
  - {number: 2, quality_indicator: "9.2", text: Report progress each year., owner: Chief officers' group}
"""
MATTERS = """\
matters:
  - matter: Whether chronologies are used
    quality_indicator: "5.3"
    state: area of uncertainty
    because: The position statement does not say.
    next: Read the chronologies in the records.
"""


@pytest.fixture
def project(parameters):
    return Project(root=parameters.root, evidence=parameters.root / "evidence", build=parameters.root / "build")


def _write(project, name, text):
    path = project.reports / PROGRAMME / "areas" / "orkney-islands" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_what_is_recorded_is_read(project):
    _write(project, "evaluations", EVALUATIONS)
    _write(project, "recommendations", RECOMMENDATIONS)
    _write(project, "matters", MATTERS)
    definitions = load_definitions(project)
    evaluations = load_evaluations(project, definitions.programme(PROGRAMME), "orkney-islands", definitions)
    first = evaluations.of("2.1")
    assert evaluations.synthetic
    assert (first.grade, first.state, first.decided_on) == (4, "assured", date(2026, 2, 20))
    assert [(change.from_, change.to) for change in first.changes] == [(5, 3), (3, 4)]
    assert first.model_dump(mode="json", by_alias=True)["changes"][0]["from"] == 5
    assert evaluations.of("5.3") is None
    assert load_recommendations(project, PROGRAMME, "orkney-islands").recommendations[1].number == 2
    assert load_matters(project, PROGRAMME, "orkney-islands").matters[0].state == "area of uncertainty"


@pytest.mark.parametrize("load", [load_evaluations, load_recommendations, load_matters])
def test_nothing_recorded_is_none(project, load):
    assert load(project, PROGRAMME, "orkney-islands") is None


@pytest.mark.parametrize("load", [load_evaluations, load_recommendations, load_matters])
def test_an_unknown_area_is_named(project, load):
    with pytest.raises(UnknownName, match="Did you mean orkney-islands"):
        load(project, PROGRAMME, "orkny")


FAULTS = {
    "grade not on the scale": (
        "grade: 4",
        "grade: 7",
        "grade: 7",
        "grade 7 is not on the six-point scale (1, 2, 3, 4, 5, 6)",
    ),
    "grade between two": ("grade: 4", "grade: 4.5", "grade: 4.5", "'grade' should be a whole number, not '4.5'"),
    "indicator the programme does not evaluate": (
        'quality_indicator: "2.1"',
        'quality_indicator: "2.2"',
        '"2.2"',
        "compulsory-supervision-orders has no quality indicator '2.2'; it has 2.1, 5.3, 9.2",
    ),
    "indicator evaluated twice": (
        'quality_indicator: "9.2"',
        'quality_indicator: "2.1"',
        None,
        "quality indicator 2.1 is evaluated twice (first on line 3)",
    ),
    "missing rationale": (
        "    rationale: Leaders share a vision, but cannot yet show what difference it makes.\n",
        "",
        'quality_indicator: "9.2"',
        "the field 'rationale' is missing",
    ),
    "blank rationale": (
        "rationale: Leaders share a vision, but cannot yet show what difference it makes.",
        'rationale: ""',
        'rationale: ""',
        "'rationale': is empty; write something here",
    ),
    "bad date": ("decided_on: 2026-02-20", "decided_on: 20/02/2026", "20/02/2026", "'20/02/2026' is not a date"),
    "unknown state": ("state: assured", "state: asured", "state: asured", "Did you mean assured?"),
    "unknown strand": (
        "[survey, records,",
        "[survey, recods,",
        "recods",
        "no strand is called 'recods'. Did you mean records?",
    ),
    "strand given twice": (
        "[survey, documents]",
        "[survey, survey]",
        "[survey, survey]",
        "the strand 'survey' is given twice",
    ),
    "changes that do not meet": (
        "from: 3, to: 4",
        "from: 2, to: 4",
        "from: 2, to: 4",
        "begins from 2, but the change before it ended at 3",
    ),
    "last change is not the grade": (
        "grade: 4",
        "grade: 5",
        "grade: 5",
        "the grade is 5, but the last change ended at 4",
    ),
    "change to itself": ("from: 5, to: 3", "from: 3, to: 3", "from: 3, to: 3", "changes the grade from 3 to itself"),
    "change off the scale": ("from: 5, to: 3", "from: 9, to: 3", "from: 9", "grade 9 is not on the six-point scale"),
    "changes out of order": ("on: 2026-03-09", "on: 2026-03-01", "on: 2026-03-01", "list changes in order of time"),
    "change before the decision": ("on: 2026-03-02", "on: 2026-01-02", "on: 2026-01-02", "comes before 2026-02-20"),
    "change without a reason": (", reason: New evidence", "", "on: 2026-03-09", "the field 'reason' is missing"),
    "unknown field": (
        "decided_by: Inspection lead",
        "decidedby: Inspection lead",
        "decidedby",
        "Did you mean decided_by?",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_and_remedy(project, name):
    old, new, marked, message = FAULTS[name]
    assert old in EVALUATIONS
    text = EVALUATIONS.replace(old, new, 1)
    _write(project, "evaluations", text)
    with pytest.raises(InputFaults, match="in what is recorded for an area") as caught:
        load_evaluations(project, PROGRAMME, "orkney-islands")
    file = f"reports/{PROGRAMME}/areas/orkney-islands/evaluations.yaml"
    line = next((number for number, each in enumerate(text.splitlines(), 1) if marked and marked in each), None)
    place = f"{file}, line {line}: " if line else f"{file}, line "
    shown = [str(fault) for fault in caught.value.faults]
    assert any(fault.startswith(place) and message in fault for fault in shown), shown


def test_recommendations_are_numbered_in_order(project):
    _write(project, "recommendations", RECOMMENDATIONS.replace("number: 2", "number: 3").replace('"9.2"', '"9.3"'))
    with pytest.raises(InputFaults) as caught:
        load_recommendations(project, PROGRAMME, "orkney-islands")
    assert [fault.line for fault in caught.value.faults] == [4, 4]
    assert "is numbered 3, but is number 2 of the list: number them 1, 2, 3 … from the top" in caught.value.message


def test_a_matter_is_of_a_known_indicator_and_state(project):
    _write(project, "matters", MATTERS.replace('"5.3"', '"5.4"'))
    with pytest.raises(
        InputFaults, match=r"matters.yaml, line 3: compulsory-supervision-orders has no quality indicator"
    ):
        load_matters(project, PROGRAMME, "orkney-islands")
    _write(project, "matters", MATTERS.replace("area of uncertainty", "area of uncertanty"))
    with pytest.raises(InputFaults, match=r"Did you mean area of uncertainty\?"):
        load_matters(project, PROGRAMME, "orkney-islands")
