"""Where entries begin: a reader of a message finds the line."""

from helpers.desk.yaml_places import lines_of
from tests.helpers.desk.by_hand import HAND


def test_lines_of_entries_are_known():
    assert lines_of(HAND, "matters") == [5, 15]


def test_a_list_that_is_not_there_has_no_lines():
    assert lines_of(HAND, "notes") == lines_of("", "matters") == []
