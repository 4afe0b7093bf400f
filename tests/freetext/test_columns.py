"""Personal columns are told by header and by content, and ordinary ones are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.freetext.planted import FORENAMES, SURNAMES
from workbench.freetext.columns import personal_columns, personal_content, text_faults

NAMES = [f"{one} {other}" for one, other in zip(FORENAMES, SURNAMES, strict=False)]


@pytest.mark.parametrize(
    ("what", "cells"),
    [
        ("CHI numbers", ["R1", "R2", "010101 1237"]),
        ("CHI numbers", ["0101011230", "0202021231", "0303031232"]),
        ("e-mail addresses", ["none", "x@example.org"]),
        ("postcodes", ["KW15 1AB", "eh1 1aa", "G11AA", ""]),
        ("phone numbers", ["07700 900123", "01632 960123", "+44 7700 900124"]),
        ("street addresses", ["14 Junction Road", "3 Harbour Street, Kirkwall", "Flat 2, 9 Old Wynd"]),
        ("names of people", NAMES),
        ("names of people", [name.lower() for name in NAMES]),
        ("names of people", [f"{name.split()[1]}, {name.split()[0]}" for name in NAMES[:20]]),
        ("names of people", FORENAMES),
        ("dates, which may be dates of birth", ["12/03/2011", "2010-01-01", "1 May 2012"]),
    ],
)
def test_content(what, cells):
    assert personal_content(cells) == what


@pytest.mark.parametrize(
    "cells",
    [
        ["Social work", "Health", "Education", "Police", "Third sector"],
        ["R001", "R002", "R003"],
        ["1", "2", "3", "1000000000"],
        ["", "", ""],
        ["Strongly agree", "Agree", "Disagree"],
        ["Orkney Islands", "Fife", "Moray", "Angus"],
        ["Good", "Hope", "Very good", "Weak"],
        ["They listened to me and it helped.", "Nothing changed.", "More help"],
        ["Focus group", "Interview", "Case discussion", "Observation"],
        ["Managers", "Chief officers", "Frontline staff", "Partner agencies"],
        ["Inspector", "Local reader"],
        ["2026-03-01"],
    ],
)
def test_ordinary_content(cells):
    assert personal_content(cells) == ""


def test_dates_where_dates_belong():
    assert personal_content(["12/03/2011", "2010-01-01", "1 May 2012"], dates_belong=True) == ""


def test_faults_name_the_column_and_repeat_no_cell():
    faults = personal_columns(
        ["Response ID", "Child's name", "Ref", "Seen on"],
        {"Ref": ["0101011237"], "Seen on": ["2026-03-01"] * 5, "Response ID": ["1", "2", "3"]},
        file="a.xlsx", sheet="Responses", row=3, dates=["Seen on"],
    )  # fmt: skip
    assert [(fault.column, fault.row) for fault in faults] == [("Child's name", 3), ("Ref", 3)]
    assert "0101011237" not in "".join(map(str, faults))


def test_free_text_with_a_direct_identifier_is_a_fault(known):
    cells = [(5, "Eilidh said it helped."), (6, "Ring me on 07700 900123"), (9, "nothing")]
    faults = text_faults(cells, known, file="a.csv", column="Finding")
    assert [(fault.row, fault.column) for fault in faults] == [(6, "Finding")]
    assert "900123" not in str(faults[0])


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_cells(cells):
    assert isinstance(personal_content(cells), str)
