"""Recorded figures as Quarto figures: picture, alt text, caption, and the data one step away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.composition.tables import recorded_table
from workbench.composition.text import attribute, dashed, plain

# A line of an A4 page is 160 mm, the 608 px that charts are drawn for: their 16 px words are 12 pt there.
_COLUMN = 608
_TALLEST = 1.4


def figure_partial(name: str, figure: Mapping[str, Any], trace: str = "") -> str:
    """Return the partial ``_figures/<name>.md``, to be referred to as ``@fig-<name with dashes>``.

    The picture is named without an ending: Quarto's ``default-image-extension`` takes the SVG for HTML and PDF and
    the PNG for Word.

    Parameters
    ----------
    name
        Recorded name.
    figure
        As in ``results.json``: title, alt, width, height (px), data.
    trace
        Markdown that leads to where its numbers come from.
    """
    ref = dashed(name)
    picture = (
        f"![{plain(figure['title'])}](figures/{ref}){{#fig-{ref} fig-alt={attribute(figure['alt'])} "
        f'width="{width_percent(figure.get("width"), figure.get("height"))}%"}}\n'
    )
    data = figure.get("data")
    if not data:
        return picture
    # The title as a heading: in an attribute, Quarto would read the words as Markdown after they were decoded.
    return (
        f'{picture}\n::: {{.callout-note .figure-data collapse="true" appearance="minimal"}}\n'
        f"#### Data: {plain(figure['title'])}\n\n{recorded_table(data, caption='', trace=trace)}:::\n"
    )


def width_percent(width: float | None, height: float | None) -> int:
    """Return the part of the text column that a figure takes, in whole per cent.

    Parameters
    ----------
    width, height
        Size of the drawing in px.

    Examples
    --------
    >>> width_percent(700, 300), width_percent(350, 300), width_percent(500, 1000)
    (100, 57, 70)
    """
    if not width:
        return 100
    share = min(1.0, width / _COLUMN)
    if height:  # a tall map must fit on a page of the PDF
        share = min(share, _TALLEST * width / height)
    return int(share * 100)
