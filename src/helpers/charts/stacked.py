"""Areas by grade as one bar a quality indicator, for programmes with many quality indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from helpers.charts.theme import LINE, WIDTH, Drawing, Palette, data, finished, tops, unchecked, wrapped

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
    texts = [wrapped(label) for label in counts]
    starts, height = tops(texts, BAR)
    heads, bars = [], []
    for row, lines, top in zip(counts.values(), texts, starts, strict=True):
        heads.append({"lines": lines, "y": top})
        x, y = 0.0, top + LINE * len(lines) + 4
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
    across = {"scale": alt.Scale(domain=[0, WIDTH], range=[0, WIDTH]), "axis": None}
    down = {"scale": alt.Scale(domain=[0, height], range=[0, height]), "axis": None}
    legend = alt.Legend(title=None, columns=3)
    drawn = alt.Chart(data(bars))
    chart = alt.layer(
        alt.Chart(data(heads))
        .mark_text(align="left", baseline="top", lineHeight=LINE)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **down), text="lines:N"),
        drawn.mark_bar(stroke=palette["edge"], strokeWidth=1).encode(
            x=alt.X("x:Q", **across),
            x2="end:Q",
            y=alt.Y("y:Q", **down),
            y2="bottom:Q",
            color=alt.Color("grade:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        ),
        drawn.mark_text(baseline="middle").encode(
            x=alt.X("middle:Q", **across),
            y=alt.Y("centre:Q", **down),
            text="text:N",
            fill=alt.Fill("ink:N", scale=None),
        ),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + 64)
