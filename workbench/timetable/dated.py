"""A programme's timetable with dates, what is done of it, and how late it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.timetable.holidays import Holiday, of_area, read_holidays
from workbench.timetable.weeks import monday_of, mondays

if TYPE_CHECKING:
    from workbench.definitions import Area, Definitions, Programme
    from workbench.project import Project


@dataclass(frozen=True)
class DatedStep:
    """One step with its dates.

    Parameters
    ----------
    phase, text, weeks
        The stage it is listed under, what happens, and its weeks in words.
    begins, ends
        First and last day planned; of a step after the last week, the day from which on.
    done
        The day on which it was done; None where it was not.
    weeks_late
        By how many weeks it was done after the week planned, below 0 before it; None where it was not done.
    expected
        The last day as things stand, where an earlier step was late and nothing is caught up; else None.
    """

    phase: str
    text: str
    weeks: str
    begins: date
    ends: date
    done: date | None = None
    weeks_late: int | None = None
    expected: date | None = None

    @property
    def said(self) -> str:
        """How it stands, in words.

        Examples
        --------
        >>> day = date(2026, 1, 16)
        >>> DatedStep("", "", "1", day, day, done=date(2026, 1, 30), weeks_late=2).said
        'done, 2 weeks late'
        """
        if self.done is not None:
            late = self.weeks_late or 0
            return "done as planned" if not late else f"done, {_weeks(abs(late))} {'late' if late > 0 else 'early'}"
        return f"expected by {self.expected.isoformat()}" if self.expected else "to come"


@dataclass(frozen=True)
class DatedTimetable:
    """A programme's timetable in one unit.

    Parameters
    ----------
    start
        The day it began.
    steps
        Its steps, in the order of the timetable.
    left_out
        Holidays within it whose weeks do not count.
    verified
        Whether the weeks were read in the source.
    note
        What to say about it.
    """

    start: date
    steps: tuple[DatedStep, ...]
    left_out: tuple[Holiday, ...]
    verified: bool
    note: str

    @property
    def next_step(self) -> DatedStep | None:
        """The first step that is not done, or None."""
        return next((step for step in self.steps if step.done is None), None)

    @property
    def slippage(self) -> int:
        """By how many weeks the last step that was done was late; 0 where none was, or was early."""
        late = [step.weeks_late for step in self.steps if step.weeks_late is not None]
        return max(0, late[-1]) if late else 0


def dated_timetable(
    project: Project, definitions: Definitions, programme: Programme, area: Area, start: date | None = None
) -> DatedTimetable:
    """Return a programme's timetable with dates for one unit.

    Parameters
    ----------
    project, definitions, programme, area
        Whose timetable. What is done stands in ``reports/<programme>/areas/<area>/timetable.yaml``.
    start
        The day it begins; the one recorded there where none is given.

    Raises
    ------
    WorkbenchError
        When the programme has no timetable, or no start is known.
    InputFaults
        With every fault of the recorded timetable, or of the calendar.
    """
    from workbench.definitions.timetables import load_timetable

    if not programme.timetable:
        weeks = f" It is known to take {programme.timetable_weeks} weeks." if programme.timetable_weeks else ""
        raise WorkbenchError(f"{programme.id} has no timetable week by week.{weeks} {programme.timetable_note}".strip())
    recorded = load_timetable(project, programme, area.slug, definitions)
    begins = start or (recorded.start if recorded else None)
    if begins is None:
        raise WorkbenchError(
            f"When {programme.id} begins in {area.name} is not recorded. Give the day: --start 2026-01-12, or write it "
            f"to reports/{programme.id}/areas/{area.slug}/timetable.yaml (start: 2026-01-12)."
        )
    holidays: tuple[Holiday, ...] = ()
    if programme.school_holidays == "excluded" and programme.calendar:
        path = project.parameters / "calendars" / f"{programme.calendar}.csv"
        holidays = of_area(read_holidays(path, project.root), area.covers)
    # A start that is only tried out says nothing of what was done.
    done = {step.step: step.on for step in recorded.done} if recorded and begins == recorded.start else {}
    return _dated(programme, begins, holidays, done)


def _dated(programme: Programme, start: date, holidays: Iterable[Holiday], done: dict[str, date]) -> DatedTimetable:
    holidays = tuple(holidays)
    last_week = programme.timetable[-1].weeks[1]
    begins = mondays(start, last_week, holidays)
    steps: list[DatedStep] = []
    slip = 0
    for phase in programme.timetable:
        for step in phase.steps:
            first, final = begins[step.week - 1], begins[step.last - 1]
            ends = final + timedelta(days=4)
            on = done.get(step.text)
            late = None
            if on is not None:
                # After the last week there is no day by which it would be late.
                late = 0 if step.after else (monday_of(on) - final).days // 7
                slip = max(0, late)
            steps.append(
                DatedStep(
                    phase.stage, step.text, step.weeks_shown, ends if step.after else max(first, start), ends, on, late,
                    None if on or not slip or step.after else ends + timedelta(days=7 * slip),
                )
            )  # fmt: skip
    end = begins[-1] + timedelta(days=6)
    within = tuple(one for one in holidays if one.last >= begins[0] and one.first <= end)
    return DatedTimetable(start, tuple(steps), within, programme.timetable_verified, programme.timetable_note)


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"
