"""Protected numbers as a reader meets them: nothing of what is held back is left in a cell, a value or a note."""

import pytest

from helpers.disclosure import Profile
from helpers.proportions import Proportion
from helpers.protected import count_value, hidden_notes, share_cells, share_columns, share_row
from helpers.tables import UNSAFE, Column, Suppressed, Table


def test_a_held_back_count_keeps_its_reason_and_its_rule_and_no_number():
    profile = Profile("strict", threshold=9)
    value = count_value(Suppressed(profile.reason, UNSAFE), "Plans", table="plans", profile=profile)
    assert (value.status, value.reason, value.rule, value.role) == ("suppressed", profile.reason, profile.rule, UNSAFE)
    assert value.numbers == {}


@pytest.mark.parametrize("status", ["suppressed", "missing"])
def test_a_share_that_is_not_shown_shows_nothing_of_itself(status):
    cells = share_cells(Proportion("Plan in place", status, "why", 3, 94, 3, 1, 9, "few", role=UNSAFE))
    assert set(cells) == {Suppressed("why") if status == "suppressed" else None}


def test_rows_and_columns_of_shares_fit():
    columns = share_columns(Column("item", "Item"), "Yes", "Records with yes", "Records")
    row = share_row("Plan in place", Proportion("Plan in place", "shown", "", 77, 94, 82, 73, 88, "most"))
    assert Table("Items", columns, (row,)).shown() == [["Plan in place", "82%", "73% to 88%", "most", "77", "94"]]


def test_the_note_stands_where_one_cell_is_held_back():
    rows = [("A", 12, 30), ("B", None, Suppressed("small"))]
    assert hidden_notes(rows[:1], Profile()) == ()
    (note,) = hidden_notes(rows, Profile())
    assert note.startswith("“Not shown” stands where a number could identify a person: numbers from 1 to 4")
