"""Recorded grades of all areas on the map and on equal tiles, with every grade in words as well."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from helpers.charted import charted, palette_for
from helpers.figures import Figure
from helpers.national.collected import NOT_EVALUATED, Grades
from helpers.quality_indicators import QualityIndicator
from helpers.run import Run
from helpers.tables import Column, Table

if TYPE_CHECKING:
    from helpers.charts import Drawing

#: A drawing of areas from the grade of each by its code.
Draw = Callable[[Mapping[str, str]], "Drawing"]


def grade_map_figures(run: Run, grades: Grades) -> dict[str, Figure]:
    """Return ``national.map.<qi>`` and ``national.tiles.<qi>``: recorded grades on the map and on equal tiles.

    Parameters
    ----------
    run
        A national run; without the geography ``council_areas`` there is no map, without ``tile_grid`` no tiles.
    grades
        Recorded grade's label by quality indicator and area slug.
    """
    ways = (("map", "on the map", _on_the_map(run)), ("tiles", "area by area", _on_tiles(run)))
    return {
        f"national.{name}.{indicator.key}": _figure(run, grades, indicator, how, draw)
        for name, how, draw in ways
        if draw is not None
        for indicator in run.quality_indicators
    }


def _on_the_map(run: Run) -> Draw | None:
    from helpers.charts import map_chart

    path = run.geography("council_areas")
    if path is None:
        return None
    topology = json.loads(path.read_text(encoding="utf-8"))
    layer, palette = next(iter(topology["objects"])), palette_for(run)

    def draw(grade_of: Mapping[str, str]) -> Drawing:
        return map_chart(topology, layer, grade_of, run.grades, dict(Counter(grade_of.values())), palette)

    return draw


def _on_tiles(run: Run) -> Draw | None:
    from helpers.charts import tiles_chart

    path = run.geography("tile_grid")
    if path is None:
        return None
    names = {area["code"]: area.get("short_name") or area["name"] for area in run.areas}
    places = {code: place for code, place in _places(path.read_text(encoding="utf-8")).items() if code in names}
    return partial(tiles_chart, places, names, grades=run.grades, palette=palette_for(run))


def _figure(run: Run, grades: Grades, indicator: QualityIndicator, how: str, draw: Draw) -> Figure:
    columns = (Column("area", "Area"), Column("grade", "Evaluation"))
    title = f"{indicator.name}: recorded evaluations {how}"
    grade_of = {area["code"]: grades[indicator.id].get(area["slug"], NOT_EVALUATED) for area in run.areas}
    rows = tuple((area["name"], grade_of[area["code"]]) for area in run.areas)
    tally = Counter(grade for _, grade in rows)
    order = [*(label for _, label in run.grades), NOT_EVALUATED]
    parts = [f"{label} in {tally[label]}" for label in order if tally.get(label)]
    alt = f"{indicator.name}, of {len(run.areas)} areas: {', '.join(parts)}."
    return charted(title, draw(grade_of), alt, Table(title, columns, rows, (), "", run.synthetic))


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
