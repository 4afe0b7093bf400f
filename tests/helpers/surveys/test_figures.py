"""The chart of a survey: what the table shows and no more, told in words as well."""

import json

import pytest

from helpers.surveys import read_survey
from tests.helpers.folders import AREAS

TABLES = ("staff_survey", "children_survey", "parents_survey")


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
    told = f"{shown} of {len(survey.answers)} questions are shown." if shown else "Too few"
    assert figure.alt.startswith(told)
