"""A chart as the page gets it: how it is drawn, its rows, and what it shows in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Drawn:
    """A chart, ready for the browser.

    Parameters
    ----------
    kind
        How areas are chosen in it: ``interval`` by drawing across, ``point`` by clicks; empty where none can be.
    frame
        The Vega-Lite specification without its rows: the same object as long as only they change.
    rows
        The rows by the name of their data.
    said
        What the chart shows, in words.
    order
        Slug of each area by its place in the chart.
    """

    kind: str
    frame: dict[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    said: str
    order: tuple[str, ...] = ()

    @property
    def spec(self) -> dict[str, Any]:
        """The whole specification."""
        return {**self.frame, "datasets": dict(self.rows), "description": self.said}
