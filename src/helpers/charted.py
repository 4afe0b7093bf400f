"""Figures from drawings: a chart, or the one line that says why there is none, with alt text and data table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.figures import Figure
from helpers.run import Run
from helpers.tables import Table

if TYPE_CHECKING:
    from helpers.charts import Drawing, Palette


def palette_for(run: Run) -> Palette:
    """Return the colours and typeface that the run's brand gives its charts."""
    from helpers.charts import palette_of

    return palette_of(run.context.get("brand"))


def charted(title: str, drawing: Drawing, alt: str, data: Table) -> Figure:
    """Return a figure of a chart; where its data table is missing, with its reason, so is the figure.

    Parameters
    ----------
    title
        What the figure shows, as a caption.
    drawing
        The chart: a Vega-Lite specification with its size in CSS pixels.
    alt
        The finding in one to three sentences, with the main numbers.
    data
        The numbers in the chart.

    Raises
    ------
    HelperError
        When there is no title, no alt text or no data table.
    """
    return Figure(title, drawing.spec, alt, data, drawing.width, drawing.height, data.status, data.reason)


def missing_figure(run: Run, title: str, reason: str, data: Table) -> Figure:
    """Return the figure of one line that says why there is nothing to draw.

    Parameters
    ----------
    run
        The run, for its brand.
    title
        What the figure would show.
    reason
        Why it cannot, as a sentence: it is the picture and its alt text.
    data
        The table of what would be drawn, which may have rows: all of them held back, say.
    """
    from helpers.charts import message

    drawing = message(reason, palette_for(run))
    return Figure(title, drawing.spec, reason, data, drawing.width, drawing.height, "missing", reason)
