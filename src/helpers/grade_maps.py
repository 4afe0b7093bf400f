"""Recorded grades of all areas on the map and on equal tiles, with every grade in words as well."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from helpers.figures import Figure
from helpers.run import QualityIndicator, Run
from helpers.tables import Column, Table

NOT_EVALUATED = "Not evaluated"

#: Recorded grade's label by quality indicator and area slug.
Grades = Mapping[str, Mapping[str, str]]


def map_figures(run: Run, grades: Grades) -> dict[str, Figure]:
    """Return ``national.map.<qi>``: each quality indicator's recorded grades on the map.

    Parameters
    ----------
    run
        A national run; without the geography ``council_areas`` there is no map.
    grades
        Recorded grade's label by quality indicator and area slug.
    """
    from helpers.charts import map_chart, palette_of

    path = run.geography("council_areas")
    if path is None:
        return {}
    topology = json.loads(path.read_text(encoding="utf-8"))
    layer = next(iter(topology["objects"]))
    palette = palette_of(run.context.get("brand"))
    figures = {}
    for indicator in run.quality_indicators:
        grade_of, tally = _by_code(run, grades, indicator)
        drawing = map_chart(topology, layer, grade_of, run.grades, tally, palette)
        figures[f"national.map.{indicator.key}"] = _placed(run, grades, indicator, "on the map", drawing)
    return figures


def tile_figures(run: Run, grades: Grades) -> dict[str, Figure]:
    """Return ``national.tiles.<qi>``: each quality indicator's recorded grades on equal tiles.

    Parameters
    ----------
    run
        A national run; without the geography ``tile_grid`` there are no tiles.
    grades
        As for `map_figures`.
    """
    from helpers.charts import palette_of, tiles_chart

    path = run.geography("tile_grid")
    if path is None:
        return {}
    names = {area["code"]: area.get("short_name") or area["name"] for area in run.areas}
    places = {code: place for code, place in _places(path.read_text(encoding="utf-8")).items() if code in names}
    palette = palette_of(run.context.get("brand"))
    figures = {}
    for indicator in run.quality_indicators:
        grade_of, _ = _by_code(run, grades, indicator)
        drawing = tiles_chart(places, names, grade_of, run.grades, palette)
        figures[f"national.tiles.{indicator.key}"] = _placed(run, grades, indicator, "area by area", drawing)
    return figures


def _by_code(run: Run, grades: Grades, indicator: QualityIndicator) -> tuple[dict[str, str], dict[str, int]]:
    """Return the grade of each area by its code, and how many areas have each."""
    of_area = grades[indicator.id]
    by_code = {area["code"]: of_area.get(area["slug"], NOT_EVALUATED) for area in run.areas}
    return by_code, dict(Counter(by_code.values()))


def _placed(run: Run, grades: Grades, indicator: QualityIndicator, how: str, drawing: Any) -> Figure:
    columns = (Column("area", "Area"), Column("grade", "Evaluation"))
    title = f"{indicator.name}: recorded evaluations {how}"
    rows = tuple((area["name"], grades[indicator.id].get(area["slug"], NOT_EVALUATED)) for area in run.areas)
    tally = Counter(grade for _, grade in rows)
    order = [*(label for _, label in run.grades), NOT_EVALUATED]
    parts = [f"{label} in {tally[label]}" for label in order if tally.get(label)]
    alt = f"{indicator.name}, of {len(run.areas)} areas: {', '.join(parts)}."
    table = Table(title, columns, rows, (), "", run.synthetic)
    return Figure(title, drawing.spec, alt, table, drawing.width, drawing.height)


def _places(text: str) -> dict[str, tuple[int, int]]:
    r"""Return row and column by council code from the tile grid.

    Examples
    --------
    >>> _places("code,row,col\nS12000005,7,5\n")
    {'S12000005': (7, 5)}
    """
    head, *lines = [line.split(",") for line in text.strip().splitlines()]
    code, row, column = head.index("code"), head.index("row"), head.index("col")
    return {line[code]: (int(line[row]), int(line[column])) for line in lines}
