"""The map of council areas in shades of their figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from helpers.charts.theme import Palette
from helpers.explorer.charts.brush import brush_of
from helpers.explorer.charts.look import Look, dressed, look_of, own_edge, palette_in, shades
from helpers.explorer.charts.told import COLUMNS, marked, told
from helpers.explorer.drawn import Drawn
from helpers.explorer.places import OWN, Place


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
    found, shade = {place.area: place for place in places}, shades(places, palette)
    layer = next(iter(shapes["objects"]))
    rows, order = [], []
    for number, each in enumerate(shapes["objects"][layer]["geometries"]):
        code = each["properties"]["code"]
        area = codes.get(code, "")
        place = found.get(area)
        row = told(place, number, str(each["properties"].get("name", "")))
        rows.append(row | {"code": code, "colour": shade(place)})
        order.append(area)
    frame = dict(_frame(look_of(palette)))
    frame["data"] = {"values": shapes, "format": {"type": "topojson", "feature": layer}}
    return Drawn("point", frame, {"areas": rows}, alt_text, tuple(order))


@lru_cache(maxsize=8)
def _frame(look: Look) -> dict[str, Any]:
    palette, brush = palette_in(look), brush_of("point")
    areas = alt.LookupData(alt.NamedData(name="areas"), "code", list(COLUMNS))
    chart = (
        alt.Chart(alt.NamedData(name="shapes"))
        # The shapes are sent once: what is told of each area is looked up among the rows.
        .transform_lookup(lookup="properties.code", from_=areas)
        .mark_geoshape()
        .encode(
            fill=alt.Fill("colour:N", scale=None),
            stroke=own_edge(palette),
            strokeWidth=alt.condition(f"datum.who == '{OWN}'", alt.value(2), alt.value(1)),
            **marked(brush),
        )
        .project(type="mercator")
        .properties(width=480, height=560)
        .add_params(brush)
    )
    return dressed(chart, palette)
