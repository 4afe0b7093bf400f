"""Questions of a form: what may be answered, which are asked given the answers so far, and what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.desk.known import clean_text
from helpers.errors import HelperError

# How a question is put: of the first three one answer is chosen from a list, of `checks` several.
KINDS = ("select", "radio", "tick", "checks", "text", "lines", "number", "date")
Answers = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Condition:
    """One condition of a skip: another question, and its answers with which this one is asked."""

    field: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One question.

    Parameters
    ----------
    id, label
        Its name among the answers, and the question as people read it.
    kind
        One of `KINDS`.
    choices
        The answers to choose from.
    required
        Whether a form cannot be completed without it.
    hint
        A sentence below the question.
    least, most
        Smallest and largest number.
    when
        It is asked only where all of these hold.
    """

    id: str
    label: str
    kind: str
    choices: tuple[Choice, ...] = ()
    required: bool = False
    hint: str = ""
    least: int | None = None
    most: int | None = None
    when: tuple[Condition, ...] = ()

    def told(self) -> dict[str, Any]:
        """Return the question as the page in the browser is told of it."""
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind,
            "choices": [{"value": one.value, "label": one.label, "hint": one.hint} for one in self.choices],
            "required": self.required,
            "hint": self.hint,
            "least": self.least,
            "most": self.most,
            "when": [{"field": one.field, "answers": list(one.answers)} for one in self.when],
        }


def choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Return answers to choose from, of values and labels."""
    return tuple(Choice(value, label) for value, label in pairs)


def asked(fields: Sequence[Field], answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which questions are asked, given the answers so far.

    A question is asked where all its conditions hold; a condition on a question that is not asked itself never does.

    Examples
    --------
    >>> held = Field("held", "Were reviews held?", "radio", choices([("yes", "Yes"), ("no", "No")]))
    >>> quality = Field("quality", "Quality of the reviews", "text", when=(Condition("held", ("yes",)),))
    >>> asked([held, quality], {"held": "no"}), asked([held, quality], {"held": "yes"})
    (('held',), ('held', 'quality'))
    """
    found: dict[str, None] = {}
    for field in fields:
        if all(one.field in found and _given(answers.get(one.field)) in one.answers for one in field.when):
            found[field.id] = None
    return tuple(found)


def _given(answer: Any) -> str:
    return "yes" if answer is True else str(answer or "")


def checked(
    fields: Sequence[Field], answers: Mapping[str, Any], *, complete: bool = True
) -> tuple[Answers, dict[str, str]]:
    """Return the answers that count, and what is wrong by question.

    Parameters
    ----------
    fields
        The questions, in order.
    answers
        What was answered; answers to questions that are not asked are left out.
    complete
        Whether every required question has to be answered. What is answered has to be right in any case.

    Returns
    -------
    dict, dict
        Answers by question; messages by question. Blank answers are left out.
    """
    known = {field.id: field for field in fields}
    kept: Answers = {}
    wrong: dict[str, str] = {}
    for name in asked(fields, answers):
        field, given = known[name], answers.get(name)
        try:
            value = _value(field, given)
        except HelperError as error:
            wrong[name] = error.message
            continue
        if value not in (None, "", [], False):
            kept[name] = value
        elif field.required and complete:
            wrong[name] = f"{field.label}: {_NEEDED.get(field.kind, 'write an answer')}."
    return kept, wrong


_NEEDED = {
    "select": "choose an answer",
    "radio": "choose an answer",
    "checks": "choose at least one",
    "tick": "tick it",
    "number": "give a number",
    "date": "give a date",
}


def _value(field: Field, given: Any) -> Any:
    if field.kind == "tick":
        return given is True
    if field.kind == "checks":
        values = [str(one) for one in given] if isinstance(given, list | tuple) else []
        for value in values:
            _offered(field, value)
        return [one.value for one in field.choices if one.value in values]
    text = clean_text(given, field.label.lower(), needed=False)
    if not text:
        return ""
    if field.kind in ("select", "radio"):
        return _offered(field, text)
    if field.kind == "number":
        return _number(field, text)
    if field.kind == "date":
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            said = f"{field.label}: write the date as year-month-day, such as 2026-03-31."
            raise HelperError(said) from None
    return text if field.kind == "lines" else " ".join(text.split())


def _offered(field: Field, value: str) -> str:
    if value not in {one.value for one in field.choices}:
        raise HelperError(f"{field.label}: choose one of {', '.join(one.label for one in field.choices)}.")
    return value


def _number(field: Field, text: str) -> int:
    if not text.lstrip("-").isdecimal() or not text.isascii():
        raise HelperError(f"{field.label}: {text[:20]!r} is not a whole number.")
    number = int(text[:12])
    if field.least is not None and number < field.least:
        raise HelperError(f"{field.label}: {number} is below {field.least}, the least there can be.")
    if field.most is not None and number > field.most:
        raise HelperError(f"{field.label}: {number} is above {field.most}, the most there can be.")
    return number
