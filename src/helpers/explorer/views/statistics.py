"""Published statistics: one figure over the years, and every area as columns, tiles or on the map."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from helpers.explorer.choice import Picked
from helpers.explorer.geography import read_grid, read_shapes
from helpers.explorer.places import FAMILY, OWN, Place
from helpers.explorer.published import (
    Published,
    family_councils,
    family_median,
    figure_rows,
    indicators,
    lines_of,
    places_of,
    published,
    source_title,
)
from helpers.explorer.published import council_of as council
from helpers.explorer.rows import NO_ROWS
from helpers.explorer.sources import where_from
from helpers.explorer.turns import in_turn
from helpers.explorer.views.view import View
from helpers.rounding import fixed
from helpers.statistics import SCOTLAND, Profile
from helpers.tables import Table

_AS = ("Columns", "Tiles", "Map")


class StatisticsView(View):
    """One published figure over the years and across areas, with every figure behind it."""

    title = "Published statistics"

    def build(self) -> list[Any]:
        """Return the list of figures, the charts and the table."""
        import ipywidgets

        from helpers.explorer.widgets.brush import Brush
        from helpers.explorer.widgets.figures import Chart
        from helpers.explorer.widgets.parts import Facts, dropdown
        from helpers.explorer.widgets.rows import RowsTable

        self.indicator = dropdown("Published figure")
        self.drawn_as = ipywidgets.RadioButtons(description="Areas as", options=_AS, layout={"width": "auto"})
        self.facts, self.trend, self.key = Facts(), Chart(), Facts()
        self.brush, self.rows = Brush(self._brushed), RowsTable()
        self._quiet = False
        for each in (self.indicator, self.drawn_as):
            each.observe(self._chosen, names="value")
        lists = ipywidgets.HBox([self.indicator, self.drawn_as])
        lists.add_class("explorer-picker")
        return [lists, self.facts, self.trend, self.key, self.brush.box, self.rows.box]

    @in_turn
    def _chosen(self, change: Mapping[str, Any]) -> None:
        if not self._quiet:
            self.refresh(self.explorer.choice.picked)

    def _brushed(self, areas: tuple[str, ...]) -> None:
        self.rows.show(figure_rows(self.programme, areas or (self.explorer.choice.picked.area,), self._found))

    def update(self, picked: Picked) -> str:
        """Show the chosen figure for the picked area."""
        self._offer()
        if not self.indicator.value:
            self.brush.draw({}, None)
            self.trend.draw(None)
            self.facts.html = self.key.html = ""
            self.rows.show(NO_ROWS)
            return "No published statistics were taken in."
        self._found = found = published(self.programme, self.indicator.value)
        self.facts.html = self._facts(found, picked)
        self.trend.draw(self._trend(found, picked))
        places = places_of(self.programme, picked.area, found)
        self.key.html = self._key(places)
        self.brush.draw({place.area: place.name for place in places}, self._chart(places, found, picked))
        self.rows.show(figure_rows(self.programme, [picked.area], found))
        own = found.figure(council(self.programme, picked.area))
        return f"{self.programme.areas[picked.area]}, {found.title}, {found.last}: {found.shown(own.get('value'))}."

    def _offer(self) -> None:
        known = indicators(self.programme)
        options = tuple((title, name) for name, title in known.items())
        self._quiet = True
        try:
            if tuple(self.indicator.options) != options:
                self.indicator.options = options
                self.indicator.value = next(iter(known), None)
        finally:
            self._quiet = False

    def _facts(self, found: Published, picked: Picked) -> str:
        programme, group = self.programme, self.programme.family(picked.area)[0]
        own, scotland = found.figure(council(programme, picked.area)), found.figure(SCOTLAND)
        middle = family_median(found, family_councils(programme, picked.area))
        rows = [(programme.areas[picked.area], own.get("value")), ("Scotland", scotland.get("value"))]
        rows += [(f"Family group (median): {group}", middle)] if group else []
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(found.shown(value))}</td></tr>' for name, value in rows
        )
        head = '<thead><tr><th scope="col">Who</th><th scope="col">Figure</th></tr></thead>'
        table = f"<table><caption>{escape(found.title)}, {escape(found.last)}</caption>{head}{body}</table>"
        lines = [source_title(programme, row) for row in (own, scotland) if row]
        if own.get("status") == "published" and own.get("numerator") and own.get("denominator"):
            lines.append(f"Base: {fixed(own['numerator'], 0)} of {fixed(own['denominator'], 0)}.")
        lines += [own["note"]] if own.get("note") else []
        lines += ["Withheld by the source, because the number is small."] if own.get("status") == "suppressed" else []
        return table + where_from(dict.fromkeys(lines))

    def _trend(self, found: Published, picked: Picked) -> Any:
        from helpers.explorer.charts.lines import lines_chart
        from helpers.explorer.charts.look import screen_palette

        lines = lines_of(self.programme, picked.area, found)
        if all(len(points) < 2 for points in lines.values()):
            return None
        periods = {row["year"]: row["period"] for row in found.rows}
        names = {OWN: self.programme.areas[picked.area], FAMILY: "Family group (median)"}
        ends = ((names.get(who, who), line[0][1], line[-1][1]) for who, line in lines.items())
        said = [f"{name} from {found.shown(first)} to {found.shown(last)}" for name, first, last in ends]
        text = f"{found.title}, {periods[min(periods)]} to {periods[max(periods)]}: {'; '.join(said)}."
        return lines_chart(lines, periods, found.unit, text, screen_palette(self.programme.context.get("brand")))

    def _key(self, places: tuple[Place, ...]) -> str:
        if self.drawn_as.value == "Columns" or not places:
            return ""
        ends = f"from {places[-1].says} ({places[-1].name}) to {places[0].says} ({places[0].name})"
        how = "White: no figure. Click an area to see its figures below."
        return f"<p>The darker, the higher: {escape(ends)}. {how}</p>"

    def _chart(self, places: tuple[Place, ...], found: Published, picked: Picked) -> Any:
        from helpers.explorer.charts.columns import columns_chart
        from helpers.explorer.charts.look import screen_palette
        from helpers.explorer.charts.shapes import map_chart
        from helpers.explorer.charts.tiles import tiles_chart

        palette, programme = screen_palette(self.programme.context.get("brand")), self.programme
        if not places:
            return None
        ends = f"Highest: {places[0].name}, {places[0].says}. Lowest: {places[-1].name}, {places[-1].says}."
        text = f"{found.title}, {found.last}. {ends}"
        codes = {each["code"]: each["slug"] for each in programme.context["areas"]}
        geography = self.explorer.project / "parameters" / "geography"
        grid = {codes[code]: place for code, place in read_grid(geography / "tile_grid.csv").items() if code in codes}
        shapes = read_shapes(geography / "council_areas.topojson")
        if self.drawn_as.value == "Tiles" and grid:
            names = {each["slug"]: each.get("short_name") or each["name"] for each in programme.context["areas"]}
            return tiles_chart(places, grid, names, text, palette)
        if self.drawn_as.value == "Map" and shapes and grid:
            return map_chart(places, shapes, codes, text, palette)
        middle = family_median(found, family_councils(programme, picked.area))
        marks = {"Scotland": found.figure(SCOTLAND).get("value"), "Family group": middle}
        lines = {name: value for name, value in marks.items() if value is not None}
        return columns_chart(places, lines, found.unit, text, palette)

    def plain(self, picked: Picked) -> tuple[Table, ...]:
        """Return the area in context as a report has it."""
        return (Profile(self.programme.run_of(picked.area)).profile_table(),)
