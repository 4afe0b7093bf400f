"""Altair's chart widget for charts whose data change often and whose drawing seldom does."""

from __future__ import annotations

import traitlets
from altair import JupyterChart

from helpers.explorer.drawn import Drawn
from helpers.explorer.offline import CHARTS, library, shared_source


class Chart(JupyterChart):
    """A chart that fetches nothing and draws SVG, which screen readers can read.

    Traits
    ------
    rows
        The data by name; ``spec`` has none, so that it stays the same and is neither sent nor drawn again.
    said
        What the chart shows, in words.
    """

    _esm = shared_source(CHARTS, "chart.js")
    rows = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode("").tag(sync=True)

    def __init__(self) -> None:
        library(CHARTS)
        super().__init__(None, spec=None, embed_options={"actions": False, "renderer": "svg"})
        self.add_class("explorer-chart")

    def draw(self, drawn: Drawn | None) -> None:
        """Show another chart, or the same of other data; None shows nothing."""
        with self.hold_sync():
            self.spec = drawn.frame if drawn else None
            self.rows = drawn.rows if drawn else {}
            self.said = drawn.said if drawn else ""
