"""A figure: chart, alt text and data table as one object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from helpers.errors import HelperError
from helpers.tables import Table

LATER = "application/vnd.workbench.figure+json"
SYNTHETIC = "Synthetic evidence"


@dataclass(frozen=True)
class Figure:
    """A chart with everything that a reader who cannot see it needs.

    Parameters
    ----------
    title
        What the figure shows, as a caption.
    spec
        The Vega-Lite specification.
    alt
        The finding in one to three sentences, with the main numbers.
    data
        The numbers in the chart as a table; suppressed cells are suppressed here as well.
    width, height
        Size in CSS pixels.
    status, reason
        ``missing`` with a reason where there is nothing to draw.
    name
        Set by the recorder.

    Raises
    ------
    HelperError
        When there is no title, no alt text or no data table.
    """

    title: str
    spec: Mapping[str, Any]
    alt: str
    data: Table
    width: int
    height: int
    status: str = "shown"
    reason: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise HelperError("A figure needs a title that says what it shows.")
        if not self.alt.strip():
            raise HelperError(f"The figure {self.title!r} has no alt text. Say in a sentence or two what it shows.")
        if not isinstance(self.data, Table) or not self.data.columns:
            raise HelperError(f"The figure {self.title!r} has no data table. Give the numbers it draws as a table.")

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as ``results.json`` holds it; the specification has a file of its own."""
        return {
            "title": self.title,
            "alt": self.alt,
            "spec": f"figures/{self.name}.vl.json",
            "width": self.width,
            "height": self.height,
            "data": self.data.as_dict(),
            "status": self.status,
            "reason": self.reason,
        }

    def __repr__(self) -> str:
        return self.alt

    def svg(self) -> str:
        """Draw the figure."""
        from helpers.drawing import draw_svg

        return draw_svg(self.spec, self.title, self.alt)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        # In a build the pictures are drawn by one long-lived process, which is quicker than loading the drawing
        # engine in every kernel.
        if os.environ.get("WORKBENCH_DRAW") == "later" and self.name:
            return {LATER: {"name": self.name}, "text/plain": self.alt}
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}


def marked_synthetic(figure: Figure) -> Figure:
    """Return the figure with the words "Synthetic evidence" in the picture, which may be copied without its page."""
    words = {
        "text": SYNTHETIC,
        "orient": "bottom",
        "anchor": "start",
        "frame": "group",
        "offset": 12,
        "font": figure.spec.get("config", {}).get("font", ""),
        "fontSize": 16,
        "fontWeight": "bold",
        "color": "#6b3d83",
    }
    return replace(figure, spec={**figure.spec, "title": words}, height=figure.height + 32)


@dataclass(frozen=True)
class FigureList:
    """Several figures recorded together, each shown as an output of its own."""

    figures: tuple[Figure, ...]

    def __repr__(self) -> str:
        return "\n".join(figure.alt for figure in self.figures)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for figure in self.figures:
            display(figure)
