"""Concerns recorded: that one was raised, and that it was passed on or closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from workbench.concerns.concern import CLOSED, RAISED, STATUSES, Concern, standing_of
from workbench.concerns.journal import Journal, append, read_journal
from workbench.concerns.rules import load_rules
from workbench.definitions import Definitions, Programme
from workbench.definitions.areas import NATIONAL
from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.project import Project

#: Where the detail belongs, said wherever somebody tries to enter it.
WHERE_THE_DETAIL_BELONGS = (
    "The workbench records only that a concern was raised: when, by and to which role, and its status. "
    "The detail belongs on the concern form and with the inspection lead, never here. "
    "If somebody is in immediate danger, call 999 first."
)


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

    return next(iter(standing_of([append(project, make)])))


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
        concern = _find(standing_of(journal.events), id)
        if concern.status == status:
            raise WorkbenchError(f"{concern.id} is {status} already, since {_day(concern.changed_at)}.")
        if concern.status == CLOSED:
            raise WorkbenchError(f"{concern.id} is closed. Raise a new concern if there is one.")
        return {"schema": 1, "id": concern.id, "event": status, "at": _written(at), "by": role}

    append(project, make)
    return _find(standing_of(read_journal(project).events), id)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(at: datetime) -> str:
    return at.astimezone().strftime("%-d %B %Y, %H:%M")


def all_concerns(project: Project) -> tuple[Concern, ...]:
    """Return every concern as it stands, in order of recording."""
    return standing_of(read_journal(project).events)


def _find(concerns: Iterable[Concern], id: str) -> Concern:
    by_id = {concern.id.casefold(): concern for concern in concerns}
    concern = by_id.get(id.strip().casefold())
    if concern is None:
        raise UnknownName("No concern has that id. See: workbench concern list")
    return concern
