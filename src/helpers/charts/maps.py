"""Recorded grades on the map of council areas, and on a grid of equal tiles where small areas can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from helpers.charts.layers import across, down
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, unchecked

NONE = "Not evaluated"
_TALL = 640
_TILE = 68
_CHARACTERS = 10
_LINE = 16
_SIZE = 14  # a little smaller than elsewhere: eight tiles stand side by side, and a table gives the same facts


def _scale(grades: Sequence[tuple[int, str]], palette: Palette) -> alt.Scale:
    return alt.Scale(
        domain=[*(label for _, label in grades), NONE],
        range=[*(palette[f"grade-{value}"] for value, _ in grades), palette["paper"]],
    )


@unchecked
def map_chart(
    topology: Mapping[str, Any],
    layer: str,
    grade_of: Mapping[str, str],
    grades: Sequence[tuple[int, str]],
    counts: Mapping[str, int],
    palette: Palette,
) -> Drawing:
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
        title=None,
        orient="none",
        legendX=0,
        legendY=20,
        direction="vertical",
        values=present,
        labelExpr=" : ".join(f"datum.label == '{label}' ? '{label}: {counts[label]}'" for label in present)
        + " : datum.label",
    )
    chart = (
        alt.Chart(alt.Data(name="areas"))
        .mark_geoshape(stroke=palette["ink"], strokeWidth=0.6)
        .encode(fill=alt.Fill("properties.grade:N", scale=scale, legend=legend))
        .project(type="mercator")
        .properties(width=WIDTH, height=_TALL)
    )
    drawing = finished(chart, palette, _TALL)
    # Altair copies and hashes data several times; a whole map is put in afterwards.
    source = {"values": content, "format": {"type": "topojson", "feature": layer}}
    return Drawing({**drawing.spec, "data": source}, drawing.width, drawing.height)


@unchecked
def tiles_chart(
    places: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    grade_of: Mapping[str, str],
    grades: Sequence[tuple[int, str]],
    palette: Palette,
) -> Drawing:
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
        tiles.append(
            {
                "x": round(x + 1, 1),
                "end": round(x + wide - 1, 1),
                "y": y + 1,
                "bottom": y + _TILE - 1,
                "colour": colours[label],
            }
        )
        named = tile_lines(names[code])
        lines = [*named, *tile_lines(label)]
        step = min(_LINE, (_TILE - 4) / len(lines))
        first = y + _TILE / 2 - step * (len(lines) - 1) / 2
        texts += [
            {
                "x": round(x + wide / 2, 1),
                "y": round(first + step * number, 1),
                "text": line,
                "ink": ink,
                "bold": number >= len(named),
            }
            for number, line in enumerate(lines)
        ]
    written = [
        alt.Chart(data([text for text in texts if text["bold"] is bold]))
        .mark_text(baseline="middle", fontSize=_SIZE, fontWeight="bold" if bold else "normal")
        .encode(
            x=alt.X("x:Q", **across()),
            y=alt.Y("y:Q", **down(height)),
            text="text:N",
            fill=alt.Fill("ink:N", scale=None),
        )
        for bold in (False, True)
    ]
    chart = alt.layer(
        alt.Chart(data(tiles))
        .mark_rect(cornerRadius=3, stroke=palette["edge"], strokeWidth=1)
        .encode(
            x=alt.X("x:Q", **across()),
            x2="end:Q",
            y=alt.Y("y:Q", **down(height)),
            y2="bottom:Q",
            fill=alt.Fill("colour:N", scale=None),
        ),
        *written,
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height)


def tile_lines(name: str) -> list[str]:
    """Return words as lines of a tile; a long word is parted before its last syllable, and once more where it must be.

    Examples
    --------
    >>> tile_lines("West Dunbartonshire"), tile_lines("Clackmannanshire"), tile_lines("Unsatisfactory")
    (['West', 'Dunbarton-', 'shire'], ['Clack-', 'mannan-', 'shire'], ['Unsatis-', 'factory'])
    """
    words = []
    for word in name.split():
        ending = "shire" if word.endswith("shire") else ""
        stem = word.removesuffix(ending)
        if len(word) <= _CHARACTERS:
            words.append(word)
        elif ending and len(stem) < _CHARACTERS:
            words += [f"{stem}-", ending]
        else:
            half = len(stem) // 2
            words += [f"{stem[:half]}-", f"{stem[half:]}{'-' if ending else ''}", *([ending] if ending else [])]
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines and not lines[-1].endswith("-") else ""
        if joined and len(joined) <= _CHARACTERS:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
