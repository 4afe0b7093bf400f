"""What was asked and how it can be answered: an instrument and its columns, as the run describes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from helpers.errors import HelperError
from helpers.names import did_you_mean


@dataclass(frozen=True)
class Option:
    """One possible answer.

    ``polarity`` is positive, neutral, negative, excluded, or empty for a plain choice. ``part_of`` is the value of
    another option whose number this one's is a part of, in a return of counts.
    """

    value: str
    label: str
    polarity: str = ""
    part_of: str = ""


@dataclass(frozen=True)
class Column:
    """One column of an instrument."""

    id: str
    label: str
    type: str
    options: tuple[Option, ...] = ()
    group: bool = False
    quality_indicators: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()

    def values(self, polarity: str) -> frozenset[str]:
        """Return the answers of one polarity."""
        return frozenset(option.value for option in self.options if option.polarity == polarity)

    def label_of(self, value: str) -> str:
        """Return the words for an answer."""
        return next((option.label for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Instrument:
    """A survey, record-reading template, findings form or return."""

    id: str
    title: str
    short: str
    kind: str
    strand: str
    respondents: str
    columns: tuple[Column, ...]

    def of_type(self, *types: str) -> tuple[Column, ...]:
        """Return the columns of some types, in the instrument's order."""
        return tuple(column for column in self.columns if column.type in types)

    @property
    def groups(self) -> tuple[Column, ...]:
        """The columns by which answers may be broken down."""
        return tuple(column for column in self.columns if column.group)

    def column(self, identifier: str) -> Column:
        """Return one column.

        Raises
        ------
        HelperError
            When the instrument has no such column.
        """
        for column in self.columns:
            if column.id == identifier:
                return column
        raise HelperError(
            f"{self.title} has no column {identifier!r}."
            f"{did_you_mean(identifier, [column.id for column in self.columns])}"
        )

    def has(self, identifier: str) -> bool:
        """Say whether the instrument has a column."""
        return any(column.id == identifier for column in self.columns)


def instrument_of(fields: Mapping[str, Any]) -> Instrument:
    """Return the instrument that a run's context describes.

    Examples
    --------
    >>> staff = instrument_of({"id": "staff_survey", "title": "Staff survey", "short": "staff", "kind": "survey",
    ...     "strand": "survey", "respondents": "staff", "columns": [{"id": "service", "label": "Service",
    ...     "type": "choice", "options": ["Health", "Education"], "group": True}]})
    >>> [option.label for option in staff.groups[0].options]
    ['Health', 'Education']
    """
    return Instrument(
        id=fields["id"],
        title=fields.get("title", fields["id"]),
        short=fields.get("short") or fields["id"],
        kind=fields.get("kind", ""),
        strand=fields.get("strand", ""),
        respondents=fields.get("respondents") or "people",
        columns=tuple(_column(column) for column in fields["columns"]),
    )


def by_unit(instrument: Instrument, units: Sequence[Mapping[str, Any]]) -> Instrument:
    """Return the instrument with the programme's units as the options of a column by which results are shown.

    Parameters
    ----------
    instrument
        The instrument.
    units
        The programme's units, each with ``slug``, ``name`` and perhaps ``short_name``.

    Examples
    --------
    >>> prison = Column("prison", "Prison", "area", group=True)
    >>> asked = Instrument("s", "S", "s", "survey", "survey", "staff", (prison,))
    >>> by_unit(asked, [{"slug": "a", "name": "Prison A"}]).groups[0].label_of("a")
    'Prison A'
    """
    options = tuple(Option(unit["slug"], unit.get("short_name") or unit["name"]) for unit in units)
    columns = tuple(
        replace(column, options=options) if column.type == "area" and column.group else column
        for column in instrument.columns
    )
    return instrument if columns == instrument.columns else replace(instrument, columns=columns)


def _column(fields: Mapping[str, Any]) -> Column:
    lenses = fields.get("lenses") or ()
    return Column(
        id=fields["id"],
        label=fields.get("label") or fields["id"],
        type=fields["type"],
        options=tuple(_option(option) for option in fields.get("options") or ()),
        group=bool(fields.get("group")),
        quality_indicators=tuple(str(indicator) for indicator in fields.get("quality_indicators") or ()),
        lenses=tuple(lenses)
        if not isinstance(lenses, Mapping)
        else tuple(item for some in lenses.values() for item in some),
    )


def _option(option: Any) -> Option:
    if isinstance(option, Mapping):
        value = str(option["value"])
        words = [str(option.get(name) or "") for name in ("polarity", "part_of")]
        return Option(value, str(option.get("label", value)), *words)
    return Option(str(option), str(option))
