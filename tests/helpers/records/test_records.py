"""A record reading as notebooks record it: without records, everything says why."""

from helpers.records import read_records


def test_without_records_everything_is_missing_with_a_reason(run_of):
    reading = read_records(run_of("04_record_reading", "midlothian", without=("record_reading",)))
    values = {name: value for name, value in reading.values().items() if name != "records.population"}
    assert {value.status for value in values.values()} == {"missing"}
    assert reading.items_figure().status == reading.agreement_table().status == "missing"
