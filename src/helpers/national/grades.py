"""Recorded grades of all areas as counts: by quality indicator, and area by area in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpers.charted import charted, palette_for
from helpers.figures import Figure
from helpers.national.collected import NOT_EVALUATED, Collected
from helpers.tables import Column, Table
from helpers.values import Value, count

# With more quality indicators than these, panels would be too small to read; there is one bar for each instead.
_PANELS = 4
_CAUTION = "Grades are counted, never averaged: they are places on a scale, not amounts."


def grade_values(collected: Collected) -> dict[str, Value]:
    """Return ``national.<qi>.evaluated``: in how many areas each quality indicator is evaluated."""
    return {
        f"national.{indicator.key}.evaluated": count(
            len(collected.grades[indicator.id]), f"Areas with an evaluation of {indicator.called}"
        )
        for indicator in collected.run.quality_indicators
    }


def grades_table(collected: Collected) -> Table:
    """Return the number of areas by quality indicator and grade."""
    run = collected.run
    columns = (
        Column("quality_indicator", run.heading),
        *(Column(f"grade_{value}", label, "count") for value, label in run.grades),
        Column("none", NOT_EVALUATED, "count"),
        Column("areas", "Areas", "count"),
    )
    rows = []
    for indicator in run.quality_indicators:
        tally = Counter(collected.grades[indicator.id].values())
        counts = [tally[label] for _, label in run.grades]
        total = len(run.areas)
        rows.append((indicator.name, *counts, total - sum(counts), total))
    return Table("Recorded evaluations: areas by grade", columns, tuple(rows), (_CAUTION,), "", run.synthetic)


def area_table(collected: Collected) -> Table:
    """Return every area's recorded grades in words."""
    run, grades = collected.run, collected.grades
    columns = (Column("area", "Area"), *(Column(each.key, each.name) for each in run.quality_indicators))
    rows = tuple(
        (area["name"], *(grades[each.id].get(area["slug"], NOT_EVALUATED) for each in run.quality_indicators))
        for area in run.areas
    )
    return Table("Recorded evaluations by area", columns, rows, (), "", run.synthetic)


def distribution_figure(collected: Collected) -> Figure:
    """Return columns of the number of areas with each grade, a panel for each quality indicator."""
    from helpers.charts import distribution_chart, stacked_chart

    run, data = collected.run, grades_table(collected)
    graded = slice(1, 1 + len(run.grades))
    counts = {str(row[0]): [int(cell) for cell in row[graded]] for row in data.rows}
    draw = distribution_chart if len(counts) <= _PANELS else stacked_chart
    labels = [label for _, label in run.grades]
    alt = " ".join(f"{name}: {_told(numbers, labels)}." for name, numbers in counts.items())
    title = "Recorded evaluations: number of areas with each grade"
    return charted(title, draw(counts, run.grades, palette_for(run)), alt, data)


def _told(counts: Sequence[int], labels: Sequence[str]) -> str:
    parts = [f"{label} in {number}" for label, number in zip(labels, counts, strict=True) if number]
    return ", ".join(parts) or "no area has an evaluation"
