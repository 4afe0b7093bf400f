"""Charts that can be brushed: one column, tile or shape for each area, drawn from what an inspector may see.

Altair makes each kind of chart once; another area or question only changes the data in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import altair as alt

from helpers.charts.maps import _lines
from helpers.charts.theme import Palette, palette_of
from helpers.explorer.drawn import Drawn
from helpers.explorer.places import FAMILY, OTHER, OWN, Place
from helpers.rounding import fixed

BRUSH = "brush"
WIDTH, HEIGHT = 640, 240
_TILE = 62
_TOOLTIP = (("name", "Area"), ("says", "Shows"), ("report", "In a report"), ("source", "Where from"))
#: The lines over the years, the most important first.
LINES = (OWN, "Scotland", FAMILY)


def screen_palette(brand: Mapping[str, Any] | None) -> Palette:
    """Return the brand's palette with a typeface that a browser can fall back from."""
    palette = palette_of(brand)
    return replace(palette, font=f"{palette.font}, Verdana, sans-serif")


def brush_of(kind: str) -> alt.Parameter:
    """Return the parameter by which areas are chosen, by their place."""
    if kind == "interval":
        return alt.selection_interval(name=BRUSH, encodings=["x"])
    return alt.selection_point(name=BRUSH, fields=["place"], toggle="true", empty=True)


def columns_chart(
    places: Sequence[Place],
    marks: Mapping[str, float],
    unit: str,
    alt_text: str,
    palette: Palette,
    top: int | None = None,
) -> Drawn:
    """Return a column for each area in the order given, of which some can be chosen by drawing across them.

    Parameters
    ----------
    places
        The areas.
    marks
        What is marked by a line across, such as Scotland and its value.
    unit
        Unit of the values.
    alt_text
        What the chart shows, in words.
    palette
        Colours.
    top
        Where the scale ends, such as 100 for shares of answers; where the highest ends by default.
    """
    frame = _columns(unit, top, tuple(palette.colours.items()), palette.font)
    # Two lines that lie close together: the upper one is named above, the lower one below.
    highest = max(marks.values(), default=0)
    lines = [
        {"name": f"{name} {_short(value)}", "value": value, "below": value < highest} for name, value in marks.items()
    ]
    rows = {
        "areas": [_row(place, n) | {"at": _edge_of(n, len(places))} for n, place in enumerate(places)],
        "lines": lines,
    }
    return Drawn("interval", frame, rows, alt_text, tuple(place.area for place in places))


@lru_cache(maxsize=32)
def _columns(unit: str, top: int | None, colours: tuple[tuple[str, str], ...], font: str) -> dict[str, Any]:
    palette, brush = Palette(dict(colours), font), brush_of("interval")
    whose = {OWN: palette["series-2"], FAMILY: palette["answer-5"], OTHER: palette["answer-4"]}
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top]) if top else alt.Scale(zero=True), title=unit or None)
    x = alt.X("place:O", axis=alt.Axis(labels=False, title="Areas, the highest first"))
    drawn, across = alt.Chart(alt.NamedData(name="areas")), alt.Chart(alt.NamedData(name="lines"))
    scale = alt.Scale(domain=list(whose), range=list(whose.values()))
    bars = drawn.mark_bar().encode(
        x=x,
        y=y,
        color=alt.Color("who:N", scale=scale, legend=alt.Legend(title=None)),
        opacity=alt.condition(brush, alt.value(1.0), alt.value(0.35)),
        tooltip=_tooltips(),
        description="label:N",
    )
    layers = [
        bars.add_params(brush),
        *(
            drawn.transform_filter(f"datum.who == '{OWN}' && datum.at == '{at}'")
            .mark_text(dy=-8, dx=dx, align=at, fontWeight="bold", **look)
            .encode(x=x, y=y, text="says:N")
            # Words stand over higher columns as well: first their edge in white, then they.
            for look in ({"stroke": palette["paper"], "strokeWidth": 5, "strokeJoin": "round"}, {})
            for at, dx in (("left", -8), ("center", 0), ("right", 8))
        ),
        across.mark_rule(strokeDash=[5, 3], stroke=palette["ink"]).encode(y="value:Q"),
        *(
            across.transform_filter(f"datum.below == {below}")
            .mark_text(align="right", dy=dy)
            .encode(x=alt.value(WIDTH), y="value:Q", text="name:N")
            for below, dy in (("false", -7), ("true", 10))
        ),
    ]
    return _dressed(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT), palette)


