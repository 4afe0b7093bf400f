import pytest

from tests.composition.example import PROGRAMME, example_project
from workbench.definitions import load_definitions
from workbench.definitions.follow_up import load_improvement_plan, load_key_points, load_progress, missing_numbers
from workbench.definitions.output_kinds import load_output_kinds
from workbench.errors import InputFaults

RECOMMENDATIONS = 'recommendations:\n  - {number: 1, quality_indicator: "5.3", text: Do it, owner: Managers}\n'


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    project = example_project(tmp_path_factory.mktemp("follow"))
    return project, load_definitions(project)


def loaded(known, load, name, text):
    project, definitions = known
    folder = project.reports / PROGRAMME / "areas" / "fife"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recommendations.yaml").write_text(RECOMMENDATIONS)
    (folder / name).write_text(text)
    return load(project, PROGRAMME, "fife", definitions)


def faults(known, load, name, text):
    with pytest.raises(InputFaults) as caught:
        loaded(known, load, name, text)
    return [str(fault).partition("fife/")[2] for fault in caught.value.faults]


def test_nothing_recorded_is_none(known):
    assert load_progress(known[0], PROGRAMME, "angus", known[1]) is None


def test_an_action_names_a_recommendation(known):
    text = "actions:\n  - {recommendation: 2, action: a, owner: o, by: 2026-01-01, measure: m}\n"
    assert faults(known, load_improvement_plan, "improvement-plan.yaml", text) == [
        "improvement-plan.yaml, line 2: there is no recommendation 2; there are 1 to 1"
    ]


def test_an_action_has_owner_date_and_measure(known):
    text = "actions:\n  - {recommendation: 1, action: a, by: soon, measure: m}\n"
    said = "\n".join(faults(known, load_improvement_plan, "improvement-plan.yaml", text))
    assert "the field 'owner' is missing" in said
    assert "'soon' is not a date" in said


def test_progress_is_reported_once_with_its_evidence(known):
    text = (
        "reviewed_on: 2027-01-01\nprogress:\n  - {recommendation: 1, state: met}\n"
        "  - {recommendation: 1, state: no evidence}\n"
    )
    said = faults(known, load_progress, "progress.yaml", text)
    assert said == [
        "progress.yaml, line 3: 'met' needs its evidence; without any, the state is 'no evidence'",
        "progress.yaml, line 4: recommendation 1 is reported on twice (first on line 3)",
    ]


def test_recommendations_that_nobody_reported_on_are_named(known):
    from workbench.definitions import load_recommendations

    review = loaded(known, load_progress, "progress.yaml", "reviewed_on: 2027-01-01\nprogress: []\n")
    made = load_recommendations(known[0], PROGRAMME, "fife", known[1])
    assert missing_numbers(made, [one.recommendation for one in review.progress]) == [1]


def test_points_stand_once_for_each_quality_indicator(known):
    text = 'points:\n  - {quality_indicator: "2.1"}\n  - {quality_indicator: "2.1"}\n  - {quality_indicator: "8.1"}\n'
    said = "\n".join(faults(known, load_key_points, "key-points.yaml", text))
    assert "line 3: quality indicator 2.1 has points already" in said
    assert "no quality indicator '8.1'" in said


def test_every_kind_of_output_is_described(known):
    kinds = load_output_kinds(known[0])
    assert {"area-report", "national-overview", "childrens-version", "data-annex"} <= kinds.keys()
    assert all(kind.holds and kind.readers for kind in kinds.values())
