"""Published statistics of one indicator: over the years, across the areas, and each figure with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from helpers.explorer.places import FAMILY, OTHER, OWN, Place
from helpers.explorer.programme import Programme
from helpers.explorer.rows import Rows
from helpers.explorer.store import listed
from helpers.statistics import SCOTLAND
from helpers.statistics.indicators import is_published, readable
from helpers.values import grouped

_COLUMNS = ("area", "period", "year", "value", "unit", "numerator", "denominator", "status", "source", "note", "title")
_OF = ("numerator", "denominator")
_STATUS = {"published": "as here", "suppressed": "withheld by the source", "missing": "no figure in the source"}


@dataclass(frozen=True)
class Published:
    """One indicator as it is published.

    Parameters
    ----------
    title, unit
        What it is, and its unit.
    rows
        Every figure: area (a council's slug or ``scotland``), period, year, value, status, source and note.
    """

    title: str
    unit: str
    rows: tuple[Mapping[str, Any], ...]

    @cached_property
    def last(self) -> str:
        """The latest period."""
        return max(self.rows, key=lambda row: (row["year"], row["period"]))["period"] if self.rows else ""

    @cached_property
    def _latest(self) -> dict[str, Mapping[str, Any]]:
        return {row["area"]: row for row in self.rows if row["period"] == self.last}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, float]]:
        """The figures that are published, by period and area."""
        found: dict[str, dict[str, float]] = {}
        for row in self.rows:
            if is_published(row):
                found.setdefault(row["period"], {})[row["area"]] = row["value"]
        return found

    def figure(self, council: str) -> Mapping[str, Any]:
        """Return the latest row of a council or of Scotland; empty where there is none."""
        return self._latest.get(council, {})

    def shown(self, value: float | None) -> str:
        """Return a figure with its unit."""
        if value is None:
            return "no figure"
        number = grouped(readable(value))
        return f"{number}%" if self.unit == "%" else f"{number} {self.unit}"


def indicators(programme: Programme) -> dict[str, str]:
    """Return id and title of every published indicator, those that bear on quality indicators first."""
    question = 'SELECT indicator, any_value(title), any_value("group") FROM evidence GROUP BY 1 ORDER BY 3, 2'
    store = programme.store
    found = store.kept_figures.of(question, store.statistics_stamp, lambda: store.ask_statistics(question))
    bearing = {each["indicator"] for each in (programme.context.get("signals") or {}).get("bearing") or ()}
    return {name: title for name, title, _ in sorted(found, key=lambda each: each[0] not in bearing)}


def published(programme: Programme, indicator: str) -> Published:
    """Return every published figure of an indicator, by year and area."""
    return _published(programme, [indicator]).get(indicator, Published(indicator, "", ()))


def bearing_figures(programme: Programme) -> dict[str, Published]:
    """Return the figures that bear on quality indicators, by name, those that were taken in."""
    bearing = (programme.context.get("signals") or {}).get("bearing") or ()
    return _published(programme, sorted({each["indicator"] for each in bearing})) if bearing else {}


def _published(programme: Programme, names: Iterable[str]) -> dict[str, Published]:
    question = (
        f"SELECT indicator, {', '.join(_COLUMNS)} FROM evidence WHERE indicator IN {listed(names)} "
        "ORDER BY indicator, year, period, area"
    )
    store = programme.store
    return store.kept_figures.of(question, store.statistics_stamp, lambda: _asked(programme, question))


def _asked(programme: Programme, question: str) -> dict[str, Published]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for name, *row in programme.store.ask_statistics(question):
        found.setdefault(name, []).append(dict(zip(_COLUMNS, row, strict=True)))
    return {name: Published(str(rows[0]["title"]), str(rows[0]["unit"]), tuple(rows)) for name, rows in found.items()}


def council_of(programme: Programme, area: str) -> str:
    """Return the council whose statistics describe an area; empty where it covers several."""
    covers = (programme.context.get("covers") or {}).get(area) or [area]
    return covers[0] if len(covers) == 1 else ""


def family_councils(programme: Programme, area: str) -> tuple[str, ...]:
    """Return the other councils of an area's family group, whichever of them the programme covers."""
    group, _ = programme.family(area)
    own = council_of(programme, area)
    return tuple(slug for slug in (programme.context.get("families") or {}).get(group, ()) if slug != own)


def family_median(found: Published, councils: Iterable[str], period: str = "") -> float | None:
    """Return the median of the councils that have a figure in a period, by default the latest."""
    known = found.values.get(period or found.last, {})
    values = [known[council] for council in councils if council in known]
    return median(values) if values else None


def places_of(programme: Programme, area: str, found: Published) -> tuple[Place, ...]:
    """Return the latest figure of every area, the highest first."""
    members = programme.family(area)[1]
    places = []
    for slug, name in programme.areas.items():
        council = council_of(programme, slug)
        row = found.figure(council) if council != SCOTLAND else {}  # the nation is no area among the others
        if row and is_published(row):
            who = OWN if slug == area else FAMILY if slug in members else OTHER
            source = source_title(programme, row)
            places.append(Place(slug, name, who, row["value"], found.shown(row["value"]), _STATUS["published"], source))
    return tuple(sorted(places, key=lambda place: (-place.value, place.name)))


def source_title(programme: Programme, row: Mapping[str, Any]) -> str:
    """Return who published a figure, and when it is of."""
    known = programme.context.get("sources") or {}
    return f"{known.get(row['source'], row['source'])}, {row['period']}"


def lines_of(programme: Programme, area: str, found: Published) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return year and value of this area, of Scotland and of the family group's median."""
    own, family = council_of(programme, area), family_councils(programme, area)
    years = sorted({(row["year"], row["period"]) for row in found.rows})
    middle = ((year, family_median(found, family, period)) for year, period in years)
    lines = {
        OWN: _over_years(found, own),
        "Scotland": _over_years(found, SCOTLAND),
        FAMILY: tuple((year, value) for year, value in middle if value is not None),
    }
    return {name: points for name, points in lines.items() if points}


def _over_years(found: Published, area: str) -> tuple[tuple[int, float], ...]:
    return tuple((row["year"], row["value"]) for row in found.rows if row["area"] == area and is_published(row))


def figure_rows(programme: Programme, areas: Iterable[str], found: Published) -> Rows:
    """Return every published figure of some areas, the latest first."""
    names = {council_of(programme, slug): programme.areas[slug] for slug in areas}
    rows = tuple(
        (
            names[row["area"]], row["period"], found.shown(row["value"]) if is_published(row) else "–",
            *(grouped(row[part]) if is_published(row) and row[part] is not None else "" for part in _OF),
            _STATUS.get(row["status"], row["status"]), source_title(programme, row), row["note"] or "",
        )
        for row in sorted(found.rows, key=lambda row: (-row["year"], names.get(row["area"], "")))
        if row["area"] in names
    )  # fmt: skip
    columns = ("Area", "Period", "Figure", "Count", "Base", "In a report", "Where from", "Note")
    return Rows(f"{found.title}: the published figures", columns, rows, len(rows))
