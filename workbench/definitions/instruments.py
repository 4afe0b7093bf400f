"""Instruments: the files that evidence comes in, column by column."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_serializer, model_validator

from workbench.definitions.base import Definition, QualityIndicatorId, Slug, Text, Truth, Whole, Word
from workbench.definitions.registers import Register
from workbench.definitions.scales import Option

Kind = Literal[
    "survey",
    "record_reading",
    "findings",
    "position_statement",
    "return",
    "case_register",
    "pathway",
    "directory",
    "participation",
    "recommendations",
]
ColumnType = Literal["identifier", "text", "integer", "date", "choice", "scale", "grade", "area", "quality_indicator"]

# Which fields say something about which type only.
_FIELDS_OF_TYPE = {
    "options": {"choice"}, "scale": {"scale", "grade"}, "min": {"integer"}, "max": {"integer"}, "unit": {"area"},
}  # fmt: skip


def _with_labels(value: Any) -> Any:
    if isinstance(value, list):
        return [{"value": option, "label": option} if isinstance(option, str) else option for option in value]
    return value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Choice(Option):
    """One option of a choice; ``part_of`` names another one whose count holds this one's, in a return of counts."""

    part_of: str = ""

    @model_serializer(mode="wrap")
    def _plain(self, handler: Any) -> dict[str, str]:
        # Runs are told of it only where it is said, so that other instruments' runs do not change.
        return {name: value for name, value in handler(self).items() if name != "part_of" or value}


class AskedWhen(Definition):
    """One condition of a skip: another column, and its answers with which this column is asked."""

    column: Word
    answers: Annotated[tuple[Text, ...], Field(min_length=1)]


class Column(Definition):
    """One column of an instrument.

    Parameters
    ----------
    id
        Its name in the evidence store and, after the instrument's ``short``, in value names.
    label
        The question or item as people read it; also the column's header unless ``header`` says otherwise.
    type
        What its cells hold.
    options
        Of a ``choice``: the answers, as words or as value and label. The store keeps the value.
    scale
        Of a ``scale``: an answer scale; of a ``grade``: a scale of evaluation.
    min, max
        Of an ``integer``: smallest and largest value allowed.
    unit
        Of an ``area``: ``council_area`` where it names council areas though the programme's units are others.
    required, group
        Whether a blank is a fault; whether results are shown by this column. A group of type area shows them by unit.
    quality_indicators, lenses
        What the column is evidence for.
    asked_when
        Skip logic of a form: the column is asked only where every condition holds, and where the columns that they name
        are themselves asked. Files that come from elsewhere are not held to it.
    """

    id: Word
    label: Text
    type: ColumnType
    header_in_file: str = Field(default="", alias="header")
    options: Annotated[tuple[Choice, ...], BeforeValidator(_with_labels)] = ()
    scale: str = ""
    min: Whole | None = None
    max: Whole | None = None
    unit: Literal["", "council_area"] = ""
    required: Truth = False
    group: Truth = False
    quality_indicators: tuple[QualityIndicatorId, ...] = ()
    lenses: tuple[Word, ...] = ()
    asked_when: Annotated[tuple[AskedWhen, ...], BeforeValidator(_as_list)] = ()

    @property
    def header(self) -> str:
        """The column's header in the file."""
        return self.header_in_file or self.label

    @model_validator(mode="after")
    def _fields_fit_type(self) -> Column:
        for name, types in _FIELDS_OF_TYPE.items():
            given = getattr(self, name) not in (None, "", ())
            if given and self.type not in types:
                raise ValueError(f"'{name}' means nothing for a column of type {self.type}")
        if self.type == "choice" and len(self.options) < 2:
            raise ValueError("a column of type choice needs at least two options")
        values = {option.value for option in self.options}
        for option in self.options:
            if option.part_of and option.part_of not in values - {option.value}:
                raise ValueError(
                    f"'{option.value}' is said to be a part of '{option.part_of}', which is no other option"
                )
        if self.type in ("scale", "grade") and not self.scale:
            raise ValueError(f"a column of type {self.type} needs a scale")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is above max {self.max}")
        if self.asked_when and self.required:
            raise ValueError("a column that is not always asked cannot be required")
        if self.group and self.type not in ("choice", "area"):
            raise ValueError("only a column of type choice or area can be a group")
        if self.group and self.unit:
            raise ValueError("results are shown by the programme's own units alone, and 'unit' names others")
        return self


class File(Definition):
    """The file that an area sends; ``{area}`` in its name stands for the area's slug."""

    name: Text
    format: Literal["xlsx", "csv"]
    sheet: str = ""
    codebook: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> File:
        if self.name.count("{area}") != 1 or any(mark in self.name.replace("{area}", "") for mark in "{}/\\"):
            raise ValueError(f"the name '{self.name}' should hold {{area}} once and no folder")
        if not self.name.endswith(f".{self.format}"):
            raise ValueError(f"the name '{self.name}' should end in .{self.format}")
        if (self.format == "xlsx") != bool(self.sheet):
            raise ValueError(
                "a workbook needs the name of its sheet" if self.format == "xlsx" else "a CSV has no sheet"
            )
        return self

    def name_for(self, area: str) -> str:
        """Return the file's name for one area.

        Examples
        --------
        >>> File(name="{area}_staff.csv", format="csv").name_for("orkney-islands")
        'orkney-islands_staff.csv'
        """
        return self.name.replace("{area}", area)


class Instrument(Definition):
    """One instrument: its file, its strand and its columns."""

    id: Word
    title: Text
    short: Word
    kind: Kind
    strand: Word
    respondents: Text
    verified: Truth
    source: Slug
    note: str = ""
    file: File
    key: Annotated[tuple[Word, ...], Field(min_length=1)]
    register_of: Register | None = Field(default=None, alias="register")
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _register_where_needed(self) -> Instrument:
        if (self.kind == "case_register") != (self.register_of is not None):
            raise ValueError("an instrument of kind case_register, and no other, says under 'register' how it is read")
        return self

    def column(self, id: str) -> Column:
        """Return the column with this id; ``KeyError`` when there is none."""
        return {column.id: column for column in self.columns}[id]
