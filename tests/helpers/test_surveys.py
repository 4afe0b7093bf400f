"""Surveys: only protected numbers come out, whatever the base."""

import json

import pytest

from helpers.surveys import read_survey, survey_signals
from helpers.tables import Suppressed
from tests.helpers.folders import AREAS

TABLES = ("staff_survey", "children_survey", "parents_survey")


def numbers(table):
    return [cell for row in table.rows for cell in row if isinstance(cell, int)]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("table", TABLES)
def test_no_small_count_comes_out(run_of, area, table):
    survey = read_survey(run_of("03_surveys", area), table)
    for row in survey.questions_table().rows:
        count, base = row[4], row[5]
        if isinstance(count, int):
            assert not survey.profile.small(count)
            assert not survey.profile.small(base - count)
            assert base >= survey.profile.minimum_base_percent


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("table", TABLES)
def test_the_chart_holds_what_the_table_shows_and_no_more(run_of, area, table):
    survey = read_survey(run_of("03_surveys", area), table)
    figure = survey.answers_figure()
    shown = sum(answer.share.shown for answer in survey.answers)
    text = json.dumps(figure.spec)
    assert text.count('"answer":') >= shown
    assert ("Not shown" in text or figure.status == "missing") == (shown < len(survey.answers))
    assert "respondent" not in text
    assert figure.alt


def test_a_missing_survey_says_so_everywhere(run_of):
    survey = read_survey(run_of("03_surveys", "midlothian", without=("parents_survey",)), "parents_survey")
    values = survey.values()
    assert {value.status for value in values.values()} == {"missing"}
    assert all("no parents' and carers' survey" in value.reason for value in values.values())
    assert survey.questions_table().status == survey.answers_figure().status == "missing"
    assert all(table.status == "missing" for table in survey.group_tables().values())


def test_names_are_there_whether_or_not_there_is_evidence(run_of):
    there = read_survey(run_of("03_surveys", "dundee-city"), "staff_survey").values()
    absent = read_survey(run_of("03_surveys", "midlothian", without=("staff_survey",)), "staff_survey").values()
    assert list(there) == list(absent)


def test_group_tables_show_shares_of_large_groups_only(run_of):
    survey = read_survey(run_of("03_surveys", "dundee-city"), "staff_survey")
    table = survey.by_group("service")
    assert len(table.columns) > 3
    assert all(isinstance(cell, (str, int, Suppressed)) for row in table.rows for cell in row)
    assert all(0 <= number <= 100 for number in numbers(table))


def test_signals_count_questions_not_people(run_of):
    run = run_of("03_surveys", "dundee-city")
    surveys = [read_survey(run, table) for table in TABLES]
    table = survey_signals(run, *surveys)
    asked = sum("2.1" in question.quality_indicators for survey in surveys for question in survey.questions)
    assert sum(table.rows[0][1:5]) == asked
