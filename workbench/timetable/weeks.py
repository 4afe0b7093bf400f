"""The weeks of a timetable by date: which weeks count, and when each begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from workbench.timetable.holidays import Holiday

#: A week with this many of its five working days in the holidays does not count.
LEFT_OUT_FROM = 3


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    Examples
    --------
    >>> monday_of(date(2026, 1, 14))
    datetime.date(2026, 1, 12)
    """
    return day - timedelta(days=day.weekday())


def is_left_out(monday: date, holidays: Iterable[Holiday]) -> bool:
    """Return whether at least three of a week's five working days lie in the holidays."""
    holidays = tuple(holidays)
    days = (monday + timedelta(days=number) for number in range(5))
    return sum(any(one.holds(day) for one in holidays) for day in days) >= LEFT_OUT_FROM


def mondays(start: date, count: int, holidays: Iterable[Holiday] = ()) -> list[date]:
    """Return the Mondays of the weeks that count, from the week of ``start``.

    Parameters
    ----------
    start
        A day of the first week, which counts whatever the calendar says.
    count
        How many weeks.
    holidays
        Stretches whose weeks are left out.

    Examples
    --------
    >>> away = Holiday(date(2026, 2, 16), date(2026, 2, 20), "Mid-term", "", "x")
    >>> [str(day) for day in mondays(date(2026, 2, 9), 2, [away])]
    ['2026-02-09', '2026-02-23']
    """
    holidays = tuple(holidays)
    found = [monday_of(start)]
    while len(found) < count:
        following = found[-1] + timedelta(days=7)
        # A calendar without an end would never let a week count; two years away is no school holiday.
        for _ in range(104):
            if not is_left_out(following, holidays):
                break
            following += timedelta(days=7)
        found.append(following)
    return found[:count]
