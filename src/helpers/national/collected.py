"""The results of all areas of a programme, by area: what a national overview is made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from helpers.run import Run

NOT_EVALUATED = "Not evaluated"

#: Recorded grade's label by quality indicator and area slug.
Grades = Mapping[str, Mapping[str, str]]


class Collected:
    """The results of all areas of the programme, every stage's together.

    Parameters
    ----------
    run
        The national run, with the areas' results staged.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._results = {stage: run.collected(stage) for stage in run.earlier}

    @cached_property
    def recorded(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """Recorded values of all stages by area slug and name."""
        return self._together("values")

    @cached_property
    def tables(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """Recorded tables of all stages by area slug and name."""
        return self._together("tables")

    def _together(self, kind: str) -> dict[str, dict[str, Mapping[str, Any]]]:
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        for results in self._results.values():
            for slug, each in results.items():
                found.setdefault(slug, {}).update(each.get(kind, {}))
        return found

    @cached_property
    def grades(self) -> dict[str, dict[str, str]]:
        """Recorded grade's label by quality indicator and area slug."""
        found: dict[str, dict[str, str]] = {indicator.id: {} for indicator in self.run.quality_indicators}
        for slug, values in self.recorded.items():
            for indicator in self.run.quality_indicators:
                value = values.get(f"evaluation.{indicator.key}.grade", {})
                if value.get("status") == "shown":
                    found[indicator.id][slug] = value["text"]
        return found
