"""What all views have in common: the picker above, what is shown, a line that is read out, and the plain form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.errors import HelperError
from helpers.explorer.choice import Picked
from helpers.explorer.turns import in_turn

if TYPE_CHECKING:
    from helpers.explorer.opening import Explorer
    from helpers.explorer.programme import Programme
    from helpers.figures import Figure
    from helpers.tables import Table

WIDGET = "application/vnd.jupyter.widget-view+json"


class View(ABC):
    """One view of the evidence, which follows the picker.

    Parameters
    ----------
    explorer
        The explorer that it belongs to.
    """

    title = ""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self._box: Any = None

    @property
    def programme(self) -> Programme:
        """The programme that is picked."""
        return self.explorer.programme

    @property
    def box(self) -> Any:
        """The widget; made when it is first shown."""
        if self._box is None:
            import ipywidgets

            from helpers.explorer.widgets.parts import Status

            self.status = Status()
            self._box = ipywidgets.VBox([self.explorer.picker.box, self.status, *self.build()])
            self._box.add_class("explorer-view")
            following = self.explorer.following
            self.status.observe(self._looked_at, names="seen")
            self.status.observe(lambda _: following.used(self), names="used")
            self.status.observe(self._drawn, names="drawn")
            following.add(self)
        return self._box

    @property
    def in_sight(self) -> bool:
        """Whether somebody looks at it, as far as the page has told."""
        return self._box is not None and self.status.seen

    @in_turn
    def _looked_at(self, change: Mapping[str, Any]) -> None:
        if change["new"]:
            self.explorer.following.seen(self)

    @in_turn
    def _drawn(self, change: Mapping[str, Any]) -> None:
        if change["new"] == self.status.said:
            self.explorer.following.drawn(self)

    @in_turn
    def refresh(self, picked: Picked) -> None:
        """Show what is picked; what cannot be shown is said in the line that is read out."""
        try:
            self.status.say(self.update(picked))
        except HelperError as error:
            self.status.say(str(error), problem=True)

    @abstractmethod
    def build(self) -> list[Any]:
        """Return the view's widgets."""

    @abstractmethod
    def update(self, picked: Picked) -> str:
        """Show what is picked; return what is shown in a sentence."""

    @abstractmethod
    def plain(self, picked: Picked) -> tuple[Table | Figure, ...]:
        """Return what is picked as a report may show it."""

    def __repr__(self) -> str:
        return f"{self.title}: {self.explorer!r}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if self.explorer.interactive:
            return bundle(self.box, f"{self.title}. Run the notebook to see it.")
        shown = self.plain(self.explorer.choice.picked)
        return {
            "text/html": "".join(each.html() for each in shown),
            "text/plain": "\n\n".join(map(repr, shown)) or f"{self.title}: nothing was taken in.",
        }


def bundle(widget: Any, text: str) -> dict[str, Any]:
    """Return what a notebook keeps of a widget: its name, and words that tell nothing of what it shows.

    A widget's own words would hold what is in it.
    """
    return {WIDGET: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}, "text/plain": text}


def close_widgets(widget: Any) -> None:
    """Close a widget and all that is in it."""
    for child in getattr(widget, "children", ()):
        close_widgets(child)
    widget.close()
