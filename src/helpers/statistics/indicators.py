"""Published indicators in their latest period: the area's figure beside Scotland, its family group and all areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from helpers.rounding import rounded
from helpers.tables import Suppressed
from helpers.values import BY_SOURCE, grouped

#: A row of the published table: indicator, area, period, year, value, unit, status, source and so on.
Row = Mapping[str, Any]

SCOTLAND = "scotland"
WITHHELD = f"{BY_SOURCE} because the number is small"
_GROUPS = (
    "population",
    "deprivation",
    "circumstances",
    "looked after",
    "child protection",
    "reporter",
    "outcomes",
    "lgbf",
)


@dataclass(frozen=True)
class Indicator:
    """One published indicator in its latest period, with every area's value.

    Parameters
    ----------
    id, title, unit, period
        What it is, its unit, and the latest period published.
    area, scotland
        The rows of the area and of Scotland in the published table; empty where it has none.
    family
        The median of the other areas of the family group that have a value, or None where none has.
    everybody
        Every area's value, in the order of their slugs.
    """

    id: str
    title: str
    unit: str
    period: str
    area: Row
    scotland: Row
    family: float | None
    everybody: tuple[float, ...]

    @property
    def value(self) -> float | None:
        """The area's value."""
        return self.area.get("value")

    @property
    def withheld(self) -> bool:
        """Whether the source has a figure for the area and does not publish it."""
        return self.area.get("status") == "suppressed"

    def says(self, between: str = "; ") -> str:
        """Return the figures in one phrase: the area's own, Scotland's and the family group's, with unit and period.

        Examples
        --------
        >>> rate = Indicator("rate", "Rate", "per 1,000 children", "2021", {"value": 12.5}, {"value": 10}, 11.25, ())
        >>> rate.says()
        '12.5; Scotland 10; family group 11.3 per 1,000 children (2021)'
        """
        own = with_sign(self.value, self.unit) if self.value is not None else ""
        parts = [own or ("not published" if self.withheld else "no figure")]
        if self.scotland.get("value") is not None:
            parts.append(f"Scotland {with_sign(self.scotland['value'], self.unit)}")
        if self.family is not None:
            parts.append(f"family group {with_sign(self.family, self.unit)}")
        unit = "" if self.unit == "%" else f" {self.unit}"
        return f"{between.join(parts)}{unit} ({self.period})"


def indicators_of(rows: Iterable[Row], area: str, family: frozenset[str]) -> dict[str, Indicator]:
    """Return every indicator in its latest period by id, in the order of the published table's groups.

    Parameters
    ----------
    rows
        The published table.
    area
        Slug of the area.
    family
        Slugs of the other areas of its family group.
    """
    by_indicator: dict[str, list[Row]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator"], []).append(row)
    place = {group: number for number, group in enumerate(_GROUPS)}
    order = sorted(by_indicator, key=lambda name: place.get(by_indicator[name][0]["group"], len(place)))
    return {name: _latest(name, by_indicator[name], area, family) for name in order}


def _latest(name: str, rows: Sequence[Row], area: str, family: frozenset[str]) -> Indicator:
    last = max(rows, key=lambda row: (year_of(row), row["period"]))["period"]
    current = {row["area"]: row for row in rows if row["period"] == last}
    published = [(slug, row["value"]) for slug, row in sorted(current.items()) if is_published(row)]
    alike = [value for slug, value in published if slug in family]
    return Indicator(
        name,
        rows[0]["title"],
        rows[0]["unit"],
        last,
        current.get(area, {}),
        current.get(SCOTLAND, {}),
        median(alike) if alike else None,
        tuple(value for slug, value in published if slug != SCOTLAND),
    )


def is_published(row: Row) -> bool:
    """Return whether a row of the published table has a figure."""
    return row.get("status") == "published" and row.get("value") is not None


def year_of(row: Row) -> int:
    """Return the year of a row, or the first one that its period names.

    Examples
    --------
    >>> year_of({"year": None, "period": "2020/21"})
    2020
    """
    return int(row["year"]) if row.get("year") is not None else int("".join(filter(str.isdigit, row["period"]))[:4])


def figure_cell(row: Row) -> float | Suppressed | None:
    """Return a row's figure as a cell of a table: held back where the source withholds it, None where it has none."""
    if is_published(row):
        return readable(row["value"])
    return Suppressed(WITHHELD) if row.get("status") == "suppressed" else None


def readable(value: float) -> float | int:
    """Return a number as a reader needs it: whole from 1,000, else to one decimal, small ones to two.

    Examples
    --------
    >>> readable(5479900.4), readable(12.35), readable(0.123), readable(10.0)
    (5479900, 12.4, 0.12, 10)
    """
    return rounded(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 1 else 2)


def with_sign(value: float, unit: str) -> str:
    """Return a number as a reader needs it, with the sign of its unit where that is per cent.

    Parameters
    ----------
    value
        The figure.
    unit
        Its unit; only ``%`` is written after the number.

    Examples
    --------
    >>> with_sign(12.34, "%"), with_sign(1204, "people")
    ('12.3%', '1,204')
    """
    return f"{grouped(readable(value))}{'%' if unit == '%' else ''}"
