"""A survey as notebooks record it: the same names whether or not there is evidence."""

from helpers.surveys import read_survey, survey_signals

TABLES = ("staff_survey", "children_survey", "parents_survey")


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


def test_signals_count_questions_not_people(run_of):
    run = run_of("03_surveys", "dundee-city")
    surveys = [read_survey(run, table) for table in TABLES]
    table = survey_signals(run, *surveys)
    asked = sum("2.1" in question.quality_indicators for survey in surveys for question in survey.questions)
    assert sum(table.rows[0][1:5]) == asked
