"""Questions that several forms at the desk put alike: quality indicator, strands, grade, role and date."""

from __future__ import annotations

from collections.abc import Callable

from helpers.desk.fields import Choice, Field, choices
from helpers.desk.form import Form, chosen
from helpers.desk.known import Known, day


def indicator_field(known: Known) -> Field:
    """Return the question for the quality indicator."""
    return Field("quality_indicator", known.heading, "select", choices((one.id, one.name) for one in known.indicators),
                 required=True)  # fmt: skip


def strand_field(known: Known) -> Field:
    """Return the question for one strand of evidence."""
    return Field("strand", "Strand of evidence", "select", choices(known.strands.items()), required=True)


def strands_field(known: Known, *, required: bool = False) -> Field:
    """Return the question for the strands that an evaluation rests on."""
    least = known.minimum_strands
    hint = f"An evaluation of this programme rests on at least {least}." if least else ""
    return Field("strands", "Strands of evidence it rests on", "checks", choices(known.strands.items()),
                 required=required, hint=hint)  # fmt: skip


def grade_field(known: Known, label: str) -> Field:
    """Return the question for a grade. None is chosen beforehand, and nothing suggests one."""
    meanings = known.meanings
    offered = tuple(
        Choice(str(value), f"{value} {name}", meanings.get(value, "")) for value, name in known.grades.items()
    )
    return Field("grade", label, "radio", offered, required=True)


def role_field(known: Known, *, panel: bool = False) -> Field:
    """Return the question for the role of who writes."""
    roles = known.panels if panel else known.roles
    return Field("by", "Your role", "select", choices((role, role) for role in roles), required=True,
                 hint="Work is attributed by role. No names.")  # fmt: skip


def date_field() -> Field:
    """Return the question for the date; a form fills in today's."""
    return Field("on", "Date", "date", required=True)


def begun(form: Form, known: Known, show: Callable[[], None], *names: str) -> Form:
    """Return a form as somebody first sees it: with today's date, and with what is recorded shown beside it.

    Parameters
    ----------
    form
        The form.
    known
        What is known at the desk; it tells when another form has recorded something.
    show
        Shows in the form what is recorded.
    names
        Questions of which another answer calls ``show`` again.
    """
    form.fill(today())
    show()
    known.listeners.append(show)
    if names:
        chosen(form, show, *names)
    return form


def today() -> dict[str, str]:
    """Return the answer that a form's date begins with."""
    return {"on": day(None)}


def in_words(text: str) -> str:
    """Return a date in words.

    Examples
    --------
    >>> in_words("2026-03-09")
    '9 March 2026'
    """
    import datetime

    date = datetime.date.fromisoformat(text)
    return f"{date.day} {date:%B %Y}"
