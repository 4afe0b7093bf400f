"""Charts of a record reading: highest first, with what is held back named as such."""

from helpers.records import read_records


def test_the_highest_and_the_lowest_are_told(run_of):
    reading = read_records(run_of("04_record_reading", "dundee-city"))
    shown = sorted((reading.shares[item.id] for item in reading.items if reading.shares[item.id].shown),
                   key=lambda share: share.percent)  # fmt: skip
    alt = reading.items_figure().alt
    assert alt.startswith(f"Highest: “{shown[-1].label}”, met in {shown[-1].percent}% of records.")
    assert f"{shown[0].percent}%." in alt


def test_a_handful_of_records_is_one_line(run_of):
    figure = read_records(run_of("04_record_reading", "orkney-islands")).items_figure()
    assert figure.alt == "Too few records were read in Orkney Islands to show these results safely."
    assert figure.status == "missing"
