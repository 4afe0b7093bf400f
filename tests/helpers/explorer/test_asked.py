"""One question across areas and groups: the numbers of pandas, and the reports' own rules beside them."""

import pytest

from helpers.explorer.asked import FAMILY, OWN, across, answer_rows, by_group, readers_agree
from helpers.explorer.shares import AS_HERE
from helpers.explorer.tallies import counted_columns
from helpers.records import read_records
from helpers.surveys import read_survey
from helpers.tables import Suppressed
from tests.helpers.folders import AREAS, SIZES


def _counts(programme, areas, table, column):
    positive = base = 0
    for area in areas:
        given = programme.run_of(area).evidence(table)[column.id]
        positive += int(given.isin(column.values("positive")).sum())
        base += int(given.isin(column.values("positive") | column.values("neutral") | column.values("negative")).sum())
    return positive, base


def test_an_area_stands_beside_its_family_group_and_everybody(programme):
    survey = programme.run.instrument("staff_survey")
    column = counted_columns(survey)[2]
    found = across(programme, "midlothian", survey, column)
    others = [area for area in AREAS if area != "midlothian"]
    assert (found.here.count, found.here.base) == _counts(programme, ["midlothian"], "staff_survey", column)
    assert (found.family.count, found.family.base) == _counts(programme, others, "staff_survey", column)
    assert (found.everywhere.count, found.everywhere.base) == _counts(programme, AREAS, "staff_survey", column)
    assert found.group == "Group 2"
    assert sorted(place.who for place in found.places) == sorted([OWN, FAMILY, FAMILY])
    assert [place.value for place in found.places] == sorted((place.value for place in found.places), reverse=True)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("table", ["staff_survey", "children_survey"])
def test_a_group_is_held_back_where_a_report_holds_it_back(programme, area, table):
    survey = programme.run.instrument(table)
    for group in survey.groups:
        report = read_survey(programme.run_of(area), table).by_group(group.id)
        for column in counted_columns(survey)[:4]:
            found = by_group(programme, area, survey, column, group)
            row = next((row for row in report.rows if row[0] == column.label), None)
            shown = {} if row is None else {
                head.label.rpartition(" (")[0] or head.label: cell
                for head, cell in zip(report.columns[2:], row[2:], strict=True) if not isinstance(cell, Suppressed)
            }  # fmt: skip
            assert {each.label: each.here.percent for each in found if each.in_report == AS_HERE} == shown
            assert sum(each.people for each in found) == SIZES[area][table]


def test_agreement_of_two_readers_is_that_of_a_report(programme):
    records = programme.run.instrument("record_reading")
    report = read_records(programme.run_of("dundee-city")).agreements
    for column in counted_columns(records):
        found = readers_agree(programme, "dundee-city", records, column)
        assert (found.pairs, found.same, found.kappa) == (
            report[column.id].pairs,
            report[column.id].same,
            report[column.id].kappa,
        )
    survey = programme.run.instrument("staff_survey")
    assert readers_agree(programme, "dundee-city", survey, counted_columns(survey)[0]) is None


def test_the_answers_themselves_are_cut_short(programme):
    survey = programme.run.instrument("staff_survey")
    column = counted_columns(survey)[0]
    rows = answer_rows(programme, ["midlothian", "dundee-city"], survey, column, limit=7)
    assert rows.total == 360 and len(rows.rows) == 7
    assert {row[0] for row in rows.rows} == {"Dundee City"}
    assert rows.columns[0] == "Area" and rows.columns[-1] == column.label
    labels = {option.label for option in column.options} | {""}
    assert {row[-1] for row in rows.rows} <= labels
    assert answer_rows(programme, ["nowhere"], survey, column).rows == ()
