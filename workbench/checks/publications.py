"""Nothing that was published disappears: every publication ever listed is still listed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbench.definitions.faults import unknown
from workbench.errors import Fault, shown_path
from workbench.project import Project

SEEN = "publications_seen.txt"


def publication_faults(project: Project, listed: Iterable[str]) -> list[Fault]:
    """Return a fault for each publication that was listed before and is gone, or is listed and not yet kept track of.

    Parameters
    ----------
    project
        The project; ``parameters/publications_seen.txt`` holds the id of every publication ever listed, one a line.
    listed
        Ids of the publications that are listed now.
    """
    path = project.parameters / SEEN
    shown, listed = shown_path(path, project.root), list(listed)
    seen = _lines(path)
    faults = []
    for number, id in seen:
        if id not in listed:
            message = (
                f"{unknown('publication', id, listed)} It was listed before, and nothing that was published "
                "disappears: list it again, with its state (superseded, withdrawn)"
            )
            faults.append(Fault(shown, number, message=message))
    known = {id for _, id in seen}
    faults += [
        Fault(shown, message=f"add the line '{id}': from then on this publication cannot be lost")
        for id in listed
        if id not in known
    ]
    return faults


def _lines(path: Path) -> list[tuple[int, str]]:
    if not path.is_file():
        return []
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#")]
