"""A concern as it stands, as the record of events has it: raised, passed on or closed, and never what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench.concerns.rules import Rules

RAISED = "raised"
PASSED_ON = "passed-on"
CLOSED = "closed"
STATUSES = (PASSED_ON, CLOSED)


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


def standing_of(events: Iterable[dict[str, Any]]) -> tuple[Concern, ...]:
    """Return every concern that events tell of, as it stands after the last of them, in order of recording."""
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


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        # A damaged time counts as very old, so that the concern is shown and not lost.
        return datetime(1970, 1, 1, tzinfo=UTC)
