"""Lines over the years, each in a colour and a dash of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from helpers.charts.theme import Palette
from helpers.explorer.charts.look import WIDTH, Look, dressed, look_of, palette_in
from helpers.explorer.drawn import Drawn
from helpers.explorer.places import FAMILY, OWN

#: The lines over the years, the most important first.
LINES = (OWN, "Scotland", FAMILY)


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
    return Drawn("", _frame(unit, look_of(palette)), {"lines": rows}, alt_text)


@lru_cache(maxsize=32)
def _frame(unit: str, look: Look) -> dict[str, Any]:
    palette, names = palette_in(look), list(LINES)
    shades = [palette["series-2"], palette["answer-5"], palette["series-3"]]
    dashes = [[1, 0], [6, 3], [2, 3]]
    # Of a line, long enough for its dashes to be told apart.
    legend = alt.Legend(title=None, symbolType="stroke", symbolSize=900, symbolStrokeWidth=2.5)
    chart = (
        alt.Chart(alt.NamedData(name="lines"))
        .mark_line(strokeWidth=2.5, point=True)
        .encode(
            x=alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("value:Q", title=unit or None, scale=alt.Scale(zero=False)),
            color=alt.Color("who:N", scale=alt.Scale(domain=names, range=shades), legend=legend),
            strokeDash=alt.StrokeDash(
                "who:N", scale=alt.Scale(domain=names, range=dashes), legend=alt.Legend(title=None)
            ),
            tooltip=[alt.Tooltip("who:N", title="Who"), alt.Tooltip("period:N", title="Period"), "value:Q"],
        )
        .properties(width=WIDTH, height=180)
    )
    return dressed(chart, palette)
