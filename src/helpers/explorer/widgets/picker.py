"""The picker: programme, area, quality indicator and strand as four lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from helpers.explorer.choice import Picked
from helpers.explorer.turns import in_turn
from helpers.explorer.widgets.parts import dropdown

if TYPE_CHECKING:
    from helpers.explorer.opening import Explorer


class Picker:
    """Four lists that say what is picked, and pick something else.

    Parameters
    ----------
    explorer
        The explorer whose choice it is.
    """

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._quiet = False
        self.programme = dropdown("Programme")
        self.area = dropdown("Area")
        self.indicator = dropdown(explorer.programme.run.heading)
        self.strand = dropdown("Strand")
        self.box = ipywidgets.HBox([self.programme, self.area, self.indicator, self.strand])
        self.box.add_class("explorer-picker")
        for name in ("programme", "area", "indicator", "strand"):
            getattr(self, name).observe(lambda change, name=name: self._picked(name, change), names="value")
        explorer.choice.listen(self._show)
        self._show(explorer.choice.picked)

    @in_turn
    def _picked(self, name: str, change: Mapping[str, Any]) -> None:
        if self._quiet or change["new"] is None:
            return
        if name == "programme":
            self._explorer.pick_programme(change["new"])
        else:
            self._explorer.choice.pick(**{name: change["new"]})

    def _show(self, picked: Picked) -> None:
        """Show what is picked, whoever picked it."""
        programme = self._explorer.programme
        lists = {
            "programme": self._explorer.programmes,
            "area": programme.areas,
            "indicator": {each.id: each.name for each in programme.run.quality_indicators},
            "strand": {str(each["id"]): str(each["title"]) for each in programme.run.strands},
        }
        self._quiet = True
        try:
            self.indicator.description = programme.run.heading
            for name, known in lists.items():
                shown, value = getattr(self, name), getattr(picked, name)
                options = tuple((title, id) for id, title in known.items())
                if tuple(shown.options) != options:
                    shown.options = options
                shown.disabled = not known
                shown.value = value if value in known else None
        finally:
            self._quiet = False
