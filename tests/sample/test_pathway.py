"""Synthetic cases: nobody is at a point without having gone on from the one before."""

from workbench.sample.answers import draw_for
from workbench.sample.pathway import pathway_rows

POINTS = ("report", "decision", "referral", "assessment", "intervention", "completion")
WENT_ON, NOT_REACHED = "Went on", "Not reached"


def cases(definitions, count=300):
    instrument = definitions.instruments["diversion_cases"]
    draw = draw_for("diversion-from-prosecution", 7, "national", instrument.id, {"execution": 0.5, "results": 0.5})
    names = [column.id for column in instrument.columns]
    return [dict(zip(names, row, strict=True)) for row in pathway_rows(definitions, instrument, draw, count)]


def test_a_case_leaves_once_and_comes_to_nothing_after(definitions):
    for case in cases(definitions):
        answers = [case[point] for point in POINTS]
        left = next((place for place, answer in enumerate(answers) if answer != WENT_ON), len(POINTS))
        assert all(answer == NOT_REACHED for answer in answers[left + 1 :])
        assert NOT_REACHED not in answers[: left + 1]


def test_cases_that_seemed_not_considered_were_reported_and_no_more(definitions):
    apart = [case for case in cases(definitions) if case["considered"].startswith("Diversion did not")]
    assert len(apart) > 30
    assert {(case["report"], case["referral"], case["accused_told"]) for case in apart} == {
        (WENT_ON, NOT_REACHED, "Not applicable")
    }
    assert all(case["papers"] for case in apart)


def test_the_same_names_give_the_same_cases(definitions):
    assert cases(definitions) == cases(definitions)
