"""Areas by grade as one bar a quality indicator, for programmes with many quality indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from helpers.charts.layers import across, down, head_layer, headings
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, unchecked

BAR = 24


@unchecked
def stacked_chart(counts: Mapping[str, Sequence[int]], grades: Sequence[tuple[int, str]], palette: Palette) -> Drawing:
    """Return a bar for each label, divided by the number of areas with each grade, best grade first.

    Parameters
    ----------
    counts
        For each label, the number of areas by grade in the order of ``grades``.
    grades
        Value and label, best first.
    palette
        Colours.
    """
    names = [name for _, name in grades]
    colours = [palette[f"grade-{value}"] for value, _ in grades]
    most = max((sum(row) for row in counts.values()), default=0) or 1
    heads, starts, height = headings(counts, BAR)
    bars = []
    for row, y in zip(counts.values(), starts, strict=True):
        x = 0.0
        for place, number in enumerate(row):
            end = x + WIDTH * number / most
            if number:
                bars.append(
                    {
                        "grade": names[place],
                        # A segment that is too narrow has no number; the table has it.
                        "text": str(number) if end - x >= 10 + 10 * len(str(number)) else "",
                        "x": round(x, 1),
                        "end": round(end, 1),
                        "middle": round((x + end) / 2, 1),
                        "y": y,
                        "bottom": y + BAR,
                        "centre": y + BAR / 2,
                        "ink": palette.on(colours[place]),
                    }
                )
            x = end
    legend = alt.Legend(title=None, columns=3)
    drawn = alt.Chart(data(bars))
    chart = alt.layer(
        head_layer(heads, height),
        drawn.mark_bar(stroke=palette["edge"], strokeWidth=1).encode(
            x=alt.X("x:Q", **across()),
            x2="end:Q",
            y=alt.Y("y:Q", **down(height)),
            y2="bottom:Q",
            color=alt.Color("grade:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        ),
        drawn.mark_text(baseline="middle").encode(
            x=alt.X("middle:Q", **across()),
            y=alt.Y("centre:Q", **down(height)),
            text="text:N",
            fill=alt.Fill("ink:N", scale=None),
        ),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + 64)
