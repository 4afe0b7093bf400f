"""A chart of areas that can be brushed, and the same choice as a list for the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import ipywidgets

from helpers.explorer.charts.brush import BRUSH, brush_of
from helpers.explorer.drawn import Drawn
from helpers.explorer.turns import in_turn
from helpers.explorer.widgets.figures import Chart


class Brush:
    """A chart and a list that choose areas together.

    What is drawn over in the chart is chosen in the list as well; the list alone does for those who use no mouse.

    Parameters
    ----------
    chosen
        Called with the areas' slugs whenever others are chosen; none means that nothing is.
    """

    def __init__(self, chosen: Callable[[tuple[str, ...]], None]) -> None:
        self._tell = chosen
        self._quiet = False
        self._order: tuple[str, ...] = ()
        self._kind = ""
        self.chart = Chart()
        self.areas = ipywidgets.SelectMultiple(
            description="Areas in the table",
            options=(),
            rows=6,
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "100%"},
        )
        self.areas.observe(self._listed, names="value")
        self.clear = ipywidgets.Button(
            description="This area only", tooltip="The table shows the picked area again", layout={"width": "auto"}
        )
        self.clear.on_click(lambda _: self.choose(()))
        self.box = ipywidgets.VBox([self.chart, ipywidgets.HBox([self.areas, self.clear])])

    def draw(self, names: Mapping[str, str], drawn: Drawn | None) -> None:
        """Draw another chart of areas, given by slug with their names; none are chosen then. None draws nothing."""
        self._quiet = True
        try:
            self.areas.value = ()
            options = tuple((name, slug) for slug, name in names.items())
            if tuple(self.areas.options) != options:
                self.areas.options = options
            self._order = drawn.order if drawn else ()
            with self.chart.hold_sync():
                if drawn and drawn.kind != self._kind:
                    self._choose_by(drawn.kind)
                self.chart.draw(drawn)
        finally:
            self._quiet = False

    def _choose_by(self, kind: str) -> None:
        """Let the widget know how areas are chosen, from a chart that has nothing else."""
        self._kind = kind
        self.chart.chart = (
            alt.Chart(alt.NamedData(name="areas")).mark_point().encode(x="place:O").add_params(brush_of(kind))
        )
        self.chart.selections.observe(self._brushed, names=BRUSH)

    @in_turn
    def choose(self, areas: tuple[str, ...]) -> None:
        """Choose areas, as the list does."""
        known = {slug for _, slug in self.areas.options}
        self.areas.value = tuple(area for area in areas if area in known)

    @in_turn
    def _brushed(self, change: Mapping[str, Any]) -> None:
        value = change["new"].value
        found = value.get("place", ()) if isinstance(value, Mapping) else [point.get("place") for point in value]
        places = [int(place) for place in found if place is not None]
        self.choose(tuple(self._order[place] for place in places if place < len(self._order)))

    @in_turn
    def _listed(self, change: Mapping[str, Any]) -> None:
        if not self._quiet:
            self._tell(tuple(change["new"]))
