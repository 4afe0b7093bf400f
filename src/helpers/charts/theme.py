"""The look that all charts share: palette, typeface, sizes, and the finished specification."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec

import altair as alt
from altair.utils.schemapi import debug_mode

P = ParamSpec("P")

# A page's text is 600 CSS pixels wide (16 cm) in print, and 16 pixels are 12 point: charts are drawn at that size.
WIDTH = 600
TEXT = 16
LINE = 20
_CHARACTERS = 80  # of 16-pixel Atkinson Hyperlegible that fit into WIDTH
_DEFAULTS = {
    "ink": "#1c2630",
    "muted": "#4a5967",
    "line": "#c9d3db",
    "edge": "#6d7f8e",
    "wash": "#f2f6f8",
    "paper": "#ffffff",
    "loch": "#0a4c6a",
    "pine": "#1d6340",
    "bracken": "#8a4607",
    "heather": "#6b3d83",
    "series-1": "#0a4c6a",
    "series-2": "#b3590a",
    "series-3": "#2f8f6b",
    "series-4": "#6b3d83",
    "series-5": "#4a5967",
    "series-6": "#b03a58",
    "answer-1": "#8a4607",
    "answer-2": "#d9985a",
    "answer-3": "#c3ccd3",
    "answer-4": "#5b9fbe",
    "answer-5": "#0a4c6a",
    "grade-1": "#7a3b04",
    "grade-2": "#bd6f1f",
    "grade-3": "#e3b778",
    "grade-4": "#93c1d6",
    "grade-5": "#3c86a8",
    "grade-6": "#0a4c6a",
}


@dataclass(frozen=True)
class Palette:
    """Named colours and the typeface of the brand.

    Examples
    --------
    >>> palette_of({})["loch"]
    '#0a4c6a'
    """

    colours: Mapping[str, str]
    font: str = "Atkinson Hyperlegible"

    def __getitem__(self, name: str) -> str:
        return self.colours.get(name) or _DEFAULTS[name]

    def on(self, colour: str) -> str:
        """Return a colour that can be read on ``colour`` (4.5:1): ink or paper, else black or white."""
        best = max((self["ink"], self["paper"]), key=lambda text: contrast(text, colour))
        if contrast(best, colour) >= 4.5:
            return best
        return max(("#000000", "#ffffff"), key=lambda text: contrast(text, colour))


def palette_of(brand: Mapping[str, Any] | None) -> Palette:
    """Return the palette that a run's context describes; colours it does not name have a default."""
    brand = brand or {}
    nested = brand.get("palette")
    colours = nested if isinstance(nested, Mapping) else brand
    font = brand.get("font")
    named = {
        str(name).replace("_", "-"): str(colour)
        for name, colour in colours.items()
        if isinstance(colour, str) and colour.startswith("#")
    }
    return Palette(named, font if isinstance(font, str) and font else "Atkinson Hyperlegible")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def unchecked(draw: Callable[P, Drawing]) -> Callable[P, Drawing]:
    """Let a chart be put together without Altair checking every part of it, data included, as it is made.

    That takes longer than all the rest, and whole charts are checked against the schema by the tests.
    """

    @functools.wraps(draw)
    def drawn(*arguments: P.args, **options: P.kwargs) -> Drawing:
        with debug_mode(False):
            return draw(*arguments, **options)

    return drawn


@dataclass(frozen=True)
class Drawing:
    """A finished specification with its size in CSS pixels."""

    spec: Mapping[str, Any]
    width: int
    height: int


def finished(chart: alt.TopLevelMixin, palette: Palette, height: int, width: int = WIDTH) -> Drawing:
    """Return the chart's specification with the shared look; its data are inside it."""
    spec = chart.to_dict(validate=False)
    spec["config"] = _config(palette)
    spec["padding"] = 4
    spec["autosize"] = {"type": "pad", "contains": "padding"}
    return Drawing(spec, width + 8, height + 8)


def _config(palette: Palette) -> dict[str, Any]:
    font, ink, muted = palette.font, palette["ink"], palette["muted"]
    return {
        "font": font,
        "background": palette["paper"],
        "view": {"stroke": None},
        "text": {"font": font, "fontSize": TEXT, "fill": ink, "lineHeight": LINE},
        "axis": {
            "labelFont": font,
            "labelFontSize": TEXT,
            "labelColor": muted,
            "titleFont": font,
            "titleFontSize": TEXT,
            "titleFontWeight": "normal",
            "titleColor": muted,
            "gridColor": palette["line"],
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        },
        "legend": {
            "labelFont": font,
            "labelFontSize": TEXT,
            "labelColor": ink,
            "labelLimit": 0,
            "title": None,
            "symbolSize": 220,
            "symbolType": "square",
            "symbolStrokeWidth": 1,
            "symbolStrokeColor": palette["edge"],
            "orient": "top",
            "direction": "horizontal",
            "columnPadding": 18,
            "offset": 20,
        },
        "header": {"labelFont": font, "labelFontSize": TEXT, "labelColor": ink, "title": None},
    }


def data(rows: Sequence[Mapping[str, Any]]) -> alt.Data:
    """Return rows as data inside the specification."""
    return alt.Data(values=[dict(row) for row in rows])


def wrapped(text: str, characters: int = _CHARACTERS) -> list[str]:
    """Return a label as lines that fit.

    Examples
    --------
    >>> wrapped("All services that the family needed took part in reviews", 30)
    ['All services that the family', 'needed took part in reviews']
    """
    return textwrap.wrap(text, characters, break_long_words=False) or [""]


@unchecked
def message(text: str, palette: Palette) -> Drawing:
    """Return a drawing that only says why there is nothing to draw."""
    lines = wrapped(text)
    height = LINE * len(lines) + 16
    chart = (
        alt.Chart(data([{"text": lines}]))
        .mark_text(align="left", baseline="top", lineHeight=LINE, fill=palette["muted"])
        .encode(x=alt.value(0), y=alt.value(8), text="text:N")
        .properties(width=WIDTH, height=height)
    )
    return finished(chart, palette, height)


def tops(labels: Sequence[Sequence[str]], bar: int, gap: int = 11) -> tuple[list[int], int]:
    """Return where each row's label begins when labels of several lines stand above bars, and the height of all.

    Examples
    --------
    >>> tops([["one line"], ["two", "lines"]], bar=22)
    ([0, 57], 134)
    """
    places, y = [], 0
    for lines in labels:
        places.append(y)
        y += LINE * len(lines) + 4 + bar + gap
    return places, y
