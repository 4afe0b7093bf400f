"""What the stage notebooks recorded, read back for one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.recorded import recorded_results

_KINDS = ("values", "tables", "figures")


@dataclass(frozen=True)
class Recorded:
    """The values, tables and figures of one page, from all its stages.

    Parameters
    ----------
    values, tables, figures
        By recorded name, as they stand in ``results.json``.
    figure_folders
        For each figure, the folder that its ``spec`` path starts from.
    origins
        The stage that recorded each name, and ``cells`` the number of the notebook's cell that did, both by ``values``,
        ``tables`` and ``figures``.
    stages
        The stages that were read, in order.
    missing
        The stages that have no results.
    """

    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    figure_folders: Mapping[str, Path] = field(default_factory=dict)
    origins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def families(self) -> frozenset[str]:
        """The first parts of all names, such as ``records``."""
        names = (*self.values, *self.tables, *self.figures)
        return frozenset(name.split(".", 1)[0] for name in names)

    @property
    def synthetic(self) -> bool:
        """Whether any table rests on synthetic evidence."""
        tables = (*self.tables.values(), *(figure.get("data", {}) for figure in self.figures.values()))
        return any(table.get("synthetic", False) for table in tables)

    def svg(self, name: str) -> Path:
        """Return the path of a figure's drawing."""
        return (self.figure_folders[name] / self.figures[name]["spec"].removesuffix(".vl.json")).with_name(
            Path(self.figures[name]["spec"]).name.removesuffix(".vl.json") + ".svg"
        )


def read_recorded(folder: Path, stages: Iterable[str]) -> Recorded:
    """Read ``folder/<stage>/results.json`` of each stage.

    Parameters
    ----------
    folder
        Results folder of one area, or of the nation.
    stages
        Stage ids in the programme's order. A later stage's value takes the place of an earlier one's of the same name.

    Returns
    -------
    Recorded
        With the stages that have no results named in ``missing``.
    """
    values: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    folders: dict[str, Path] = {}
    origins: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    cells: dict[str, dict[str, int]] = {kind: {} for kind in _KINDS}
    found, missing = [], []
    for stage in stages:
        path = folder / stage / "results.json"
        if not path.is_file():
            missing.append(stage)
            continue
        results = recorded_results(path)
        values |= results.get("values", {})
        tables |= results.get("tables", {})
        figures |= results.get("figures", {})
        folders |= dict.fromkeys(results.get("figures", {}), path.parent)
        for kind in _KINDS:
            origins[kind] |= dict.fromkeys(results.get(kind, {}), stage)
            cells[kind] |= results.get("cells", {}).get(kind, {})
        found.append(stage)
    return Recorded(
        values, tables, figures, folders, stages=tuple(found), missing=tuple(missing), origins=origins, cells=cells
    )
