"""One cell of each kind of column: what is stored for it, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from workbench.definitions.areas import NATIONAL
from workbench.intake.dates import date_of, why_no_date
from workbench.intake.expected import Column
from workbench.intake.headers import folded
from workbench.intake.markers import SUPPRESSED, marker_of
from workbench.names import nearest

LONGEST_TEXT = 10_000
LONGEST_IDENTIFIER = 64
#: Ten digits that begin with a day and a month are a CHI number, or look like one.
CHI = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}", re.ASCII)
_WHOLE = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.0*)?", re.ASCII)

#: Which area a cell names: its slug, or None.
AreaMatcher = Callable[[str], "str | None"]


@dataclass(frozen=True)
class Parsed:
    """What one cell is.

    Parameters
    ----------
    value
        What is stored; None for a blank.
    fault
        What is wrong, or an empty string.
    hidden
        Whether the cell must not be repeated: it may be somebody's.
    reason
        Why there is no value, where a sign such as ``[c]`` stands in its place.
    changed
        Whether another form is stored than the file has.
    kinds
        Of a text: what in it may identify somebody, so that a person has to read it before it appears anywhere.
    """

    value: str | int | None = None
    fault: str = ""
    hidden: bool = False
    reason: str = ""
    changed: bool = False
    kinds: tuple[str, ...] = ()


Parser = Callable[[str], Parsed]


def parser_of(column: Column, area: str, match_area: AreaMatcher) -> Parser:
    """Return what turns a filled cell of a column into what is stored.

    Parameters
    ----------
    column
        The column.
    area
        Slug of the area whose folder the file lies in.
    match_area
        Finds the area that a cell names.
    """
    if column.kind == "area":
        parse: Parser = _areas(area, match_area)
    elif column.kind in ("choice", "scale", "grade", "quality_indicator"):
        parse = _options(column)
    elif column.kind == "integer":
        parse = _integers(column)
    else:
        parse = {"identifier": _identifier, "text": _text, "date": _date}[column.kind]
    if column.kind not in ("identifier", "text"):
        parse = _with_markers(parse, letters=column.kind == "integer", needed=column.required)
    return _with_meanings(parse, column) if column.meanings else parse


def _with_markers(parse: Parser, *, letters: bool, needed: bool) -> Parser:
    def read(cell: str) -> Parsed:
        parsed = parse(cell)
        marker = marker_of(cell, letters=letters) if parsed.fault else None
        if marker is None:
            return parsed
        if needed and marker.status != SUPPRESSED:
            return Parsed(fault=f"an answer is required here, and this sign says that there is none ({marker.reason})")
        return Parsed(reason=f"{marker.status}: {marker.reason} ({marker.sign})", changed=True)

    return read


def _with_meanings(parse: Parser, column: Column) -> Parser:
    meanings = {folded(said): meant for said, meant in column.meanings}

    def read(cell: str) -> Parsed:
        meant = meanings.get(folded(cell))
        if meant is None:
            return parse(cell)
        if not meant:
            fault = "an answer is required here, and the mapping file reads this as none" if column.required else ""
            return Parsed(fault=fault, changed=True)
        parsed = parse(meant)
        return Parsed(parsed.value, parsed.fault, parsed.hidden, parsed.reason, changed=True)

    return read


def _identifier(cell: str) -> Parsed:
    if len(cell) > LONGEST_IDENTIFIER:
        return Parsed(fault=f"an identifier has at most {LONGEST_IDENTIFIER} characters")
    if "@" in cell or CHI.fullmatch(re.sub(r"[ -]", "", cell)):
        # The value itself is not repeated: it may be somebody's.
        return Parsed(fault="this looks like a CHI number or an e-mail address; use a made-up reference", hidden=True)
    return Parsed(cell)


def _text(cell: str) -> Parsed:
    if len(cell) > LONGEST_TEXT:
        return Parsed(fault=f"a text has at most {LONGEST_TEXT:,} characters", hidden=True)
    return Parsed(cell)


def _integers(column: Column) -> Parser:
    def read(cell: str) -> Parsed:
        if not _WHOLE.fullmatch(cell):
            percent = cell.endswith("%") and len(cell) < 20
            return Parsed(fault="a whole number belongs here" + (", not a percentage" if percent else ""))
        number = int(cell.partition(".")[0].replace(",", ""))
        if column.minimum is not None and number < column.minimum:
            return Parsed(fault=f"the smallest number allowed is {column.minimum}")
        if column.maximum is not None and number > column.maximum:
            return Parsed(fault=f"the largest number allowed is {column.maximum}")
        return Parsed(number, changed=cell != str(number))

    return read


def _date(cell: str) -> Parsed:
    date = date_of(cell)
    return Parsed(fault=why_no_date(cell)) if date is None else Parsed(date, changed=date != cell)


def _areas(area: str, match_area: AreaMatcher) -> Parser:
    def read(cell: str) -> Parsed:
        slug = match_area(cell) if len(cell) <= 200 else None
        if slug is None:
            return Parsed(fault="no council area, or unit of this programme, is called so")
        # Evidence of the whole nation says in each row whose it is.
        if slug != area and area != NATIONAL:
            return Parsed(fault=f"this row names another area than the folder it lies in ({area})")
        return Parsed(slug)

    return read


def _options(column: Column) -> Parser:
    values: dict[str, str] = {}
    labels: list[str] = []
    for value, label in column.options:
        forms: tuple[str, ...] = (value, label)
        if column.kind == "grade":
            forms += (f"{value} {label}", f"{value} - {label}", f"{value}: {label}", f"{label} ({value})")
            labels.append(f"{value} {label}")
        elif column.kind == "quality_indicator":
            forms += (f"QI {value}", f"QI{value}", f"{value} {label}", f"QI {value} {label}", f"{value}: {label}",
                      f"{value} - {label}")  # fmt: skip
            labels.append(value)
        else:
            labels.append(label)
        for form in forms:
            values.setdefault(folded(form), value)
    exact = {text for pair in column.options for text in pair}

    def read(cell: str) -> Parsed:
        value = values.get(folded(cell))
        if value is None:
            near = nearest(cell, labels) if len(cell) <= 200 else None
            listed = ", ".join(labels)
            said = f"did you mean {near!r}?" if near else f"allowed are: {listed}"
            return Parsed(fault=f"not an allowed answer; {said}")
        return Parsed(int(value) if column.kind == "grade" else value, changed=cell not in exact)

    return read
