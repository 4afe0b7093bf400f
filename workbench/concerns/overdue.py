"""Concerns that should have been passed on by now, and what a build says of them."""

from __future__ import annotations

from datetime import datetime

from workbench.concerns.concern import Concern
from workbench.concerns.concerns import all_concerns
from workbench.concerns.journal import Journal, read_journal
from workbench.concerns.rules import load_rules
from workbench.project import Project


def overdue(project: Project, now: datetime) -> list[Concern]:
    """Return the concerns that should have been passed on by ``now``, the longest open first.

    Parameters
    ----------
    project
        The project.
    now
        The time, with its zone.

    Raises
    ------
    InputFaults
        When ``parameters/concerns.yaml`` has faults.
    """
    concerns = all_concerns(project)
    if not concerns:
        return []
    rules = load_rules(project)
    late = (concern for concern in concerns if concern.is_overdue(rules, now))
    return sorted(late, key=lambda concern: (concern.raised_at, concern.id))


def overdue_lines(project: Project, now: datetime) -> list[str]:
    """Return what a build says to the inspection lead: nothing, or one line and one more for lines that are damaged.

    The build prints them and keeps them nowhere.

    Parameters
    ----------
    project
        The project.
    now
        The time, with its zone.
    """
    journal = read_journal(project)
    lines = []
    late = overdue(project, now)
    if late:
        ids = ", ".join(f"{one.id} ({one.hours(now)} hours, to {one.to})" for one in late)
        count = f"{len(late)} concern{'s' if len(late) != 1 else ''}"
        lines.append(
            f"For the inspection lead: {count} not yet passed on or closed: {ids}. See: workbench concern list"
        )
    if journal.unreadable:
        lines.append(damaged(journal))
    return lines


def damaged(journal: Journal) -> str:
    """Return the warning for lines of the record that could not be read."""
    numbers = ", ".join(map(str, journal.unreadable))
    return (
        f"The record of concerns has damaged lines ({numbers}): a machine stopped while one was written, or the file "
        "was edited. Ask who recorded a concern then, and record it again."
    )
