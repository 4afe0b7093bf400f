"""Results of other programmes, as far as they were built: side by side, never put together into one figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.run import Run

NATIONAL = "national"


@dataclass(frozen=True)
class Other:
    """Another programme's results.

    Parameters
    ----------
    id, title
        The programme.
    results
        By unit (``national`` for the nation's) and stage; empty where nothing was built.
    units
        Names of its units by slug.
    """

    id: str
    title: str
    results: Mapping[str, Mapping[str, Mapping[str, Any]]]
    units: Mapping[str, str]

    @property
    def built(self) -> bool:
        """Whether anything of it was built."""
        return bool(self.results)

    @property
    def synthetic(self) -> bool:
        """Whether any of its tables rests on synthetic evidence."""
        return any(table.get("synthetic") for tables in self.tables().values() for table in tables.values())

    def tables(self, *, areas_only: bool = False) -> dict[str, dict[str, Mapping[str, Any]]]:
        """Return recorded tables by unit and name, of all stages together."""
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        for unit, stages in self.results.items():
            if areas_only and unit == NATIONAL:
                continue
            for _, results in sorted(stages.items()):
                found.setdefault(unit, {}).update(results.get("tables", {}))
        return found


def read_elsewhere(run: Run) -> tuple[Other, ...]:
    """Return the other programmes that the stage collects results from, in the order in which the stage names them.

    A programme that was not built yet has no results; whoever shows it says so.
    """
    found = []
    for each in run.context.get("elsewhere") or ():
        folder = run.folder / "inputs" / "programmes" / each["id"]
        results: dict[str, dict[str, Mapping[str, Any]]] = {}
        for path in sorted(folder.glob("*/*.json")):
            results.setdefault(path.parent.name, {})[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        found.append(Other(each["id"], each["title"], results, each.get("units") or {}))
    return tuple(found)
