"""What a build stages in a run folder beside its context: evidence, statistics, earlier results, geography."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.frames import read_parquet

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class StagedInputs:
    """The folder ``inputs`` of a run folder; what was not staged is None.

    Parameters
    ----------
    folder
        The folder.
    """

    folder: Path

    def evidence(self, table: str) -> pd.DataFrame | None:
        """Return an evidence table."""
        return _frame(self.folder / "evidence" / f"{table}.parquet")

    def statistics(self, name: str) -> pd.DataFrame | None:
        """Return a table of published statistics."""
        return _frame(self.folder / "statistics" / f"{name}.parquet")

    def upstream(self, stage: str) -> Mapping[str, Any] | None:
        """Return the results of an earlier stage of the same area."""
        return _content(self.folder / "upstream" / f"{stage}.json")

    def of_area(self, slug: str, stage: str) -> Mapping[str, Any] | None:
        """Return an area's results of a stage, in a national run."""
        return _content(self.folder / "areas" / slug / f"{stage}.json")

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages whose results of this area, or of any area in a national run, are there, in name order."""
        folders = (self.folder / "upstream", *(self.folder / "areas").glob("*"))
        return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.json")}))

    def geography(self, stem: str) -> Path | None:
        """Return a file of the geography folder by its name without ending."""
        return next(iter(sorted((self.folder / "geography").glob(f"{stem}.*"))), None)


def _frame(path: Path) -> pd.DataFrame | None:
    return read_parquet(path) if path.is_file() else None


def _content(path: Path) -> Mapping[str, Any] | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
