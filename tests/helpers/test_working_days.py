"""Working days: against a plain count day by day, and across Scottish bank holidays."""

from __future__ import annotations

import csv
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from helpers.working_days import after_months, after_working_days, is_working_day, working_days_between
from tests.helpers.folders import PARAMETERS

DAYS = st.dates(date(2017, 1, 1), date(2025, 12, 31))


def bank_holidays() -> set[date]:
    with (PARAMETERS / "calendars" / "bank-holidays-scotland.csv").open(encoding="utf-8") as file:
        return {date.fromisoformat(row["from"]) for row in csv.DictReader(file)}


@given(DAYS, st.integers(0, 400), st.sets(DAYS, max_size=30))
def test_counts_as_day_by_day(begins, length, holidays):
    ends = begins + timedelta(days=length)
    plain = sum(is_working_day(begins + timedelta(days=each), holidays) for each in range(1, length + 1))
    assert working_days_between(begins, ends, holidays) == plain
    assert working_days_between(ends, begins, holidays) == -plain


@given(DAYS, st.integers(0, 60), st.sets(DAYS, max_size=30))
def test_due_day_is_reached_after_as_many_working_days(begins, number, holidays):
    due = after_working_days(begins, number, holidays)
    assert working_days_between(begins, due, holidays) == number
    if number:
        assert is_working_day(due, holidays)


@given(DAYS, st.integers(0, 30))
def test_months_later_is_the_same_day_or_the_end_of_the_month(begins, number):
    later = after_months(begins, number)
    assert (later.year * 12 + later.month) - (begins.year * 12 + begins.month) == number
    assert later.day == begins.day or (later.day < begins.day and (later + timedelta(days=1)).day == 1)


def test_bank_holidays_in_scotland_are_not_working_days():
    holidays = bank_holidays()
    # Good Friday, but not Easter Monday; St Andrew's Day moved from Saturday; the funeral of 2022.
    assert date(2019, 4, 19) in holidays
    assert date(2019, 4, 22) not in holidays
    assert {date(2019, 12, 2), date(2022, 9, 19), date(2023, 5, 8)} <= holidays
    # Bank holidays at the turn of the year move the fifth working day by four.
    assert after_working_days(date(2021, 12, 23), 5, holidays).isoformat() == "2022-01-05"
    assert after_working_days(date(2021, 12, 23), 5).isoformat() == "2021-12-30"
