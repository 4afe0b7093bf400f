"""All areas together: recorded grades as counts, themes, and how much evidence each area has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from helpers.figures import Figure
from helpers.grade_maps import NOT_EVALUATED, map_figures, tile_figures
from helpers.lenses import overview_tables
from helpers.participation import overview_tables as participation_tables
from helpers.run import Run
from helpers.signals import SILENT
from helpers.tables import Column, Suppressed, Table
from helpers.values import Value, count, missing

# With more quality indicators than these, panels would be too small to read; there is one bar for each instead.
_PANELS = 4
# Name of the national total: the area's value it adds up, and what it counts. A total that no area records is left out.
TOTALS = {
    "records": ("records.read", "Records read"),
    "staff": ("staff.responses", "Staff who answered the survey"),
    "children": ("children.responses", "Children and young people who answered the survey"),
    "parents": ("parents.responses", "Parents and carers who answered the survey"),
    "sessions": ("engagement.sessions", "Focus groups, interviews and other sessions"),
    "people": ("engagement.people", "People who took part in sessions"),
    "findings": ("engagement.findings", "Findings recorded in sessions"),
    "participation": ("participation.people", "People who took part in one way or another"),
}
_COVERAGE = ("staff", "children", "parents", "records", "sessions", "participation")
_CAUTION = "Grades are counted, never averaged: they are places on a scale, not amounts."


class Overview:
    """The results of all areas of the programme.

    Parameters
    ----------
    run
        The national run, with the areas' results staged.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._results = {stage: run.collected(stage) for stage in run.earlier}

    @cached_property
    def _values(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """Recorded values of all stages by area slug."""
        return self._together("values")

    @cached_property
    def _tables(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """Recorded tables of all stages by area slug."""
        return self._together("tables")

    def _together(self, kind: str) -> dict[str, dict[str, Mapping[str, Any]]]:
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        for results in self._results.values():
            for slug, each in results.items():
                found.setdefault(slug, {}).update(each.get(kind, {}))
        return found

    @cached_property
    def grades(self) -> dict[str, dict[str, str]]:
        """Recorded grade's label by quality indicator and area slug."""
        found: dict[str, dict[str, str]] = {indicator.id: {} for indicator in self.run.quality_indicators}
        for slug, values in self._values.items():
            for indicator in self.run.quality_indicators:
                value = values.get(f"evaluation.{indicator.key}.grade", {})
                if value.get("status") == "shown":
                    found[indicator.id][slug] = value["text"]
        return found

    def values(self) -> dict[str, Value]:
        """Return ``national.areas``, the totals, and how many areas each quality indicator is evaluated in."""
        found = {"national.areas": count(len(self._values), "Areas with results")}
        for name in self._recorded(TOTALS):
            found[f"national.{name}"] = self._total(*TOTALS[name])
        for indicator in self.run.quality_indicators if self.run.grades else ():
            number = len(self.grades[indicator.id])
            found[f"national.{indicator.key}.evaluated"] = count(
                number, f"Areas with an evaluation of {indicator.called}"
            )
        return found

    def _recorded(self, names: Iterable[str]) -> list[str]:
        """Return the totals of which at least one area records its part, shown or not."""
        return [name for name in names if any(TOTALS[name][0] in values for values in self._values.values())]

    def _total(self, name: str, label: str) -> Value:
        """Return the sum of what areas show; what an area holds back stays out of it, so it cannot be worked out."""
        values = [values[name] for values in self._values.values() if name in values]
        shown = [int(value["value"]) for value in values if value.get("status") == "shown"]
        held = sum(value.get("status") == "suppressed" for value in values)
        if not shown:
            return missing("count", label, "no area shows this number")
        note = f"areas that do not show theirs are left out ({held} of {len(values)})" if held else ""
        return count(sum(shown), f"{label}{f'; {note}' if note else ''}", rule=note)

    def grade_tables(self) -> dict[str, Table]:
        """Return ``national.grades`` and ``national.area_qi``, or nothing where the programme has no scale."""
        if not self.run.grades:
            return {}
        return {"national.grades": self.grades_table(), "national.area_qi": self.area_table()}

    def grade_figures(self) -> dict[str, Figure]:
        """Return ``national.distribution``, maps and tiles, or nothing where the programme has no scale."""
        if not self.run.grades:
            return {}
        return {"national.distribution": self.distribution_figure()} | self.map_figures() | self.tile_figures()

    def theme_tables(self) -> dict[str, Table]:
        """Return ``national.themes``, or nothing where no area sorts its findings into themes."""
        return {"national.themes": self.themes_table()} if self._has_themes else {}

    def theme_figures(self) -> dict[str, Figure]:
        """Return ``national.themes``, or nothing where no area sorts its findings into themes."""
        return {"national.themes": self.themes_figure()} if self._has_themes else {}

    @property
    def _has_themes(self) -> bool:
        return any("engagement.themes" in tables for tables in self._tables.values())

    def grades_table(self) -> Table:
        """Return the number of areas by quality indicator and grade."""
        labels = [label for _, label in self.run.grades]
        columns = (
            Column("quality_indicator", self.run.heading),
            *(Column(f"grade_{value}", label, "count") for value, label in self.run.grades),
            Column("none", NOT_EVALUATED, "count"),
            Column("areas", "Areas", "count"),
        )
        rows = []
        for indicator in self.run.quality_indicators:
            tally = Counter(self.grades[indicator.id].values())
            counts = [tally[label] for label in labels]
            total = len(self.run.areas)
            rows.append((indicator.name, *counts, total - sum(counts), total))
        return Table("Recorded evaluations: areas by grade", columns, tuple(rows), (_CAUTION,), "", self.run.synthetic)

    def area_table(self) -> Table:
        """Return every area's recorded grades in words."""
        columns = (
            Column("area", "Area"),
            *(Column(indicator.key, indicator.name) for indicator in self.run.quality_indicators),
        )
        rows = tuple(
            (
                area["name"],
                *(
                    self.grades[indicator.id].get(area["slug"], NOT_EVALUATED)
                    for indicator in self.run.quality_indicators
                ),
            )
            for area in self.run.areas
        )
        return Table("Recorded evaluations by area", columns, rows, (), "", self.run.synthetic)

    def themes_table(self) -> Table:
        """Return the themes of engagement findings: in how many areas, and how many findings."""
        columns = (
            Column("theme", "Theme"),
            Column("areas", "Areas", "count"),
            Column("strengths", "Strengths", "count"),
            Column("improvements", "Areas for improvement", "count"),
            Column("mixed", "Mixed", "count"),
        )
        areas: Counter[str] = Counter()
        sums: dict[str, list[int]] = {}
        for tables in self._tables.values():
            for theme, *numbers in tables.get("engagement.themes", {}).get("rows", ()):
                areas[theme] += 1
                sums[theme] = [one + other for one, other in zip(sums.get(theme, [0, 0, 0]), numbers, strict=False)]
        rows = sorted(
            ((theme, areas[theme], *numbers) for theme, numbers in sums.items()),
            key=lambda row: (-row[1], -sum(row[2:]), row[0]),
        )
        note = "Counts of findings in focus groups, interviews and observations; not of people."
        return Table("Recurring themes", columns, tuple(rows), (note,), "engagement", self.run.synthetic)

    def themes_figure(self) -> Figure:
        """Return bars of strengths and areas for improvement by theme, the most often raised first."""
        from helpers.charts import BalanceRow, balance_chart, message, palette_of

        palette, data = palette_of(self.run.context.get("brand")), self.themes_table()
        title = "Recurring themes: strengths and areas for improvement"
        if not data.rows:
            drawing = message("No area has findings with a theme.", palette)
            return Figure(
                title,
                drawing.spec,
                "No area has findings with a theme.",
                data,
                drawing.width,
                drawing.height,
                "missing",
                "no area has findings with a theme",
            )
        rows = sorted(data.rows, key=lambda row: (row[3] - row[2], row[0]))
        drawing = balance_chart([BalanceRow(row[0], *row[2:]) for row in rows], palette)
        most, least = rows[0], rows[-1]
        alt = (
            f"{len(rows)} themes. Most on the side of strengths: {most[0]} ({most[2]} strengths, {most[3]} areas for "
            f"improvement). Most on the side of improvement: {least[0]} ({least[2]} and {least[3]})."
        )
        return Figure(title, drawing.spec, alt, data, drawing.width, drawing.height)

    def lens_tables(self) -> dict[str, Table]:
        """Return ``national.lens_<lens>``: findings by the part of a lens they are tagged with, over all areas."""
        return overview_tables(self.run, self._tables)

    def participation_tables(self) -> dict[str, Table]:
        """Return ``national.participation``, or nothing where no area records ways of taking part."""
        return participation_tables(self.run, self._tables)

    def coverage_table(self) -> Table:
        """Return how much evidence each area shows, by strand."""
        chosen = self._recorded(_COVERAGE)
        columns = (
            Column("area", "Area"),
            *(Column(name, TOTALS[name][1], "count") for name in chosen),
            Column("silent", "Silent strands"),
        )
        rows = tuple(
            (
                area["name"],
                *(self._cell(area["slug"], TOTALS[name][0]) for name in chosen),
                self._silent(area["slug"]),
            )
            for area in self.run.areas
        )
        note = "“Not shown” stands where a number cannot be shown safely; a dash where there is no evidence."
        return Table("Evidence by area", columns, rows, (note,), "", self.run.synthetic)

    def _cell(self, slug: str, name: str) -> int | Suppressed | None:
        value = self._values.get(slug, {}).get(name, {})
        if value.get("status") == "suppressed":
            return Suppressed(value["reason"])
        return int(value["value"]) if value.get("status") == "shown" else None

    def _silent(self, slug: str) -> str:
        matrix = self._tables.get(slug, {}).get("evaluation.matrix")
        if not matrix:
            return "not known"
        names = [column["id"] for column in matrix["columns"]]
        silent = [
            strand["title"]
            for strand in self.run.strands
            if strand["id"] in names
            and all(str(row[names.index(strand["id"])]).startswith(SILENT) for row in matrix["rows"])
        ]
        return ", ".join(silent) or "none"

    def distribution_figure(self) -> Figure:
        """Return columns of the number of areas with each grade, a panel for each quality indicator."""
        from helpers.charts import distribution_chart, palette_of, stacked_chart

        data = self.grades_table()
        number = len(self.run.grades)
        counts = {str(row[0]): [int(cell) for cell in row[1 : 1 + number]] for row in data.rows}
        draw = distribution_chart if len(counts) <= _PANELS else stacked_chart
        drawing = draw(counts, self.run.grades, palette_of(self.run.context.get("brand")))
        alt = " ".join(f"{row[0]}: {self._counted(row[1 : 1 + number])}." for row in data.rows)
        return Figure(
            "Recorded evaluations: number of areas with each grade",
            drawing.spec,
            alt,
            data,
            drawing.width,
            drawing.height,
        )

    def _counted(self, counts: tuple) -> str:
        parts = [f"{label} in {number}" for (_, label), number in zip(self.run.grades, counts, strict=True) if number]
        return ", ".join(parts) or "no area has an evaluation"

    def map_figures(self) -> dict[str, Figure]:
        """Return ``national.map.<qi>``: each quality indicator's recorded grades on the map."""
        return map_figures(self.run, self.grades)

    def tile_figures(self) -> dict[str, Figure]:
        """Return ``national.tiles.<qi>``: each quality indicator's recorded grades on equal tiles."""
        return tile_figures(self.run, self.grades)


def read_overview(run: Run) -> Overview:
    """Return the results of all areas."""
    return Overview(run)
