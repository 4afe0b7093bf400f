"""What all definitions have in common: frozen, no unknown field, named kinds of text."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


class Definition(BaseModel):
    """A frozen record read from a parameter file; an unknown field is a fault."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True, defer_build=True
    )


def _worded(pattern: str, meaning: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"'{text}' should be {meaning}")
        return text

    return AfterValidator(check)


def _not_blank(text: str) -> str:
    if not text:
        raise ValueError("is empty; write something here")
    return text


def _calendar_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"'{value}' is not a day of the calendar") from None
    raise ValueError(f"'{value}' is not a date; write it as year-month-day, for example 2026-03-31")


def _date_text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if type(value) is int else value


def _listed(value: Any) -> Any:
    return [value] if value == "all" else value


Text = Annotated[str, AfterValidator(_not_blank)]
Slug = Annotated[
    str, _worded(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens, for example orkney-islands")
]
Word = Annotated[str, _worded(r"[a-z][a-z0-9_]*", "a lower-case word, joined by '_' where it is several")]
StageId = Annotated[str, _worded(r"[a-z0-9]+(_[a-z0-9]+)*", "lower-case words joined by '_', for example 03_surveys")]
QualityIndicatorId = Annotated[
    str,
    _worded(
        r"[0-9]{1,2}(\.[0-9]{1,2})*|[a-z][a-z0-9]*([-_][a-z0-9]+)*",
        'a number such as "2.1", in quotes, or a word such as direction',
    ),
]
Named = Annotated[str, _worded(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", "lower-case words, joined by '_' or '-'")]
# A year, a month or a day, as exactly as it is known.
DateOrPart = Annotated[
    str,
    BeforeValidator(_date_text),
    _worded(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?",
        "a year, a month or a day, such as 2021, 2021-07 or 2021-07-14",
    ),
]
AreaCode = Annotated[str, _worded(r"S12\d{6}", "a council area code such as S12000023")]
Whole = Annotated[int, Field(strict=True)]
Truth = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(_calendar_date)]
# "all", or a list of slugs, or none; held as ("all",) or the slugs.
AreaChoice = Annotated[tuple[Slug, ...], BeforeValidator(_listed)]
