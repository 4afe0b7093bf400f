"""A pathway of cases: each point counts those that went on, and cases that seemed not considered stay apart."""

import json

import pandas as pd
import pytest

from helpers.pathway import Pathway
from helpers.run import Run
from helpers.tables import Suppressed
from tests.helpers.folders import _named as named
from tests.helpers.folders import instrument

POINTS = ("report", "decision", "referral", "assessment", "intervention", "completion")


def case(number: int, steps: int, *, considered: str = "considered", told: str = "yes", papers: str | None = None):
    """Return a case that goes on from the first ``steps`` points and leaves at the next."""
    row = {"case": f"C{number}", "considered": considered, "age_band": "18 to 25", "papers": papers}
    for place, point in enumerate(POINTS):
        row[point] = "went_on" if place < steps else "left" if place == steps else "not_reached"
    return row | {"accused_told": told, "complainer_told": "not_applicable"}


@pytest.fixture
def pathway_of(tmp_path):
    """Return a maker of pathways from rows."""

    def make(rows, **options) -> Pathway:
        profile = named("disclosure.yaml", "disclosure_profiles")["default"]
        words = named("proportion_words.yaml", "proportion_words")["education-scotland"]
        found = instrument("diversion_cases")
        context = {
            "stage": "cases", "area": None, "synthetic": True, "disclosure": {"default": profile},
            "proportion_words": words, "instruments": {"diversion_cases": found}, "brand": {},
            "programme": {"id": "diversion-from-prosecution", "strands": [{"id": "records", "title": "Cases"}]},
            "quality_indicators": [
                {"id": each, "key": f"qi_{each}", "title": each} for each in ("direction", "execution", "results")
            ],
            "signals": {"strong": 75, "weak": 50, "least": 3, "noticeable": 10}, **options,
        }  # fmt: skip
        run = Run(tmp_path, context)
        return Pathway(run, run.instrument("diversion_cases"), None if rows is None else pd.DataFrame(rows))

    return make


@pytest.fixture
def many():
    """Return 100 cases in the pathway and 30 in which diversion seemed not to be considered."""
    rows = [case(n, 6) for n in range(60)]
    rows += [case(n, 1) for n in range(60, 75)] + [case(n, 3, told="no") for n in range(75, 100)]
    return rows + [case(n, 1, considered="not_considered", papers="nothing") for n in range(100, 130)]


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


def test_cases_not_considered_are_counted_apart(pathway_of, many):
    many[-6:] = [row | {"papers": "reason"} for row in many[-6:]]
    (table,) = pathway_of(many).not_considered_tables().values()
    assert [row[1] for row in table.rows] == [24, 0, 6]


def test_a_few_that_leave_do_not_show(pathway_of):
    pathway = pathway_of([case(n, 6) for n in range(50)] + [case(n, 3) for n in range(50, 52)])
    row = pathway.points_table().rows[3]
    assert isinstance(row[2], Suppressed)
    assert isinstance(row[4], Suppressed)
    assert not pathway.completed.shown
    assert "not shown" in pathway.pathway_figure().alt.lower()


def test_an_answer_left_out_is_open_and_not_a_case_that_left(pathway_of, many):
    rows = [row | {"referral": None} if row["case"] in {f"C{n}" for n in range(8)} else row for row in many]
    step = pathway_of(rows).steps[2]
    assert (step.came, step.went, step.left, step.open) == (85, 77, 0, 8)


def test_without_cases_everything_is_missing_with_a_reason(pathway_of):
    pathway = pathway_of(None)
    assert {value.status for value in pathway.values().values()} == {"missing"}
    assert {table.status for table in pathway.tables().values()} == {"missing"}
    assert {figure.status for figure in pathway.figures().values()} == {"missing"}


def test_the_picture_says_where_most_did_not_go_on(pathway_of, many):
    figure = pathway_of(many).figures()["cases.pathway"]
    assert figure.alt.startswith("100 cases came to “The Standard Prosecution Report (SPR)”, and 60 went on from")
    assert "The suitability assessment and the response by COPFS”: 25 of 85." in figure.alt
    assert "<svg" in figure.svg()
    json.dumps(figure.spec)


def test_a_pathway_signals_by_quality_indicator(pathway_of, many):
    (table,) = pathway_of(many).signal_tables().values()
    assert [row[0] for row in table.rows] == ["direction", "execution", "results"]
    assert pathway_of(many, signals=None).signal_tables() == {}
