"""Counts as bars: a label above each bar, the number at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.layers import across, down, head_layer, headings
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, message, unchecked

BAR = 18
_SPAN = WIDTH - 90  # the rest holds the number at the end of the longest bar


@dataclass(frozen=True)
class CountRow:
    """One count, or None where it is not shown."""

    label: str
    count: int | None


@unchecked
def counts_chart(rows: Sequence[CountRow], palette: Palette, colour: str = "series-1") -> Drawing:
    """Return a bar for each row, from nothing to the largest count.

    Parameters
    ----------
    rows
        A count for each row, None where it is not shown.
    palette
        Colours and typeface.
    colour
        Name of the bars' colour in the palette.
    """
    if not rows:
        return message("There is nothing to draw.", palette)
    most = max((row.count or 0 for row in rows), default=0) or 1
    heads, starts, height = headings((row.label for row in rows), BAR)
    bars, numbers = [], []
    for row, y in zip(rows, starts, strict=True):
        length = round(_SPAN * (row.count or 0) / most, 1)
        if row.count:
            bars.append({"from": 0, "to": length, "y": y, "bottom": y + BAR})
        text = "not shown" if row.count is None else f"{row.count:,}"
        numbers.append({"x": length + 8 if row.count else 0, "y": y + BAR / 2, "text": text})
    chart = alt.layer(
        alt.Chart(data(bars))
        .mark_bar(fill=palette[colour], stroke=palette["edge"], strokeWidth=1)
        .encode(x=alt.X("from:Q", **across()), x2="to:Q", y=alt.Y("y:Q", **down(height)), y2="bottom:Q"),
        head_layer(heads, height),
        alt.Chart(data(numbers))
        .mark_text(align="left", baseline="middle", fontWeight="bold")
        .encode(x=alt.X("x:Q", **across()), y=alt.Y("y:Q", **down(height)), text="text:N"),
    )
    return finished(chart.properties(width=WIDTH, height=height), palette, height)
