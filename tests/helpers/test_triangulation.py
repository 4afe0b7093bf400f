"""Strands side by side, and recorded evaluations with their checks."""

import json

import pytest

from helpers.evaluation import read_evaluations
from helpers.signals import IMPROVEMENT, MIXED, SILENT, STRENGTH, reading
from helpers.triangulation import read_triangulation

SOURCES = {"survey": "03_surveys", "records": "04_record_reading", "engagement": "05_engagement"}
READINGS = {"survey": (6, 0, 1, 0), "records": (0, 7, 1, 0), "engagement": (3, 3, 0, 0)}


@pytest.fixture
def run(run_of, tmp_path):
    """Return an evaluation run in which surveys and records conflict."""
    upstream = {}
    for strand, counts in READINGS.items():
        rows = [[indicator, *counts, reading(*counts[:3], 3)] for indicator in ("2.1", "5.3", "9.2")]
        upstream[SOURCES[strand]] = tmp_path / f"{strand}.json"
        upstream[SOURCES[strand]].write_text(json.dumps({"tables": {f"{strand}.signals": {"rows": rows}}}))
    return run_of("06_evaluation", "midlothian", upstream=upstream)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((5, 1, 0), STRENGTH),
        ((1, 5, 0), IMPROVEMENT),
        ((3, 3, 0), MIXED),
        ((0, 0, 4), MIXED),
        ((0, 1, 0), MIXED),
        ((0, 0, 0), SILENT),
    ],
)
def test_how_a_strand_reads(counts, expected):
    assert reading(*counts, 3) == expected


def test_conflict_and_silence_are_shown(run):
    strands = read_triangulation(run)
    cells = strands.cells["2.1"]
    assert {name: cell.relation for name, cell in cells.items()} == {
        "survey": "conflict", "records": "conflict", "engagement": "mixed", "documents": "silent",
        "statistics": "silent"}  # fmt: skip
    assert strands.together("2.1") == "3 strands speak; some conflict"
    assert strands.matrix_figure().data == strands.matrix_table()


def test_a_recorded_grade_is_passed_on_as_it_is(run):
    values = read_evaluations(run, read_triangulation(run)).values()
    assert values["evaluation.qi_2_1.grade"].as_dict() | {"label": ""} == {
        "kind": "grade", "label": "", "text": "Good", "says": "Good", "status": "shown", "reason": "", "grade": 4,
        "of": 6}  # fmt: skip


def test_nothing_is_filled_in_where_no_grade_is_recorded(run):
    run.context["evaluations"] = None
    values = read_evaluations(run, read_triangulation(run)).values()
    assert {value.status for name, value in values.items() if name.endswith(".grade")} == {"missing"}


def outcomes(run, check):
    table = read_evaluations(run, read_triangulation(run)).checks_table()
    return [row[2] for row in table.rows if row[0].startswith(check)]


def test_two_strands_are_too_few(run):
    assert outcomes(run, "Rests on at least 3 strands") == ["met", "met", "to do"]


def test_conflicts_ask_for_an_explanation(run):
    assert outcomes(run, "Conflicts between strands") == ["to do"] * 3


def test_a_log_that_leads_elsewhere_is_found(run):
    run.context["evaluations"]["evaluations"][0]["grade"] = 6
    assert outcomes(run, "Changes logged") == ["to do", "met", "met"]


def test_a_missing_rationale_is_found(run):
    run.context["evaluations"]["evaluations"][1]["rationale"] = " "
    assert outcomes(run, "Rationale given") == ["met", "to do", "met"]
