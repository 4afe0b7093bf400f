"""What a register of cases says about itself: which column dates a case, what follows what, and by when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from workbench.definitions.base import Day, Definition, Slug, Text, Truth, Word

Unit = Literal["working_days", "days", "months"]


class Period(Definition):
    """A stretch of time that cases are reported by, first and last day included."""

    id: Word
    title: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    source: Slug | None = None

    @model_validator(mode="after")
    def _forward(self) -> Period:
        if self.last < self.first:
            raise ValueError(f"ends on {self.last}, before it begins")
        return self


class TimeLimit(Definition):
    """By when one step has to follow another.

    Parameters
    ----------
    id, title
        Its name in value names, and in words.
    begins, ends
        Columns of type date: the time runs from ``begins`` to ``ends``.
    within, unit
        How long it may take; the day of ``begins`` is not counted.
    calendar
        File of ``parameters/calendars`` whose days are no working days. Without one only weekends are left out.
    only
        Columns with the values that a case must have for the limit to hold for it.
    source, note
        Where the limit is from, and what was not clear in it.
    """

    id: Word
    title: Text
    begins: Word
    ends: Word
    within: Annotated[int, Field(strict=True, ge=1, le=400)]
    unit: Unit
    calendar: Slug | None = None
    only: dict[Word, Text] = Field(default_factory=dict)
    source: Slug
    note: str = ""


class Expectation(Definition):
    """What has to be filled, or has to be empty, for cases that ``where`` describes."""

    id: Word
    title: Text
    where: dict[Word, Text] = Field(default_factory=dict)
    column: Word
    filled: Truth
    source: Slug


class Part(Definition):
    """A column of reasons that is filled for the cases of one option of another column alone."""

    column: Word
    of: Word
    option: Text


class Register(Definition):
    """How a register of cases is read.

    Parameters
    ----------
    unit, dated
        The column of type area, and the column of type date that puts a case into a period.
    steps
        Columns of type date in the order in which they come.
    periods
        What cases are reported by; calendar years of ``dated`` where there are none.
    parts
        Columns that are filled for one option of another column alone, such as the reasons for not going on.
    time_limits, expectations
        By when, and what must be filled.
    feedback
        Columns of type text that go back to the unit they are about.
    """

    unit: Word
    dated: Word
    steps: tuple[Word, ...] = ()
    periods: tuple[Period, ...] = ()
    parts: tuple[Part, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    feedback: tuple[Word, ...] = ()
