"""Record reading: once each, corrected for the population, readers compared."""

import pytest

from helpers.records import read_records
from helpers.returns import read_return
from tests.helpers.folders import AREAS, SIZES, rows_of, write_table


def test_a_record_read_twice_counts_once(run_of):
    reading = read_records(run_of("04_record_reading", "dundee-city"))
    assert reading.values()["records.read"].numbers["value"] == SIZES["dundee-city"]["record_reading"]
    assert reading.values()["records.read_twice"].numbers["value"] < 30


def test_the_first_reading_counts_whatever_its_place_in_the_file(run_of):
    run = run_of("04_record_reading", "dundee-city")
    before = read_records(run).values()
    write_table(run.folder, "record_reading", rows_of("record_reading", "dundee-city")[::-1])
    assert read_records(run).values() == before


@pytest.mark.parametrize("area", AREAS)
def test_nothing_small_in_items_or_grades(run_of, area):
    reading = read_records(run_of("04_record_reading", area))
    small = reading.profile.small
    for row in reading.items_table().rows:
        assert not isinstance(row[4], int) or not (small(row[4]) or small(row[5] - row[4]))
    assert not any(small(cell) for row in reading.grades_table().rows for cell in row if isinstance(cell, int))


def test_the_interval_is_narrower_where_the_population_is_known(run_of):
    run = run_of("04_record_reading", "dundee-city")
    known = read_records(run).shares["chronology"]
    (run.folder / "inputs" / "evidence" / "information_return.parquet").unlink()
    unknown = read_records(run)
    assert unknown.population.status == "missing"
    assert known.high - known.low < unknown.shares["chronology"].high - unknown.shares["chronology"].low


def test_without_records_everything_is_missing_with_a_reason(run_of):
    reading = read_records(run_of("04_record_reading", "midlothian", without=("record_reading",)))
    values = {name: value for name, value in reading.values().items() if name != "records.population"}
    assert {value.status for value in values.values()} == {"missing"}
    assert reading.items_figure().status == reading.agreement_table().status == "missing"


def test_part_of_the_return_is_held_back_where_the_rest_is_small(run_of):
    run = run_of("04_record_reading", "dundee-city")
    rows = [
        {"area": "dundee-city", "measure": name, "group": "All", "count": number, "note": None}
        for name, number in (("cso_at_home", 40), ("cso_all", 90), ("cso_over_two_years", 38))
    ]
    write_table(run.folder, "information_return", rows)
    values = read_return(run).values()
    assert values["context.cso_at_home"].status == "shown"
    assert values["context.cso_over_two_years"].status == "suppressed"
    assert values["context.reviews_due"].status == "missing"
