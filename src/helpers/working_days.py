"""Working days between two dates, and the day by which something is due."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Return whether a day is neither at a weekend nor a holiday.

    Parameters
    ----------
    day
        The day.
    holidays
        Days that are no working days besides Saturdays and Sundays.

    Examples
    --------
    >>> is_working_day(date(2024, 1, 2)), is_working_day(date(2024, 1, 2), {date(2024, 1, 2)})
    (True, False)
    """
    return day.weekday() < SATURDAY and day not in holidays


def working_days_between(begins: date, ends: date, holidays: Collection[date] = ()) -> int:
    """Return how many working days lie after ``begins`` up to and including ``ends``.

    The day of ``begins`` is not counted, so that something done on the fifth working day after it took five. Where
    ``ends`` is before ``begins`` the number is negative.

    Parameters
    ----------
    begins, ends
        First and last day.
    holidays
        Days that are no working days besides Saturdays and Sundays.

    Examples
    --------
    From Friday 29 December 2023 to Monday 8 January 2024: 1 and 2 January are bank holidays in Scotland.

    >>> working_days_between(date(2023, 12, 29), date(2024, 1, 8), {date(2024, 1, 1), date(2024, 1, 2)})
    4
    >>> working_days_between(date(2023, 12, 29), date(2023, 12, 30))
    0
    """
    if ends < begins:
        return -working_days_between(ends, begins, holidays)
    weeks, rest = divmod((ends - begins).days, 7)
    counted = 5 * weeks + sum((begins + timedelta(days=each)).weekday() < SATURDAY for each in range(1, rest + 1))
    return counted - sum(begins < day <= ends and day.weekday() < SATURDAY for day in set(holidays))


def after_working_days(begins: date, number: int, holidays: Collection[date] = ()) -> date:
    """Return the day on which ``number`` working days have passed since ``begins``.

    Parameters
    ----------
    begins
        The day from which they are counted; it is not one of them.
    number
        How many, at least 0.
    holidays
        Days that are no working days besides Saturdays and Sundays.

    Raises
    ------
    ValueError
        When ``number`` is negative.

    Examples
    --------
    >>> after_working_days(date(2023, 12, 29), 5, {date(2024, 1, 1), date(2024, 1, 2)}).isoformat()
    '2024-01-09'
    """
    if number < 0:
        raise ValueError(f"{number} working days cannot pass")
    day = begins
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day, holidays)
    return day


def after_months(begins: date, number: int) -> date:
    """Return the same day of the month some months later, or the last day of a month that is too short.

    Parameters
    ----------
    begins
        The day from which months are counted.
    number
        How many months; before ``begins`` where it is negative.

    Examples
    --------
    >>> after_months(date(2023, 11, 30), 3).isoformat(), after_months(date(2024, 1, 15), 3).isoformat()
    ('2024-02-29', '2024-04-15')
    """
    years, month = divmod(begins.month - 1 + number, 12)
    year = begins.year + years
    return date(year, month + 1, min(begins.day, calendar.monthrange(year, month + 1)[1]))
