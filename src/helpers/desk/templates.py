"""A record-reading template as a desk is told of it, and the questions of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.desk.fields import Choice, Condition, Field
from helpers.desk.known import Known
from helpers.errors import HelperError

RECORD, READING = "record", "reading"
_MOST_RADIOS = 8


@dataclass(frozen=True)
class Template:
    """One record-reading template.

    Parameters
    ----------
    told
        What the desk is told of it.
    """

    told: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its name, that of its table in the evidence store."""
        return str(self.told["id"])

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self.told["title"])

    @property
    def columns(self) -> tuple[Mapping[str, Any], ...]:
        """Its columns, in the order of the file."""
        return tuple(self.told["columns"])

    @property
    def doubled(self) -> bool:
        """Whether it knows second readings."""
        return any(column["id"] == READING for column in self.columns)

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return str(self.told["file"]["name"])

    @property
    def judged(self) -> tuple[Mapping[str, Any], ...]:
        """The columns that a reader judges: answers and grades, of which two readers can agree."""
        return tuple(column for column in self.columns if column["type"] in ("scale", "grade"))

    def fields(self) -> tuple[Field, ...]:
        """Return the questions of the form; number and reading of the record are chosen beside them."""
        return tuple(
            _field(column) for column in self.columns if column["id"] not in (RECORD, READING)
            if column["type"] != "area"
        )  # fmt: skip


def template_of(known: Known, name: str = "") -> Template:
    """Return the programme's record-reading template; ``name`` says which where it has several.

    Raises
    ------
    HelperError
        When it has none, none of that name, or several and no name is given.
    """
    there = {str(one["id"]): Template(one) for one in known.templates}
    if not there:
        raise HelperError("This programme has no record-reading template, so there is no form to fill in.")
    if name and name not in there:
        raise HelperError(f"This programme has no record-reading template {name!r}. It has: {', '.join(there)}.")
    if not name and len(there) > 1:
        raise HelperError(f"This programme has several record-reading templates. Name one: {', '.join(there)}.")
    return there[name] if name else next(iter(there.values()))


def _field(column: Mapping[str, Any]) -> Field:
    kind = column["type"]
    options = tuple(
        Choice(str(one["value"]), f"{one['value']} {one['label']}" if kind == "grade" else str(one["label"]))
        for one in column["options"]
    )
    if options:
        put = "radio" if len(options) <= _MOST_RADIOS else "select"
    else:
        put = {"integer": "number", "date": "date", "text": "lines"}.get(kind, "text")
    return Field(
        id=column["id"],
        label=column["label"],
        kind=put,
        choices=options,
        required=bool(column["required"]),
        least=column["min"],
        most=column["max"],
        when=tuple(Condition(one["column"], tuple(one["answers"])) for one in column["asked_when"]),
    )
