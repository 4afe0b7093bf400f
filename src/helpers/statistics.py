"""The area in context: published statistics beside Scotland and the area's family group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from helpers.figures import Figure
from helpers.rounding import rounded
from helpers.run import Run
from helpers.tables import Column, Suppressed, Table, missing_table
from helpers.values import BY_SOURCE, Value, count, grouped, measure, missing, suppressed, words

SCOTLAND = "scotland"
COMPARED = (
    "children_share",
    "looked_after",
    "child_protection",
    "reporter_care_and_protection",
    "domestic_abuse",
    "low_income_families",
    "deprived_share",
    "lgbf_attendance",
    "leavers_positive_destinations",
)
# Series over several years, and how their data's rows are called: in a line, with the year after it.
TRENDS = {
    "lgbf_community_care": "Cared for in the community",
    "lgbf_placements": "More than one placement",
    "lgbf_poverty": "Children in poverty",
}
_WITHHELD = f"{BY_SOURCE} because the number is small"
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
_COUNTED = frozenset({"people", "children"})


@dataclass(frozen=True)
class Indicator:
    """One published indicator in its latest period, with every area's value.

    ``area`` and ``scotland`` are rows of the published table (empty where it has none); ``family`` is the median of
    the other areas of the family group that have a value.
    """

    id: str
    title: str
    unit: str
    period: str
    area: Mapping[str, Any]
    scotland: Mapping[str, Any]
    family: float | None
    everybody: tuple[float, ...]

    @property
    def value(self) -> float | None:
        """The area's value."""
        return self.area.get("value")


