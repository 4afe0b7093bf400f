"""Tables of a record reading: nothing small, and the share of which the grades are the two sides."""

import pytest

from helpers.records import GOOD, read_records
from helpers.tables import Suppressed
from tests.helpers.folders import AREAS


@pytest.mark.parametrize("area", AREAS)
def test_nothing_small_in_items_or_grades(run_of, area):
    reading = read_records(run_of("04_record_reading", area))
    small = reading.profile.small
    for row in reading.items_table().rows:
        assert not isinstance(row[4], int) or not (small(row[4]) or small(row[5] - row[4]))
    assert not any(small(cell) for row in reading.grades_table().rows for cell in row if isinstance(cell, int))


@pytest.mark.parametrize("area", AREAS)
def test_no_grade_follows_from_the_others_and_the_base(run_of, area):
    for label, *cells, base in read_records(run_of("04_record_reading", area)).grades_table().rows:
        hidden = sum(isinstance(cell, Suppressed) for cell in cells)
        assert hidden != 1 or isinstance(base, Suppressed), label
        assert isinstance(base, Suppressed) or sum(cell for cell in cells if isinstance(cell, int)) <= base


def test_good_or_better_counts_the_grades_from_good(run_of):
    reading = read_records(run_of("04_record_reading", "dundee-city"))
    for item in reading.graded:
        grades = [int(row[item.id]) for row in reading.first.values() if row[item.id] is not None]
        share = reading.shares[item.id]
        assert not share.shown or (share.count, share.base) == (sum(g >= GOOD for g in grades), len(grades))
