"""A day as people write it on the command line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click


class Day(click.DateTime):
    """A day as year-month-day; anything else is refused with an example of how to write it."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day.

        Raises
        ------
        click.BadParameter
            When it is no day of the calendar, or is written in another order.
        """
        if isinstance(value, datetime):
            return value.date()
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"'{value}' is not a day. Write year-month-day, such as 2026-04-30.", param, ctx)


DAY = Day()
