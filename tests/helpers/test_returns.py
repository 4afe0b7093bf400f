"""What an area returned before the inspection: numbers, noughts, numbers withheld and numbers not given."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from helpers.matters import _reviews
from helpers.returns import read_return
from helpers.tables import SOURCE, Suppressed
from tests.helpers.folders import write_table

AREA = "midlothian"


@pytest.fixture
def returned(run_of):
    """Return a maker of returns whose rows are given as ``measure=(count, reason)``."""

    def make(**given):
        run = run_of("01_scoping", AREA)
        rows = [
            {"area": AREA, "measure": name, "group": "All", "count": number, "note": None, "count_reason": reason}
            for name, (number, reason) in given.items()
        ]
        frame = pd.DataFrame(rows).astype({"count": "Int64"})
        path = run.folder / "inputs" / "evidence" / "information_return.parquet"
        parquet.write_table(pa.Table.from_pandas(frame, preserve_index=False), path)
        return read_return(run)

    return make


CONFIDENTIAL = (None, "suppressed: withheld by the source as confidential ([c])")
UNAVAILABLE = (None, "missing: not available ([x])")


def test_a_withheld_number_is_said_to_be_withheld_with_its_reason(returned):
    found = returned(cso_at_home=CONFIDENTIAL)
    value = found.values()["context.cso_at_home"]
    assert (value.status, value.text, value.says) == ("suppressed", "withheld", "a number that the source withholds")
    assert value.reason == "withheld by the source as confidential ([c])"
    assert (value.role, value.rule, dict(value.numbers)) == (SOURCE, "", {})


def test_nought_withheld_not_available_and_not_given_are_four_things(returned):
    found = returned(
        cso_at_home=(120, None), reviews_due=(0, None), reviews_on_time=CONFIDENTIAL, no_lead_worker=UNAVAILABLE
    )
    cells = {row[0]: row[1] for row in found.returned_table().rows}
    labels = {option.value: option.label for option in found.instrument.column("measure").options}
    absent = next(label for name, label in labels.items() if name not in found._counts | found._signs)
    assert cells[labels["cso_at_home"]] == 120
    assert cells[labels["reviews_due"]] == 0
    assert cells[labels["reviews_on_time"]] == Suppressed("withheld by the source as confidential ([c])", SOURCE)
    assert cells[absent] is None
    values = found.values()
    assert values["context.reviews_due"].says == "0"
    assert values["context.no_lead_worker"].reason == "the return says: not available ([x])"
    reasons = {value.reason for value in values.values() if value.status == "missing"}
    assert reasons == {"the return says: not available ([x])", "the return does not give this number"}


def test_the_notes_of_the_table_name_each_number_that_a_sign_stands_for(returned):
    found = returned(cso_at_home=(120, None), reviews_on_time=CONFIDENTIAL)
    (note,) = found.returned_table().notes
    assert note.endswith(": withheld by the source as confidential ([c]).")


def test_reviews_that_the_source_withholds_are_an_uncertainty_with_that_reason(returned):
    (matter,) = _reviews(returned(cso_at_home=(120, None), reviews_due=(60, None), reviews_on_time=CONFIDENTIAL))
    assert matter.because == "the return says: withheld by the source as confidential ([c])"


def test_where_some_reviews_were_late_not_all_were_on_time(returned):
    (matter,) = _reviews(returned(reviews_due=(2000, None), reviews_on_time=(1994, None)))
    assert matter.because.startswith("99% of reviews due were held on time")


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
