"""Whether the inputs that a release was made from are still there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import sha256
from workbench.manifest import input_files
from workbench.plan.environment import environment
from workbench.plan.hashes import FileHashes
from workbench.project import Project
from workbench.provenance.inputs import application_digest
from workbench.provenance.laying_out import LaidOut

_STORE = "evidence/store/"
_SHOWN = 20


def unlike(wanted: Mapping[str, str], present: Mapping[str, str]) -> list[str]:
    """Return the names whose hashes are not the same in two mappings, and how.

    Examples
    --------
    >>> unlike({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    ['a is not there any more', 'b was changed', 'c was not there then']
    """
    said = []
    for name in sorted({*wanted, *present}):
        if name not in present:
            said.append(f"{name} is not there any more")
        elif name not in wanted:
            said.append(f"{name} was not there then")
        elif wanted[name] != present[name]:
            said.append(f"{name} was changed")
    return said


def require_evidence(project: Any, manifest: Mapping[str, Any]) -> None:
    """Make sure that the evidence is the release's.

    Parameters
    ----------
    project
        The project with the evidence.
    manifest
        Of the release.

    Raises
    ------
    WorkbenchError
        Naming every file that is not as it was.
    """
    wanted = {name: value for name, value in (manifest.get("inputs") or {}).items() if name.startswith(_STORE)}
    there = {name: path for name in wanted if (path := project.store / name.removeprefix(_STORE)).is_file()}
    found = unlike(wanted, {name: sha256(path) for name, path in there.items()})
    if found:
        raise WorkbenchError(
            f"The evidence is not that of the release, so it cannot be made again ({len(found)} of {len(wanted)} "
            f"files):\n{_listed(found)}\n"
            "Name the evidence as it was then: WORKBENCH_EVIDENCE=FOLDER workbench rebuild …"
        )


def require_sources(place: LaidOut, manifest: Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
    """Make sure that sources that were laid out are the release's, and so is the workbench.

    Parameters
    ----------
    place
        Where they are laid out.
    manifest, inputs
        Of the release.

    Raises
    ------
    WorkbenchError
        Naming every file that is not as it was.
    """
    wanted = {name: value for name, value in (manifest.get("inputs") or {}).items() if not name.startswith(_STORE)}
    # Only the id of the programme is asked for; reading its file is left to the build, which says what is wrong in it.
    named = type("Named", (), {"id": manifest["programme"]})
    files = input_files(Project(place.root, place.evidence, place.build), named, FileHashes())
    found = unlike(wanted, {name: value for name, value in files.items() if not name.startswith(_STORE)})
    own = place.root / "workbench"
    application = application_digest(own if (own / "__init__.py").is_file() else None)
    if application != (inputs.get("application") or {}).get("sources", application):
        found.append("the workbench itself is not the one that made it")
    if found:
        raise WorkbenchError(f"The sources are not those of the release, so it cannot be made again:\n{_listed(found)}")


def note_versions(manifest: Mapping[str, Any], note: Callable[[str], None]) -> None:
    """Say which packages are of another version than the release was made with.

    Parameters
    ----------
    manifest
        Of the release.
    note
        Hears about it.
    """
    then, now = manifest.get("versions") or {}, environment()
    found = [
        f"{name} {then.get(name, '–')} then, {now.get(name, '–')} now"
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]
    if found:
        note(f"The environment is another one, so bytes may differ for that alone:\n{_listed(found)}")


def _listed(names: list[str]) -> str:
    more = [f"  and {len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return "\n".join([*(f"  {name}" for name in names[:_SHOWN]), *more])
