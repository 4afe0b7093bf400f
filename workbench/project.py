"""Where everything of a project lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError


@dataclass(frozen=True)
class Project:
    """The folders of one project.

    Parameters
    ----------
    root
        The folder that holds ``parameters/``, ``notebooks/`` and ``reports/``.
    evidence
        The evidence folder. It lies outside the repository in real use: the environment variable
        ``WORKBENCH_EVIDENCE`` says where; the default ``evidence/`` is ignored by git.
    build
        The folder for everything made.
    """

    root: Path
    evidence: Path
    build: Path

    @property
    def parameters(self) -> Path:
        """Folder of the programmes and all they refer to."""
        return self.root / "parameters"

    @property
    def notebooks(self) -> Path:
        """Folder of the stage notebooks."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """Folder of the report sources, narrative and evaluations."""
        return self.root / "reports"

    @property
    def raw(self) -> Path:
        """Folder of the evidence as received: ``raw/<programme>/<area>/<file>``."""
        return self.evidence / "raw"

    @property
    def store(self) -> Path:
        """Folder of the evidence store: ``store/<programme>/<table>/<area>.parquet``."""
        return self.evidence / "store"


def find_project(start: Path | None = None) -> Project:
    """Return the project that ``start`` lies in.

    Parameters
    ----------
    start
        Any folder of the project; by default ``WORKBENCH_PROJECT``, else the current folder.

    Raises
    ------
    WorkbenchError
        When neither ``start`` nor a folder above it is a project.
    """
    begin = Path(start or os.environ.get("WORKBENCH_PROJECT") or Path.cwd()).resolve()
    for folder in (begin, *begin.parents):
        if (folder / "parameters" / "programmes").is_dir() and (folder / "notebooks").is_dir():
            evidence = os.environ.get("WORKBENCH_EVIDENCE")
            build = os.environ.get("WORKBENCH_BUILD")
            return Project(
                root=folder,
                evidence=Path(evidence).resolve() if evidence else folder / "evidence",
                build=Path(build).resolve() if build else folder / "build",
            )
    raise WorkbenchError(
        f"{begin} is not in a workbench project (no parameters/programmes and notebooks here or above). "
        "Go to the project's folder, or name it: workbench --project FOLDER …"
    )
