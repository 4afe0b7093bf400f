"""How many areas have each grade: columns of counts, a panel for each quality indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from helpers.charts.layers import across, down
from helpers.charts.theme import LINE, WIDTH, Drawing, Palette, data, finished, unchecked, wrapped

_COLUMN = 96
_HIGH = 90


@unchecked
def distribution_chart(
    counts: Mapping[str, Sequence[int]], grades: Sequence[tuple[int, str]], palette: Palette
) -> Drawing:
    """Return a panel for each label with a column for each grade, the count on top and the grade's name below.

    Parameters
    ----------
    counts
        For each label, the number of areas by grade in the order of ``grades``.
    grades
        Value and label, best first.
    palette
        Colours.
    """
    most = max((count for row in counts.values() for count in row), default=0) or 1
    step = WIDTH / len(grades)
    bars, numbers, names, heads = [], [], [], []
    y = 0
    for label, row in counts.items():
        lines = wrapped(label)
        heads.append({"lines": lines, "y": y})
        floor = y + LINE * len(lines) + LINE + 6 + _HIGH
        for number, ((value, name), count) in enumerate(zip(grades, row, strict=True)):
            middle = round(step * (number + 0.5), 1)
            top = floor - round(_HIGH * count / most, 1)
            width = min(_COLUMN, step - 14) / 2
            bars.append(
                {
                    "x": middle - width,
                    "end": middle + width,
                    "y": top,
                    "bottom": floor,
                    "colour": palette[f"grade-{value}"],
                }
            )
            numbers.append({"x": middle, "y": top - 4, "text": str(count)})
            names.append({"x": middle, "y": floor + 6, "lines": wrapped(name, 12)})
        y = floor + LINE + 26
    height = y
    texted = {"baseline": "top", "lineHeight": LINE}
    chart = alt.layer(
        alt.Chart(data(heads))
        .mark_text(align="left", fontWeight="bold", **texted)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **down(height)), text="lines:N"),
        alt.Chart(data(bars))
        .mark_rect(stroke=palette["edge"], strokeWidth=1)
        .encode(
            x=alt.X("x:Q", **across()),
            x2="end:Q",
            y=alt.Y("y:Q", **down(height)),
            y2="bottom:Q",
            fill=alt.Fill("colour:N", scale=None),
        ),
        alt.Chart(data(numbers))
        .mark_text(baseline="bottom", fontWeight="bold")
        .encode(x=alt.X("x:Q", **across()), y=alt.Y("y:Q", **down(height)), text="text:N"),
        alt.Chart(data(names))
        .mark_text(**texted)
        .encode(x=alt.X("x:Q", **across()), y=alt.Y("y:Q", **down(height)), text="lines:N"),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height)
