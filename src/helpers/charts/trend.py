"""Published series over the years, one panel an indicator, each line named at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.theme import Drawing, Palette, data, finished, message, unchecked
from helpers.rounding import rounded

_PLOT = 400
_PANEL = 130


@dataclass(frozen=True)
class Series:
    """One line of one panel: year and value, in order of the years."""

    panel: str
    name: str
    points: tuple[tuple[int, float], ...]


@unchecked
def trend_chart(series: Sequence[Series], names: tuple[str, ...], palette: Palette, periods: dict[int, str]) -> Drawing:
    """Return lines over the years; ``names`` are all lines' names, most important first.

    Parameters
    ----------
    series
        Lines with at least one point, of one or several panels.
    names
        Names of the lines in order of importance.
    palette
        Colours.
    periods
        How a year is written on the axis.
    """
    panels = list(dict.fromkeys(line.panel for line in series))
    if not panels:
        return message("There are no published series to draw.", palette)
    colours = [palette["answer-5"], palette["series-2"], palette["series-3"]][: len(names)]
    dashes = [[1, 0], [6, 3], [2, 3]][: len(names)]
    years = sorted({year for line in series for year, _ in line.points})
    charts = [
        _panel(
            panel,
            [line for line in series if line.panel == panel],
            names,
            colours,
            dashes,
            years,
            periods,
            palette,
            last=panel == panels[-1],
        )
        for panel in panels
    ]
    chart = alt.vconcat(*charts, spacing=26)
    return finished(chart, palette, len(panels) * (_PANEL + 66) + 20)


def _panel(panel, lines, names, colours, dashes, years, periods, palette, *, last) -> alt.LayerChart:
    rows = [{"year": year, "value": value, "who": line.name} for line in lines for year, value in line.points]
    values = [row["value"] for row in rows]
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or 1
    own = [(line.name, line.points[-1][1]) for line in lines]
    ends = _apart(own, (high - low + 2 * room) * 21 / _PANEL)
    labels = [{"who": name, "y": place, "text": f"{name} {_short(dict(own)[name])}"} for name, place in ends]
    shown = [years[0], years[-1]] if len(years) > 1 else years
    middle = years[len(years) // 2]
    shown = sorted({*shown, middle}) if len(years) > 4 else shown
    expression = " : ".join(f"datum.value == {year} ? '{periods[year]}'" for year in shown) + " : ''"
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[years[0], years[-1]], nice=False),
        title=None,
        axis=alt.Axis(values=shown, labelExpr=expression, grid=False, labelFlush=True) if last else None,
    )
    scale = alt.Scale(domain=[low - room, high + room], nice=False, zero=False)
    y = alt.Y("value:Q", scale=scale, title=None, axis=alt.Axis(tickCount=3, labelExpr="format(datum.value, ',')"))
    colour = alt.Color("who:N", scale=alt.Scale(domain=list(names), range=colours), legend=None)
    drawn = alt.Chart(data(rows))
    return alt.layer(
        drawn.mark_line(strokeWidth=2.5).encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=alt.StrokeDash("who:N", scale=alt.Scale(domain=list(names), range=dashes), legend=None),
        ),
        drawn.mark_point(filled=True, size=36, opacity=1).encode(x=x, y=y, color=colour),
        alt.Chart(data(labels))
        .mark_text(align="left", baseline="middle")
        .encode(x=alt.value(_PLOT + 12), y=alt.Y("y:Q", scale=scale), text="text:N", color=colour),
    ).properties(
        width=_PLOT,
        height=_PANEL,
        title=alt.TitleParams(
            panel,
            anchor="start",
            frame="group",
            fontSize=16,
            fontWeight="bold",
            font=palette.font,
            color=palette["ink"],
            offset=8,
        ),
    )


def _apart(ends: Sequence[tuple[str, float]], least: float) -> list[tuple[str, float]]:
    """Return the labels' places moved apart so that they do not overlap, in order of value.

    Examples
    --------
    >>> _apart([("a", 1.0), ("b", 1.1)], 0.5)
    [('a', 0.8), ('b', 1.3)]
    """
    placed = sorted(ends, key=lambda end: (end[1], end[0]))
    values = [value for _, value in placed]
    for place in range(1, len(values)):
        values[place] = max(values[place], values[place - 1] + least)
    shift = (sum(values) - sum(value for _, value in placed)) / max(1, len(values))
    return [(name, round(value - shift, 6)) for (name, _), value in zip(placed, values, strict=True)]


def _short(value: float) -> str:
    return f"{rounded(value, 1 if abs(value) < 1000 else 0):,}"