class Profile:
    """The published statistics of one area, and what its information return says.

    Parameters
    ----------
    run
        The run.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        frame = run.statistics("area_profile")
        self.missing = frame is None
        self._rows: list[dict[str, Any]] = []
        if frame is not None:
            names = [name for name in frame.columns if name != "derived"]
            columns = [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names]
            self._rows = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]

    @property
    def _family(self) -> frozenset[str]:
        return frozenset((self.run.area.get("family_group") or {}).get("areas", ())) - {self.run.area["slug"]}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator in its latest period, in the order of the published table's groups."""
        by_indicator: dict[str, list[dict[str, Any]]] = {}
        for row in self._rows:
            by_indicator.setdefault(row["indicator"], []).append(row)
        place = {group: number for number, group in enumerate(_GROUPS)}
        order = sorted(by_indicator, key=lambda name: place.get(by_indicator[name][0]["group"], len(place)))
        return {name: self._latest(name, by_indicator[name]) for name in order}

    def _latest(self, name: str, rows: list[dict[str, Any]]) -> Indicator:
        last = max(rows, key=lambda row: (_year(row), row["period"]))["period"]
        current = {row["area"]: row for row in rows if row["period"] == last}
        own = [row["value"] for slug, row in sorted(current.items()) if slug in self._family and _has(row)]
        everybody = tuple(row["value"] for slug, row in sorted(current.items()) if slug != SCOTLAND and _has(row))
        return Indicator(
            name,
            rows[0]["title"],
            rows[0]["unit"],
            last,
            current.get(self.run.area["slug"], {}),
            current.get(SCOTLAND, {}),
            median(own) if own else None,
            everybody,
        )

    def values(self) -> dict[str, Value]:
        """Return ``context.<indicator>`` for every indicator, and the name of the family group."""
        found = {f"context.{name}": self._value(each) for name, each in self.indicators.items()}
        group = (self.run.area.get("family_group") or {}).get("name")
        label = "Family group of similar councils (children's indicators)"
        found["context.family_group"] = (
            words(group, label) if group else missing("text", label, "the area has no family group")
        )
        return found

    def _value(self, indicator: Indicator) -> Value:
        label = f"{indicator.title} ({indicator.period})"
        row = indicator.area
        if _has(row):
            number = row["value"]
            if indicator.unit in _COUNTED:
                return count(int(rounded(number)), label, rule=f"published by {row['source']}")
            text = _text(number, indicator.unit)
            unit = "" if indicator.unit == "%" else f" {indicator.unit}"
            return measure(rounded(number, 2), label, text, says=f"{text}{unit}", rule=f"published by {row['source']}")
        if row.get("status") == "suppressed":
            return suppressed("number", label, _WITHHELD)
        return missing("number", label, "the source has no figure for this area")

    def profile_table(self) -> Table:
        """Return every indicator of the area beside Scotland and the family group."""
        columns = (
            Column("indicator", "Indicator"),
            Column("period", "Period"),
            Column("area", self.run.place, "number"),
            Column("scotland", "Scotland", "number"),
            Column("family", "Family group (median)", "number"),
            Column("unit", "Unit"),
        )
        title = f"{self.run.place} in context"
        if self.missing:
            return missing_table(title, columns, "The published statistics were not taken in.")
        rows = tuple(
            (
                each.title,
                each.period,
                _cell(each.area),
                _cell(each.scotland),
                None if each.family is None else _rounded(each.family),
                each.unit,
            )
            for each in self.indicators.values()
        )
        notes = [
            "Family group: the median of the other councils in the Local Government Benchmarking Framework's "
            "family group for children's indicators. Periods differ between indicators."
        ]
        held = [each.title for each in self.indicators.values() if each.area.get("status") == "suppressed"]
        if held:
            notes.append(f"The source does not publish this area's small numbers for: {'; '.join(held)}.")
        absent = [
            each.title
            for each in self.indicators.values()
            if not _has(each.area) and each.area.get("status") != "suppressed"
        ]
        if absent:
            notes.append(f"The source has no figure of this area for: {'; '.join(absent)}.")
        return Table(title, columns, rows, tuple(notes))

    def compared_figure(self) -> Figure:
        """Return strips of the main indicators: this area among all areas."""
        from helpers.charts import ComparedRow, compared_chart, palette_of

        chosen = [
            self.indicators[name]
            for name in COMPARED
            if name in self.indicators and len(self.indicators[name].everybody) > 1
        ]
        columns = (
            Column("indicator", "Indicator"),
            Column("area", self.run.place, "number"),
            Column("scotland", "Scotland", "number"),
            Column("family", "Family group (median)", "number"),
            Column("lowest", "Lowest area", "number"),
            Column("highest", "Highest area", "number"),
            Column("unit", "Unit"),
        )
        rows = tuple(
            (
                f"{each.title}, {each.period}",
                _cell(each.area),
                _cell(each.scotland),
                None if each.family is None else _rounded(each.family),
                _rounded(min(each.everybody)),
                _rounded(max(each.everybody)),
                each.unit,
            )
            for each in chosen
        )
        title = f"{self.run.place} among Scotland's council areas"
        table = (
            Table(title, columns, rows)
            if chosen
            else missing_table(title, columns, "The published statistics were not taken in.")
        )
        drawing = compared_chart(
            [
                ComparedRow(
                    each.title, self._detail(each), each.value, each.scotland.get("value"), each.family, each.everybody
                )
                for each in chosen
            ],
            (self.run.place, "Scotland", "Family group (median)"),
            palette_of(self.run.context.get("brand")),
        )
        parts = [f"{each.title}: {self._detail(each)}" for each in chosen]
        alt = " ".join(part if part.endswith(".") else f"{part}." for part in parts) or table.reason
        return Figure(title, drawing.spec, alt, table, drawing.width, drawing.height, table.status, table.reason)

    def _detail(self, each: Indicator) -> str:
        unit = "" if each.unit == "%" else f" {each.unit}"
        own = (
            _text(each.value, each.unit)
            if each.value is not None
            else ("not published" if each.area.get("status") == "suppressed" else "no figure")
        )
        parts = [own]
        if each.scotland.get("value") is not None:
            parts.append(f"Scotland {_text(each.scotland['value'], each.unit)}")
        if each.family is not None:
            parts.append(f"family group {_text(each.family, each.unit)}")
        return f"{'; '.join(parts)}{unit} ({each.period})"

    def trend_figure(self) -> Figure:
        """Return lines of the area, Scotland and the family group for series over several years."""
        from helpers.charts import Series, palette_of, trend_chart

        place, family = self.run.place, "Family group"
        names = (place, "Scotland", family)
        series, rows, periods, meant = [], [], {}, []
        for name, short in TRENDS.items():
            own = [row for row in self._rows if row["indicator"] == name]
            if not any(row["area"] == self.run.area["slug"] and _has(row) for row in own):
                continue
            panel = own[0]["title"] + (f" ({own[0]['unit']})")
            meant.append(f"{short}: {own[0]['title'][:1].lower()}{own[0]['title'][1:]}.")
            years = sorted({(_year(row), row["period"]) for row in own})
            periods |= dict(years)
            lines = {name: self._line(own, name, years) for name in names}
            series += [Series(panel, who, points) for who, points in lines.items() if points]
            for year, period in years:
                cells = [next((value for when, value in lines[who] if when == year), None) for who in names]
                if any(cell is not None for cell in cells):
                    label = f"{short} ({own[0]['unit']}), {period}"
                    rows.append((label, *(None if c is None else _rounded(c) for c in cells)))
        title = f"Over the years: {place}, Scotland and the family group"
        columns = (
            Column("indicator", "Indicator and year"),
            Column("area", place, "number"),
            Column("scotland", "Scotland", "number"),
            Column("family", "Family group (median)", "number"),
        )
        reason = "" if series else f"No series over several years is published for {place}."
        table = Table(title, columns, tuple(rows), tuple(meant)) if series else missing_table(title, columns, reason)
        drawing = trend_chart(series, names, palette_of(self.run.context.get("brand")), periods)
        own = [each for each in series if each.name == place]
        alt = (
            " ".join(
                f"{each.panel}: {place} went from {grouped(_rounded(each.points[0][1]))} in "
                f"{periods[each.points[0][0]]} to {grouped(_rounded(each.points[-1][1]))} in "
                f"{periods[each.points[-1][0]]}."
                for each in own
            )
            or reason
        )
        return Figure(title, drawing.spec, alt, table, drawing.width, drawing.height, table.status, table.reason)

    def _line(self, rows, who, years) -> tuple[tuple[int, float], ...]:
        if who == "Family group":
            by_year = {
                year: [row["value"] for row in rows if _year(row) == year and row["area"] in self._family and _has(row)]
                for year, _ in years
            }
            return tuple((year, median(found)) for year, found in by_year.items() if found)
        slug = SCOTLAND if who == "Scotland" else self.run.area["slug"]
        return tuple(sorted((_year(row), row["value"]) for row in rows if row["area"] == slug and _has(row)))


def read_profile(run: Run) -> Profile:
    """Return the published statistics of this run's area."""
    return Profile(run)


def _has(row: Mapping[str, Any]) -> bool:
    return row.get("status") == "published" and row.get("value") is not None


def _cell(row: Mapping[str, Any]) -> float | Suppressed | None:
    if _has(row):
        return _rounded(row["value"])
    return Suppressed(_WITHHELD) if row.get("status") == "suppressed" else None


def _year(row: Mapping[str, Any]) -> int:
    return int(row["year"]) if row.get("year") is not None else int("".join(filter(str.isdigit, row["period"]))[:4])


def _rounded(value: float) -> float | int:
    """Return a number as a reader needs it: whole from 1,000, else to one decimal, small ones to two."""
    return rounded(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 1 else 2)


def _text(value: float, unit: str) -> str:
    return f"{grouped(_rounded(value))}{'%' if unit == '%' else ''}"
