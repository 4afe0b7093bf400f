"""The layers that charts of bars share: headings above the bars, the bars, and the numbers in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from helpers.charts.theme import LINE, WIDTH, Palette, data, tops, wrapped

Rows = list[dict[str, Any]]


def across(width: float = WIDTH) -> dict[str, Any]:
    """Return how places from left to right are read: in pixels."""
    return {"scale": alt.Scale(domain=[0, width], range=[0, width]), "axis": None}


def down(height: float) -> dict[str, Any]:
    """Return how places from top to bottom are read: in pixels."""
    return {"scale": alt.Scale(domain=[0, height], range=[0, height]), "axis": None}


def headings(labels: Iterable[str], bar: int) -> tuple[Rows, list[int], int]:
    """Return the headings of rows of bars, where each row's bar begins below its own, and the height of all.

    Parameters
    ----------
    labels
        What stands above each bar.
    bar
        Height of a bar, in pixels.

    Examples
    --------
    >>> heads, tops_of_bars, height = headings(["One", "Another"], bar=20)
    >>> [(head["lines"], head["y"], top) for head, top in zip(heads, tops_of_bars, strict=True)], height
    ([(['One'], 0, 24), (['Another'], 55, 79)], 110)
    """
    texts = [wrapped(label) for label in labels]
    starts, height = tops(texts, bar)
    heads = [{"lines": lines, "y": top} for lines, top in zip(texts, starts, strict=True)]
    return heads, [top + LINE * len(lines) + 4 for lines, top in zip(texts, starts, strict=True)], height


def head_layer(heads: Rows, height: float) -> alt.Chart:
    """Return the headings above bars: ``lines`` and ``y`` of each.

    Parameters
    ----------
    heads
        ``lines`` of text and ``y`` of each heading.
    height
        Of the whole drawing, in pixels.
    """
    return (
        alt.Chart(data(heads))
        .mark_text(align="left", baseline="top", lineHeight=LINE)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **down(height)), text="lines:N")
    )


def bar_layers(
    heads: Rows,
    bars: Rows,
    part: str,
    named: tuple[Sequence[str], Sequence[str]],
    height: float,
    palette: Palette,
    *,
    columns: int | None = None,
) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """Return headings, bars and the numbers in the bars.

    Parameters
    ----------
    heads
        ``lines`` and ``y`` of each heading.
    bars
        As `helpers.charts.bars.row_of_bars` gives them.
    part
        The column that says what a bar stands for.
    named
        What bars stand for, in the legend's order, and the colour of each.
    height
        Of the whole drawing, in pixels.
    palette
        Colours.
    columns
        Columns of the legend; by default as many as there is room for.
    """
    names, colours = named
    legend = alt.Legend(title=None) if columns is None else alt.Legend(title=None, columns=columns)
    place, drawn = down(height), alt.Chart(data(bars))
    return (
        head_layer(heads, height),
        drawn.mark_bar(stroke=palette["edge"], strokeWidth=1).encode(
            x=alt.X("x:Q", **across()),
            x2="end:Q",
            y=alt.Y("y:Q", **place),
            y2="bottom:Q",
            color=alt.Color(f"{part}:N", scale=alt.Scale(domain=list(names), range=list(colours)), legend=legend),
        ),
        drawn.mark_text(baseline="middle").encode(
            x=alt.X("middle:Q", **across()),
            y=alt.Y("centre:Q", **place),
            text="text:N",
            fill=alt.Fill("ink:N", scale=None),
        ),
    )


def note_layer(notes: Rows, height: float, palette: Palette) -> alt.Chart:
    """Return the words in place of bars that are not shown: ``text`` and ``y`` of each.

    Parameters
    ----------
    notes
        ``text`` and ``y`` of each.
    height
        Of the whole drawing, in pixels.
    palette
        Colours.
    """
    return (
        alt.Chart(data(notes))
        .mark_text(align="left", baseline="middle", fill=palette["muted"], fontStyle="italic")
        .encode(x=alt.value(0), y=alt.Y("y:Q", **down(height)), text="text:N")
    )
