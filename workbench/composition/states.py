"""How each report stands, said on its pages: known only when everything else of it has been composed."""

from __future__ import annotations

from pathlib import PurePosixPath

from workbench.assurance.sign_offs import all_sign_offs
from workbench.assurance.states import Standing, standings_of
from workbench.assurance.states_content import content_digests
from workbench.composition.folder import Folder
from workbench.composition.ground import Ground
from workbench.definitions.output_kinds import OVERVIEW


def say_states(folder: Folder, ground: Ground, release: str = "") -> None:
    """Write the files that the folder holds, each with how its report stands.

    A sign-off holds for a report whose content is exactly what was signed, so that is looked at first.

    Parameters
    ----------
    folder
        The composed website, complete but for the files that it holds.
    ground
        What all pages share.
    release
        Name of the release that the pages belong to; empty for none.

    Raises
    ------
    InputFaults
        With the faults of the sign-offs.
    """
    signed = all_sign_offs(ground.project, ground.programme.id)
    contents: dict[str, str] = {}
    if signed:  # reading it all again takes its time
        held = {name: make("") for name, make in folder.held.items()}
        contents = content_digests(folder.root, ground.programme.outputs, held, folder.kept)
    standings = standings_of(contents, signed)
    for name in sorted(folder.held):
        report = _report_of(name)
        folder.release(name, standings.get(report, Standing(report, "")).line(release))


def _report_of(name: str) -> str:
    """Return the report that a held file belongs to.

    Examples
    --------
    >>> _report_of("areas/fife/_metadata.yml"), _report_of("index.qmd"), _report_of("poster/index.qmd")
    ('fife', 'national-overview', 'poster')
    """
    parts = PurePosixPath(name).parts
    if parts[0] == "areas":
        return parts[1]
    return parts[0] if len(parts) > 1 else OVERVIEW
