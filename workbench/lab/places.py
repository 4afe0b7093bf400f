"""Where the desk and everything that JupyterLab keeps for it lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.project import Project


@dataclass(frozen=True)
class Places:
    """The folders of the desk.

    Parameters
    ----------
    root
        The folder that JupyterLab shows: ``<evidence>/desk``. It lies in the evidence folder because what is copied
        to a desk is evidence: private, and outside the repository in real use.
    package
        The folder of this package, with the JupyterLab extension.

    Examples
    --------
    >>> Places(Path("/evidence/desk")).area("throughcare", "fife").as_posix()
    '/evidence/desk/throughcare/fife'
    """

    root: Path
    package: Path = Path(__file__).parent

    @property
    def jupyter(self) -> Path:
        """What JupyterLab keeps between two sittings; hidden from its file browser."""
        return self.root / ".lab"

    @property
    def layouts(self) -> Path:
        """JupyterLab's workspaces: which notebooks are open where."""
        return self.jupyter / "workspaces"

    @property
    def settings(self) -> Path:
        """A person's own settings of JupyterLab, such as a dark theme."""
        return self.jupyter / "settings"

    @property
    def last(self) -> Path:
        """The programme, area and role of the last sitting."""
        return self.jupyter / "last.json"

    @property
    def extensions(self) -> Path:
        """Folder in which JupyterLab finds the desk's own extension."""
        return self.package / "labextensions"

    def area(self, programme: str, area: str) -> Path:
        """Return the folder of one area's desk."""
        return self.root / programme / area


def places(project: Project) -> Places:
    """Return where a project's desk lies."""
    return Places(project.evidence / "desk")
