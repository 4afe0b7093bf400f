"""The look of the explorer's charts: the brand's colours and typeface, shades of figures, and an area's own edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from helpers.charts.theme import Palette, palette_of
from helpers.explorer.places import OWN, Place

WIDTH, HEIGHT = 640, 240
#: Colours by name and the typeface: what of a palette can be a key of what is kept.
Look = tuple[tuple[tuple[str, str], ...], str]


def screen_palette(brand: Mapping[str, Any] | None) -> Palette:
    """Return the brand's palette with a typeface that a browser can fall back from."""
    palette = palette_of(brand)
    return replace(palette, font=f"{palette.font}, Verdana, sans-serif")


def look_of(palette: Palette) -> Look:
    """Return a palette as a key of what is kept; :func:`palette_in` is the way back."""
    return tuple(palette.colours.items()), palette.font


def palette_in(look: Look) -> Palette:
    """Return the palette of a key."""
    return Palette(dict(look[0]), look[1])


def own_edge(palette: Palette) -> Any:
    """Return the colour of an area's edge: this area's own is unlike the others'."""
    return alt.condition(f"datum.who == '{OWN}'", alt.value(palette["series-2"]), alt.value(palette["edge"]))


def shades(places: Sequence[Place], palette: Palette) -> Callable[[Place | None], str]:
    """Return what gives an area one of four shades, from the lowest to the highest; without a figure it is paper."""
    values = [place.value for place in places]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    steps = [palette[name] for name in ("grade-4", "answer-4", "grade-5", "grade-6")]
    spread = (high - low) or 1

    def shade(place: Place | None) -> str:
        if place is None:
            return palette["paper"]
        return steps[min(len(steps) - 1, int((place.value - low) / spread * len(steps)))]

    return shade


def dressed(chart: Any, palette: Palette) -> dict[str, Any]:
    """Return the chart's specification in the brand's look."""
    font, ink = palette.font, palette["ink"]
    axis = {"labelFont": font, "titleFont": font, "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal"}
    axis |= {"labelColor": ink, "titleColor": ink, "gridColor": palette["line"], "ticks": False, "domain": False}
    spec: dict[str, Any] = chart.to_dict()
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
