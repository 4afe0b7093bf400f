"""Concerns as they stand: raised, passed on or closed, and which are overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench.concerns.journal import Journal, append, read_journal
from workbench.concerns.rules import Rules, load_rules
from workbench.definitions import Definitions, Programme
from workbench.definitions.areas import NATIONAL
from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.project import Project

RAISED = "raised"
PASSED_ON = "passed-on"
CLOSED = "closed"
STATUSES = (PASSED_ON, CLOSED)

#: Where the detail belongs, said wherever somebody tries to enter it.
WHERE_THE_DETAIL_BELONGS = (
    "The workbench records only that a concern was raised: when, by and to which role, and its status. "
    "The detail belongs on the concern form and with the inspection lead, never here. "
    "If somebody is in immediate danger, call 999 first."
)


@dataclass(frozen=True)
class Concern:
    """That a concern was raised; never what it is.

    Parameters
    ----------
    id
        C1, C2 … in order of recording.
    programme, area
        The inspection.
    raised_at
        When, in universal time.
    raised_by, to
        Roles.
    status
        ``raised``, ``passed-on`` or ``closed``.
    changed_at, changed_by
        When the status last changed, and by which role; as raised where it did not.
    """

    id: str
    programme: str
    area: str
    raised_at: datetime
    raised_by: str
    to: str
    status: str
    changed_at: datetime
    changed_by: str

    def is_overdue(self, rules: Rules, now: datetime) -> bool:
        """Return whether it should have been passed on by now."""
        return self.status == RAISED and now - self.raised_at > timedelta(hours=rules.hours_until_passed_on)

    def hours(self, now: datetime) -> int:
        """Return the whole hours since it was raised."""
        return int((now - self.raised_at).total_seconds() // 3600)


def raise_concern(
    project: Project,
    programme: Programme,
    area: str,
    *,
    raised_by: str,
    to: str,
    at: datetime,
    definitions: Definitions,
) -> Concern:
    """Record that a concern was raised.

    Parameters
    ----------
    project, programme, area, definitions
        The inspection; ``area`` is a slug of one of the programme's areas.
    raised_by, to
        Roles of ``parameters/concerns.yaml``.
    at
        When it was raised, with its time zone.

    Raises
    ------
    UnknownName
        For a role or area that is not there.
    """
    rules = load_rules(project)
    if area not in {NATIONAL, *(one.slug for one in definitions.programme_areas(programme))}:
        name = definitions.area(area, programme).name
        raise UnknownName(f"{programme.id} does not look at {name}. Nothing was recorded.")
    fields = {
        "event": RAISED, "at": _written(at), "programme": programme.id, "area": area,
        "raised_by": rules.role(raised_by), "to": rules.role(to), "schema": 1,
    }  # fmt: skip

    def make(journal: Journal) -> dict[str, Any]:
        # Lines that could not be read may be concerns: their numbers are not given again.
        numbers = [int(event["id"][1:]) for event in journal.events if event["id"][1:].isdecimal()]
        return {**fields, "id": f"C{max([*numbers, 0]) + 1 + len(journal.unreadable)}"}

    return next(iter(_standing([append(project, make)])))


def update_concern(project: Project, id: str, *, status: str, by: str, at: datetime) -> Concern:
    """Record that a concern was passed on or closed.

    Parameters
    ----------
    project
        The project.
    id
        The concern.
    status
        ``passed-on`` or ``closed``.
    by
        A role of ``parameters/concerns.yaml``.
    at
        When, with its time zone.

    Raises
    ------
    UnknownName
        For an id, status or role that is not there.
    WorkbenchError
        When the concern already has the status, or is closed.
    """
    role = load_rules(project).role(by)
    if status not in STATUSES:
        raise UnknownName(f"The status is one of: {', '.join(STATUSES)}.{did_you_mean(status, STATUSES)}")

    def make(journal: Journal) -> dict[str, Any]:
        concern = _find(_standing(journal.events), id)
        if concern.status == status:
            raise WorkbenchError(f"{concern.id} is {status} already, since {_day(concern.changed_at)}.")
        if concern.status == CLOSED:
            raise WorkbenchError(f"{concern.id} is closed. Raise a new concern if there is one.")
        return {"schema": 1, "id": concern.id, "event": status, "at": _written(at), "by": role}

    append(project, make)
    return _find(_standing(read_journal(project).events), id)


def all_concerns(project: Project) -> tuple[Concern, ...]:
    """Return every concern as it stands, in order of recording."""
    return _standing(read_journal(project).events)


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


def _standing(events: Iterable[dict[str, Any]]) -> tuple[Concern, ...]:
    found: dict[str, Concern] = {}
    for event in events:
        at = _read(event["at"])
        if event["event"] == RAISED and event["id"] not in found:
            found[event["id"]] = Concern(
                event["id"], str(event.get("programme", "")), str(event.get("area", "")), at,
                str(event.get("raised_by", "")), str(event.get("to", "")), RAISED, at, str(event.get("raised_by", "")),
            )  # fmt: skip
        elif event["id"] in found and event["event"] in STATUSES:
            changed = found[event["id"]]
            found[event["id"]] = replace(
                changed, status=event["event"], changed_at=at, changed_by=str(event.get("by", ""))
            )
    return tuple(found.values())


def _find(concerns: Iterable[Concern], id: str) -> Concern:
    by_id = {concern.id.casefold(): concern for concern in concerns}
    concern = by_id.get(id.strip().casefold())
    if concern is None:
        raise UnknownName("No concern has that id. See: workbench concern list")
    return concern


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        # A damaged time counts as very old, so that the concern is shown and not lost.
        return datetime(1970, 1, 1, tzinfo=UTC)


def _day(at: datetime) -> str:
    return at.astimezone().strftime("%-d %B %Y, %H:%M")