def tiles_chart(
    places: Sequence[Place],
    grid: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    alt_text: str,
    palette: Palette,
) -> Drawn:
    """Return a tile for each area, as large for a small one as for a large one; a click chooses it or lets it go.

    Parameters
    ----------
    places
        The areas that have a figure.
    grid
        Row and column of each area, from 1.
    names
        What is written into each tile, by area.
    alt_text, palette
        What the chart shows in words, and the colours.
    """
    found, order, shade = {place.area: place for place in places}, tuple(sorted(grid)), _shades(places, palette)
    top, left = min(row for row, _ in grid.values()), min(column for _, column in grid.values())
    tiles, words = [], []
    for number, area in enumerate(order):
        place, (row, column) = found.get(area), grid[area]
        x, y = (column - left) * _TILE, (row - top) * _TILE
        colour = shade(place.value) if place else palette["paper"]
        told = _row(place, number) if place else _blank(number, names.get(area, area))
        tiles.append(told | {"x": x + 1, "end": x + _TILE - 1, "y": y + 1, "bottom": y + _TILE - 1, "colour": colour})
        lines = [*_lines(names.get(area, area)), _short(place.value) if place else "–"]
        step = min(14, (_TILE - 6) / len(lines))
        first = y + _TILE / 2 - step * (len(lines) - 1) / 2
        # A click on the words is one on their tile: they know their place as well.
        words += [
            {"place": number, "x": x + _TILE / 2, "y": first + step * n, "text": line, "ink": palette.on(colour)}
            for n, line in enumerate(lines)
        ]
    wide = max(column for _, column in grid.values()) - left + 1
    high = max(row for row, _ in grid.values()) - top + 1
    frame = _tiles(wide * _TILE, high * _TILE, tuple(palette.colours.items()), palette.font)
    return Drawn("point", frame, {"tiles": tiles, "words": words}, alt_text, order)


@lru_cache(maxsize=8)
def _tiles(wide: int, high: int, colours: tuple[tuple[str, str], ...], font: str) -> dict[str, Any]:
    palette, brush = Palette(dict(colours), font), brush_of("point")
    across = {"scale": alt.Scale(domain=[0, wide], range=[0, wide]), "axis": None}
    down = {"scale": alt.Scale(domain=[0, high], range=[0, high]), "axis": None}
    drawn = alt.Chart(alt.NamedData(name="tiles")).mark_rect(cornerRadius=3, strokeWidth=2)
    tiles = drawn.encode(
        x=alt.X("x:Q", **across),
        x2="end:Q",
        y=alt.Y("y:Q", **down),
        y2="bottom:Q",
        fill=alt.Fill("colour:N", scale=None),
        stroke=_edge(palette, "datum.who"),
        opacity=alt.condition(brush, alt.value(1.0), alt.value(0.35)),
        tooltip=_tooltips(),
        description="label:N",
    )
    words = alt.Chart(alt.NamedData(name="words")).mark_text(baseline="middle", fontSize=12)
    written = words.encode(
        x=alt.X("x:Q", **across), y=alt.Y("y:Q", **down), text="text:N", fill=alt.Fill("ink:N", scale=None)
    )
    return _dressed(alt.layer(tiles.add_params(brush), written).properties(width=wide, height=high), palette)


def map_chart(
    places: Sequence[Place], shapes: Mapping[str, Any], codes: Mapping[str, str], alt_text: str, palette: Palette
) -> Drawn:
    """Return the map of council areas in shades of their figures; a click chooses an area or lets it go.

    Parameters
    ----------
    places
        The areas that have a figure.
    shapes
        TopoJSON of one layer whose features have the property ``code``.
    codes
        Each area's slug by its code.
    alt_text, palette
        What the map shows in words, and the colours.
    """
    found, shade = {place.area: place for place in places}, _shades(places, palette)
    layer = next(iter(shapes["objects"]))
    rows, order = [], []
    for number, each in enumerate(shapes["objects"][layer]["geometries"]):
        code, area = each["properties"]["code"], codes.get(each["properties"]["code"], "")
        place = found.get(area)
        told = _row(place, number) if place else _blank(number, str(each["properties"].get("name", "")))
        rows.append(told | {"code": code, "colour": shade(place.value) if place else palette["paper"]})
        order.append(area)
    frame = dict(_map(tuple(palette.colours.items()), palette.font))
    frame["data"] = {"values": shapes, "format": {"type": "topojson", "feature": layer}}
    return Drawn("point", frame, {"areas": rows}, alt_text, tuple(order))


