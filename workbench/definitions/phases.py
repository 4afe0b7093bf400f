"""The timetable of a programme: phases of weeks, and the steps in each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from workbench.definitions.base import Definition, Text, Truth

Week = Annotated[int, Field(strict=True, ge=1, le=104)]


class Step(Definition):
    """One step of the timetable: in ``week``, until the end of ``until`` where it lasts, or ``after`` it."""

    week: Week
    until: Week | None = None
    after: Truth = False
    text: Text

    @property
    def last(self) -> int:
        """The step's last week."""
        return self.until or self.week

    @property
    def weeks_shown(self) -> str:
        """The step's weeks in words.

        Examples
        --------
        >>> Step(week=4, until=8, text="Surveys").weeks_shown
        '4 to 8'
        >>> Step(week=21, after=True, text="Follow-up").weeks_shown
        'after 21'
        """
        if self.after:
            return f"after {self.week}"
        return f"{self.week} to {self.until}" if self.until else str(self.week)

    @model_validator(mode="after")
    def _forward(self) -> Step:
        if self.until is not None and self.until <= self.week:
            raise ValueError(f"lasts until week {self.until}, which is not after week {self.week}")
        return self


class Phase(Definition):
    """A stretch of the timetable, first and last week included."""

    weeks: Annotated[tuple[Week, ...], Field(min_length=2, max_length=2)]
    stage: Text
    steps: tuple[Step, ...] = ()
