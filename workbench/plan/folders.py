"""Where everything made for one programme lies in the build folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.plan.units import Unit


@dataclass(frozen=True)
class BuildFolders:
    """The paths under ``build/<programme>/``.

    Parameters
    ----------
    root
        ``build/<programme>``.
    cache
        ``build/cache``, shared by programmes.

    Examples
    --------
    >>> from workbench.plan.units import Unit
    >>> folders = BuildFolders(Path("build/p"), Path("build/cache"))
    >>> folders.notebook(Unit("p", "03_surveys", "fife")).as_posix()
    'build/p/notebooks/fife/03_surveys.ipynb'
    """

    root: Path
    cache: Path

    @property
    def lockfile(self) -> Path:
        """What was run with which key, and what it made."""
        return self.root / "lock.json"

    @property
    def journal(self) -> Path:
        """One line per unit finished since the lockfile was written."""
        return self.root / "journal.jsonl"

    @property
    def guard(self) -> Path:
        """The file that one build at a time holds locked."""
        return self.root / ".building"

    @property
    def running(self) -> Path:
        """Scratch folder of the runs under way."""
        return self.root / ".running"

    @property
    def manifest(self) -> Path:
        """Inputs, keys, versions and outputs of the last build."""
        return self.root / "manifest.json"

    @property
    def results(self) -> Path:
        """Folder of the results of all areas."""
        return self.root / "results"

    @property
    def project(self) -> Path:
        """The composed Quarto project."""
        return self.root / "project"

    @property
    def site(self) -> Path:
        """The rendered reports."""
        return self.root / "site"

    def notebook(self, unit: Unit) -> Path:
        """Return the path of the executed notebook."""
        return self.root / "notebooks" / unit.folder / f"{unit.stage}.ipynb"

    def failed(self, unit: Unit) -> Path:
        """Return the path where a half-run notebook is kept."""
        return self.root / "failed" / unit.folder / f"{unit.stage}.ipynb"

    def unit_results(self, unit: Unit) -> Path:
        """Return the folder of the unit's results."""
        return self.results / unit.folder / unit.stage

    def results_file(self, name: str) -> Path:
        """Return ``results.json`` of the unit called ``area/stage``."""
        return self.results / name / "results.json"


def build_folders(build: Path, programme: str) -> BuildFolders:
    """Return the folders of ``programme`` under the build folder."""
    return BuildFolders(build / programme, build / "cache")
