"""Record reading: once each, corrected for the population."""

from helpers.records import read_records
from tests.helpers.folders import SIZES, rows_of, write_table


def test_a_record_read_twice_counts_once(run_of):
    reading = read_records(run_of("04_record_reading", "dundee-city"))
    assert reading.values()["records.read"].numbers["value"] == SIZES["dundee-city"]["record_reading"]
    assert reading.values()["records.read_twice"].numbers["value"] < 30


def test_the_first_reading_counts_whatever_its_place_in_the_file(run_of):
    run = run_of("04_record_reading", "dundee-city")
    before = read_records(run).values()
    write_table(run.folder, "record_reading", rows_of("record_reading", "dundee-city")[::-1])
    assert read_records(run).values() == before


def test_the_interval_is_narrower_where_the_population_is_known(run_of):
    run = run_of("04_record_reading", "dundee-city")
    known = read_records(run).shares["chronology"]
    (run.folder / "inputs" / "evidence" / "information_return.parquet").unlink()
    unknown = read_records(run)
    assert unknown.population.status == "missing"
    assert known.high - known.low < unknown.shares["chronology"].high - unknown.shares["chronology"].low
