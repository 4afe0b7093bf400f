"""Recorded grades on the map of council areas, and on a grid of equal tiles where small areas can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, wrapped

NONE = "Not evaluated"
_TALL = 640
_TILE = 78
_FIRST = 13


def _scale(grades: Sequence[tuple[int, str]], palette: Palette) -> alt.Scale:
    return alt.Scale(domain=[*(label for _, label in grades), NONE],
                     range=[*(palette[f"grade-{value}"] for value, _ in grades), palette["paper"]])  # fmt: skip


def map_chart(
    topology: Mapping[str, Any], layer: str, grade_of: Mapping[str, str], grades: Sequence[tuple[int, str]],
    counts: Mapping[str, int], palette: Palette,
) -> Drawing:  # fmt: skip
    """Return the map with each area in the colour of its grade, and a legend that says how many have it.

    Parameters
    ----------
    topology
        TopoJSON whose features have the property ``code``.
    layer
        Name of the layer in it.
    grade_of
        Grade's label by area code; areas without one are drawn as not evaluated.
    grades
        Value and label, best first.
    counts
        Number of areas by label.
    palette
        Colours.
    """
    geometries = topology["objects"][layer]["geometries"]
    shapes = [each | {"properties": {"grade": grade_of.get(each["properties"]["code"], NONE)}} for each in geometries]
    content = {**topology, "objects": {layer: {**topology["objects"][layer], "geometries": shapes}}}
    scale = _scale(grades, palette)
    present = [label for label in scale.domain if counts.get(label)]
    legend = alt.Legend(
        title=None, orient="none", legendX=0, legendY=20, direction="vertical", values=present,
        labelExpr=" : ".join(f"datum.label == '{label}' ? '{label}: {counts[label]}'" for label in present)
        + " : datum.label",
    )  # fmt: skip
    source = alt.Data(values=content, format=alt.TopoDataFormat(feature=layer, type="topojson"))
    chart = (
        alt.Chart(source)
        .mark_geoshape(stroke=palette["ink"], strokeWidth=0.6)
        .encode(fill=alt.Fill("properties.grade:N", scale=scale, legend=legend))
        .project(type="mercator")
        .properties(width=WIDTH, height=_TALL)
    )
    return finished(chart, palette, _TALL)


def tiles_chart(
    places: Mapping[str, tuple[int, int]], names: Mapping[str, str], grade_of: Mapping[str, str],
    grades: Sequence[tuple[int, str]], palette: Palette,
) -> Drawing:  # fmt: skip
    """Return a grid of equal tiles, each with its area's short name and grade in words.

    Parameters
    ----------
    places
        Row and column by area code, from 1.
    names
        Short name by area code.
    grade_of
        Grade's label by area code.
    grades
        Value and label, best first.
    palette
        Colours.
    """
    scale = _scale(grades, palette)
    colours = dict(zip(scale.domain, scale.range, strict=True))
    rows = [place[0] for place in places.values()]
    columns = [place[1] for place in places.values()]
    wide = WIDTH / (max(columns) - min(columns) + 1)
    height = _TILE * (max(rows) - min(rows) + 1)
    tiles, texts = [], []
    for code in sorted(places):
        row, column = places[code]
        x, y = (column - min(columns)) * wide, (row - min(rows)) * _TILE
        label = grade_of.get(code, NONE)
        ink = palette.on(colours[label])
        tiles.append({"x": round(x + 1, 1), "end": round(x + wide - 1, 1), "y": y + 1, "bottom": y + _TILE - 1,
                      "colour": colours[label]})  # fmt: skip
        lines = [*wrapped(names[code], _FIRST), *wrapped(label, _FIRST)]
        first = y + _TILE / 2 - 17 * (len(lines) - 1) / 2
        bold = len(wrapped(names[code], _FIRST))
        texts += [{"x": round(x + wide / 2, 1), "y": first + 17 * number, "text": line, "ink": ink,
                   "bold": number >= bold} for number, line in enumerate(lines)]  # fmt: skip
    across = {"scale": alt.Scale(domain=[0, WIDTH], range=[0, WIDTH]), "axis": None}
    down = {"scale": alt.Scale(domain=[0, height], range=[0, height]), "axis": None}
    written = [
        alt.Chart(data([text for text in texts if text["bold"] is bold]))
        .mark_text(baseline="middle", fontSize=13, fontWeight="bold" if bold else "normal")
        .encode(x=alt.X("x:Q", **across), y=alt.Y("y:Q", **down), text="text:N", fill=alt.Fill("ink:N", scale=None))
        for bold in (False, True)
    ]
    chart = alt.layer(
        alt.Chart(data(tiles)).mark_rect(cornerRadius=3, stroke=palette["edge"], strokeWidth=1)
        .encode(x=alt.X("x:Q", **across), x2="end:Q", y=alt.Y("y:Q", **down), y2="bottom:Q",
                fill=alt.Fill("colour:N", scale=None)),
        *written,
    ).properties(width=WIDTH, height=height)  # fmt: skip
    return finished(chart, palette, height)
