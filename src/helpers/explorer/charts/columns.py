"""A column for each area, of which some can be chosen by drawing across them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from helpers.charts.theme import Palette
from helpers.explorer.charts.brush import brush_of
from helpers.explorer.charts.look import HEIGHT, WIDTH, Look, dressed, look_of, palette_in
from helpers.explorer.charts.told import marked, short, told
from helpers.explorer.drawn import Drawn
from helpers.explorer.places import FAMILY, OTHER, OWN, Place


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
    # Two lines that lie close together: the upper one is named above, the lower one below.
    highest = max(marks.values(), default=0)
    lines = [
        {"name": f"{name} {short(value)}", "value": value, "below": value < highest} for name, value in marks.items()
    ]
    areas = [told(place, n, place.name) | {"at": _side(n, len(places))} for n, place in enumerate(places)]
    frame = _frame(unit, top, look_of(palette))
    return Drawn("interval", frame, {"areas": areas, "lines": lines}, alt_text, tuple(place.area for place in places))


def _side(number: int, of: int) -> str:
    """Return to which side the words above a column go, so that they stay within the chart."""
    return "left" if 8 * number < of else "right" if 8 * (of - 1 - number) < of else "center"


@lru_cache(maxsize=32)
def _frame(unit: str, top: int | None, look: Look) -> dict[str, Any]:
    palette, brush = palette_in(look), brush_of("interval")
    whose = {OWN: palette["series-2"], FAMILY: palette["answer-5"], OTHER: palette["answer-4"]}
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top]) if top else alt.Scale(zero=True), title=unit or None)
    x = alt.X("place:O", axis=alt.Axis(labels=False, title="Areas, the highest first"))
    drawn, across = alt.Chart(alt.NamedData(name="areas")), alt.Chart(alt.NamedData(name="lines"))
    scale = alt.Scale(domain=list(whose), range=list(whose.values()))
    colour = alt.Color("who:N", scale=scale, legend=alt.Legend(title=None))
    layers = [
        drawn.mark_bar().encode(x=x, y=y, color=colour, **marked(brush)).add_params(brush),
        *(
            drawn.transform_filter(f"datum.who == '{OWN}' && datum.at == '{at}'")
            .mark_text(dy=-8, dx=dx, align=at, fontWeight="bold", **edge)
            .encode(x=x, y=y, text="says:N")
            # Words stand over higher columns as well: first their edge in white, then they.
            for edge in ({"stroke": palette["paper"], "strokeWidth": 5, "strokeJoin": "round"}, {})
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
    return dressed(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT), palette)