@lru_cache(maxsize=8)
def _map(colours: tuple[tuple[str, str], ...], font: str) -> dict[str, Any]:
    palette, brush = Palette(dict(colours), font), brush_of("point")
    told = ["place", "who", "colour", "label", *(name for name, _ in _TOOLTIP)]
    chart = (
        alt.Chart(alt.NamedData(name="shapes"))
        # The shapes are sent once: what is told of each area is looked up among the rows.
        .transform_lookup(lookup="properties.code", from_=alt.LookupData(alt.NamedData(name="areas"), "code", told))
        .mark_geoshape()
        .encode(
            fill=alt.Fill("colour:N", scale=None),
            stroke=_edge(palette, "datum.who"),
            strokeWidth=alt.condition(f"datum.who == '{OWN}'", alt.value(2), alt.value(1)),
            opacity=alt.condition(brush, alt.value(1.0), alt.value(0.35)),
            tooltip=_tooltips(),
            description="label:N",
        )
        .project(type="mercator")
        .properties(width=480, height=560)
        .add_params(brush)
    )
    return _dressed(chart, palette)


def lines_chart(
    lines: Mapping[str, Sequence[tuple[int, float]]],
    periods: Mapping[int, str],
    unit: str,
    alt_text: str,
    palette: Palette,
) -> Drawn:
    """Return lines over the years, each in a colour and a dash of its own.

    Parameters
    ----------
    lines
        Year and value of this area, of Scotland and of the family group (the keys of :data:`LINES`), as far as known.
    periods
        How each year is written.
    unit, alt_text, palette
        Unit of the values, what the chart shows in words, and the colours.
    """
    rows = [
        {"who": who, "year": year, "period": periods[year], "value": value}
        for who, points in lines.items()
        for year, value in points
    ]
    return Drawn("", _trend(unit, tuple(palette.colours.items()), palette.font), {"lines": rows}, alt_text)


@lru_cache(maxsize=32)
def _trend(unit: str, colours: tuple[tuple[str, str], ...], font: str) -> dict[str, Any]:
    palette, names = Palette(dict(colours), font), list(LINES)
    shades = [palette["series-2"], palette["answer-5"], palette["series-3"]]
    dashes = [[1, 0], [6, 3], [2, 3]]
    chart = (
        alt.Chart(alt.NamedData(name="lines"))
        .mark_line(strokeWidth=2.5, point=True)
        .encode(
            x=alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("value:Q", title=unit or None, scale=alt.Scale(zero=False)),
            color=alt.Color("who:N", scale=alt.Scale(domain=names, range=shades), legend=alt.Legend(title=None)),
            strokeDash=alt.StrokeDash("who:N", scale=alt.Scale(domain=names, range=dashes), legend=None),
            tooltip=[alt.Tooltip("who:N", title="Who"), alt.Tooltip("period:N", title="Period"), "value:Q"],
        )
        .properties(width=WIDTH, height=180)
    )
    return _dressed(chart, palette)


def _tooltips() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOOLTIP]


def _edge(palette: Palette, who: str) -> Any:
    return alt.condition(f"{who} == '{OWN}'", alt.value(palette["series-2"]), alt.value(palette["edge"]))


def _row(place: Place, number: int) -> dict[str, Any]:
    told = {"name": place.name, "who": place.who, "value": place.value, "says": place.says}
    label = f"{place.name}: {place.says}"
    return told | {"place": number, "report": place.in_report, "source": place.source, "label": label}


def _blank(number: int, name: str) -> dict[str, Any]:
    told = {"place": number, "name": name, "who": OTHER, "says": "no figure", "report": "", "source": ""}
    return told | {"label": f"{name}: no figure"}


def _dressed(chart: Any, palette: Palette) -> dict[str, Any]:
    """Return the chart's specification in the brand's look."""
    font, ink = palette.font, palette["ink"]
    axis = {"labelFont": font, "titleFont": font, "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal"}
    axis |= {"labelColor": ink, "titleColor": ink, "gridColor": palette["line"], "ticks": False, "domain": False}
    spec = chart.to_dict()
    spec["padding"] = 8
    spec["config"] = {
        "font": font,
        "background": palette["paper"],
        "view": {"stroke": None},
        "text": {"font": font, "fontSize": 14, "fill": ink},
        "axis": axis,
        "legend": {"labelFont": font, "labelFontSize": 14, "labelColor": ink, "orient": "top", "labelLimit": 0},
    }
    return spec


def _shades(places: Sequence[Place], palette: Palette) -> Any:
    """Return what gives a value one of four shades, from the lowest to the highest of the areas."""
    values = [place.value for place in places]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    steps = [palette[name] for name in ("grade-4", "answer-4", "grade-5", "grade-6")]
    spread = (high - low) or 1

    def shade(value: float) -> str:
        return steps[min(len(steps) - 1, int((value - low) / spread * len(steps)))]

    return shade


def _edge_of(number: int, of: int) -> str:
    """Return to which side the words above a column go, so that they stay within the chart."""
    return "left" if 8 * number < of else "right" if 8 * (of - 1 - number) < of else "center"


def _short(value: float) -> str:
    return fixed(value, 0 if abs(value) >= 1000 or float(value).is_integer() else 1)
