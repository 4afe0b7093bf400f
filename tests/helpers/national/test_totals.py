"""Totals over areas: what an area holds back is neither added nor shown."""

from helpers.national.totals import coverage_table
from helpers.tables import Suppressed


def test_what_an_area_holds_back_stays_out_of_the_total(overview):
    total = overview.values()["national.records"]
    assert total.numbers["value"] == 41 + 42
    assert "left out (1 of 3)" in total.label


def test_what_an_area_holds_back_stands_in_the_table_as_held_back(overview):
    table = coverage_table(overview)
    rows = {row[0]: row[1] for row in table.rows}
    assert [column.id for column in table.columns] == ["area", "records", "silent"]
    assert isinstance(rows["Orkney Islands"], Suppressed)
    assert (rows["Midlothian"], rows["Dundee City"], rows["Fife"]) == (41, 42, None)
