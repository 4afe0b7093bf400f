"""Tables of a survey: only protected numbers come out, whatever the base."""

import pytest

from helpers.surveys import read_survey
from helpers.surveys.tables import answers_table
from helpers.tables import Suppressed
from tests.helpers.folders import AREAS

TABLES = ("staff_survey", "children_survey", "parents_survey")


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


def test_group_tables_show_shares_of_large_groups_only(run_of):
    survey = read_survey(run_of("03_surveys", "dundee-city"), "staff_survey")
    table = survey.by_group("service")
    sizes = survey.frame["service"].value_counts()
    named = {column.label: column.id for column in table.columns[2:]}
    assert len(named) > 1
    for label, size in ((o.label, sizes.get(o.value, 0)) for o in survey.instrument.column("service").options):
        assert (f"{label} ({size})" in named) == (not survey.profile.small(size) and size > 0)
    assert all(isinstance(cell, Suppressed) or 0 <= cell <= 100 for row in table.rows for cell in row[1:])


def test_groups_that_are_all_small_are_one_sentence(run_of):
    table = read_survey(run_of("03_surveys", "orkney-islands"), "parents_survey").by_group("relationship")
    assert table.rows == ()
    assert table.reason == "Too few parents and carers answered in each group to show their answers safely."


def test_how_answers_divide_adds_up_to_everybody(run_of):
    survey = read_survey(run_of("03_surveys", "dundee-city"), "staff_survey")
    divided = [row[1:4] for row in answers_table(survey).rows if all(isinstance(cell, int) for cell in row[1:4])]
    assert len(divided) > 10
    assert all(99 <= sum(cells) <= 101 for cells in divided)
