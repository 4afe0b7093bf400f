"""The area over the years: lines of its own figures, Scotland's and the family group's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from helpers.charted import charted, palette_for
from helpers.figures import Figure
from helpers.run import Run
from helpers.statistics.among_areas import beside_columns
from helpers.statistics.indicators import SCOTLAND, Row, is_published, readable, year_of
from helpers.tables import Column, Table, missing_table
from helpers.values import grouped

# Series over several years, and how their data's rows are called: in a line, with the year after it.
TRENDS = {
    "lgbf_community_care": "Cared for in the community",
    "lgbf_placements": "More than one placement",
    "lgbf_poverty": "Children in poverty",
}

#: Years and values of one line, in the order of the years.
Points = tuple[tuple[int, float], ...]


def trend_figure(run: Run, rows: Sequence[Row], family: frozenset[str]) -> Figure:
    """Return lines of the area, Scotland and the family group for series over several years.

    Parameters
    ----------
    run
        The run.
    rows
        The published table; a series of which the area has no figure is left out.
    family
        Slugs of the other areas of its family group; their line is their median, year by year.
    """
    from helpers.charts import Series, trend_chart

    place, slug = run.place, run.area["slug"]
    series, cells, periods, meant = [], [], {}, []
    for name, short in TRENDS.items():
        found = [row for row in rows if row["indicator"] == name]
        if not any(row["area"] == slug and is_published(row) for row in found):
            continue
        title, unit = found[0]["title"], found[0]["unit"]
        meant.append(f"{short}: {title[:1].lower()}{title[1:]}.")
        years = sorted({(year_of(row), row["period"]) for row in found})
        periods |= dict(years)
        lines = {
            place: _line(found, {slug}),
            "Scotland": _line(found, {SCOTLAND}),
            "Family group": _line(found, family),
        }
        series += [Series(f"{title} ({unit})", who, points) for who, points in lines.items() if points]
        for year, period in years:
            figures = [dict(points).get(year) for points in lines.values()]
            if any(figure is not None for figure in figures):
                shown = (None if figure is None else readable(figure) for figure in figures)
                cells.append((f"{short} ({unit}), {period}", *shown))
    title = f"Over the years: {place}, Scotland and the family group"
    columns = (Column("indicator", "Indicator and year"), *beside_columns(place))
    reason = "" if series else f"No series over several years is published for {place}."
    data = Table(title, columns, tuple(cells), tuple(meant)) if series else missing_table(title, columns, reason)
    drawing = trend_chart(series, (place, "Scotland", "Family group"), palette_for(run), periods)
    changes = [
        f"{each.panel}: {place} went from {_at(each.points[0], periods)} to {_at(each.points[-1], periods)}."
        for each in series
        if each.name == place
    ]
    return charted(title, drawing, " ".join(changes) or reason, data)


def _line(rows: Iterable[Row], areas: set[str] | frozenset[str]) -> Points:
    """Return the median of some areas' figures, year by year."""
    by_year: dict[int, list[float]] = {}
    for row in rows:
        if row["area"] in areas and is_published(row):
            by_year.setdefault(year_of(row), []).append(row["value"])
    return tuple((year, median(found)) for year, found in sorted(by_year.items()))


def _at(point: tuple[int, float], periods: dict[int, str]) -> str:
    year, value = point
    return f"{grouped(readable(value))} in {periods[year]}"
