"""Whether the present build is what its inputs would give now: what is compared is what was built."""

from __future__ import annotations

from workbench.errors import InputFaults
from workbench.plan.folders import build_folders
from workbench.project import Project

_SHOWN = 3


def stale_note(project: Project, programme: str) -> str:
    """Return what to say where inputs changed since a programme was built; empty where none did.

    Parameters
    ----------
    project, programme
        The project, and the id of a programme that has been built.
    """
    # Imported here: two stored folders are compared without any of it.
    from workbench.assurance.refusals_build import changed_inputs, read_manifest
    from workbench.definitions import load_definitions
    from workbench.plan.hashes import FileHashes

    folders = build_folders(project.build, programme)
    try:
        definitions = load_definitions(project, only=(programme,))
    except InputFaults as faults:
        return f"Whether the present build is up to date cannot be told: {faults.heading}; see workbench check"
    hashes = FileHashes(folders.cache / "hashes.json")
    changed = changed_inputs(project, definitions.programme(programme), read_manifest(folders.manifest), hashes)
    if not changed:
        return ""
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    return (
        f"The present build is older than its inputs: {', '.join(changed[:_SHOWN])}{more} changed since. What is shown "
        f"is what was built; to see what these change, first: workbench build {programme}"
    )
