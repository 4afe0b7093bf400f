"""Cases: each point counts those that went on, and cases that seemed not considered stay apart."""

from tests.helpers.pathway.cases import POINTS


def test_each_point_counts_those_that_went_on(pathway_of, many):
    values = pathway_of(many).values()
    assert values["cases.read"].numbers["value"] == 130
    assert values["cases.in_pathway"].numbers["value"] == 100
    assert values["cases.not_considered"].numbers["value"] == 30
    came = [values[f"cases.came_{point}"].numbers["value"] for point in POINTS]
    assert came == [100, 100, 85, 85, 60, 60]
    assert values["cases.assessment"].says == "the majority (71%, 60 of 85)"
    assert values["cases.completed"].says == "the majority (60%, 60 of 100)"
    assert values["cases.accused_told"].says == "most (75%, 75 of 100)"


def test_points_alongside_leave_out_cases_to_which_they_do_not_apply(pathway_of, many):
    assert not pathway_of(many).shares["complainer_told"].shown


def test_an_answer_left_out_is_open_and_not_a_case_that_left(pathway_of, many):
    rows = [row | {"referral": None} if row["case"] in {f"C{n}" for n in range(8)} else row for row in many]
    step = pathway_of(rows).steps[2]
    assert (step.came, step.went, step.left, step.open) == (85, 77, 0, 8)
