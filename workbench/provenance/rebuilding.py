"""A release made again from the same inputs, and compared with itself byte by byte."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import make_folder, write_json
from workbench.project import Project
from workbench.provenance.crate import METADATA
from workbench.provenance.differences import Compared, Difference, compared, difference_of
from workbench.provenance.git import clone, revision_of
from workbench.provenance.laying_out import LaidOut, build_there, copy_evidence, copy_sources, programmes_behind
from workbench.provenance.places import release_at
from workbench.provenance.still_there import note_versions, require_evidence, require_sources
from workbench.provenance.sums import SUMS

INPUTS = "inputs.json"
_NAMES = ("release", "rebuilt")
#: These three name the state of git and each other's hashes, so the first is compared part by part, the others not.
_DERIVED = frozenset({INPUTS, METADATA, SUMS})


def rebuild(
    project: Any,
    release: Path,
    *,
    jobs: int = 0,
    keep: Path | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> Compared:
    """Make a release again from the inputs it names, with nothing of an earlier build, and compare every file.

    Parameters
    ----------
    project
        The project that holds the evidence, and the sources or the repository they are in; it is only read.
    release
        The release's folder.
    jobs
        Runs at the same time; 0 for one per core.
    keep
        A new folder to make it in and to leave it; by default it is removed.
    note
        Hears what is being done, and what to know about the result.

    Raises
    ------
    WorkbenchError
        When the folder is no release, or the inputs it was made from are not there any more, naming each.
    """
    release_at(release)
    said, manifest, inputs = (_read(release / name) for name in ("release.json", "manifest.json", INPUTS))
    folder = keep or Path(tempfile.mkdtemp(prefix="rebuild-"))
    make_folder(folder)
    try:
        require_evidence(project, manifest)
        note_versions(manifest, note)
        place = _lay_out_sources(project, manifest, inputs, folder, note)
        from workbench.definitions import load_definitions

        programme = str(manifest["programme"])
        behind = []
        if inputs.get("collects_from"):
            laid_out = Project(place.root, place.evidence, place.build)
            behind = programmes_behind(load_definitions(laid_out), programme)
        copy_evidence(project, (programme, *behind), place.evidence)
        rendering = manifest.get("rendering") or {}
        engine = ["--engine", str(rendering.get("engine") or "auto")]
        options = [*engine, *(["--jobs", str(jobs)] if jobs else [])]
        if rendering.get("formats"):
            options += ["--format", ",".join(rendering["formats"])]
        note("Building it again, with nothing of an earlier build.")
        build_there(place, programme, behind, options, {})
        again = _release_there(place, release, said, folder / "releases", engine)
        found = compared(release, again, _NAMES, lambda name: name not in _DERIVED)
        other = _inputs_difference(release / INPUTS, again / INPUTS)
        differing = (*found.differences, Difference(INPUTS)) if other else found.differences
        return Compared(found.files + 1, differing, found.first_difference or other)
    finally:
        if keep is None:
            _remove(folder)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WorkbenchError(f"{path.parent} has no {path.name}, so it is no release that can be made again.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(found, dict):
        raise _unreadable(path, "it is no record")
    return found


def _unreadable(path: Path, why: object) -> WorkbenchError:
    return WorkbenchError(f"{path} cannot be read ({why}). What was changed: workbench verify {path.parent}")


def _lay_out_sources(
    project: Any, manifest: Mapping[str, Any], inputs: Mapping[str, Any], folder: Path, note: Callable[[str], None]
) -> LaidOut:
    """Lay out the sources that the release was made from: its commit where it has a clean one, or the present ones."""
    git = inputs.get("git") or {}
    evidence, build = folder / "evidence", folder / "build"
    if git.get("commit") and not git.get("changed") and revision_of(project.root) is not None:
        note(f"Laying out the commit {git['commit'][:12]}.")
        clone(project.root, git["commit"], folder / "sources")
        place = LaidOut(folder / "sources" / str(git.get("folder") or ""), evidence, build)
    else:
        why = f"were not all in the commit {git['commit'][:12]}" if git.get("commit") else "were in no git repository"
        note(f"The release's sources {why}: the present ones are taken.")
        copy_sources(project.root, folder / "sources")
        place = LaidOut(folder / "sources", evidence, build)
    require_sources(place, manifest, inputs)
    return place


def _release_there(place: LaidOut, release: Path, said: Mapping[str, Any], target: Path, engine: list[str]) -> Path:
    """Release what was built, after the releases that came before it, and return the new release's folder."""
    programme, version = str(said["programme"]), str(said["version"])
    own = target / programme
    own.mkdir(parents=True)
    archive = release.parent / "archive.json"
    before = _before(release, said)
    for name in before:
        shutil.copytree(release.parent / name, own / name)
    if before and archive.is_file():
        entries = json.loads(archive.read_text(encoding="utf-8"))
        write_json(own / "archive.json", _cut(entries, before))
    place.must_run("release", programme, "--name", version, "--to", str(target), *engine)
    return own / version


def _before(release: Path, said: Mapping[str, Any]) -> list[str]:
    """Return the releases before one, the oldest first."""
    found: list[str] = []
    previous = said.get("previous")
    while previous and str(previous) not in found:
        name = str(previous)
        if not (release.parent / name / "release.json").is_file():
            raise WorkbenchError(
                f"The release {name}, which came before, is not beside {release}: what it published counts for "
                "disclosure control, so the release cannot be made again without it."
            )
        found.insert(0, name)
        previous = _read(release.parent / name / "release.json").get("previous")
    return found


def _cut(entries: Any, names: list[str]) -> Any:
    """Return an archive's entries without those of other releases."""
    if isinstance(entries, dict):
        return {key: _cut(value, names) if isinstance(value, list) else value for key, value in entries.items()}
    return [entry for entry in entries if not isinstance(entry, dict) or str(entry.get("version")) in names]


def _inputs_difference(one: Path, other: Path) -> str:
    """Return how two descriptions of inputs differ but for git; empty where they do not."""
    first, second = ({**_read(path), "git": None} for path in (one, other))
    if first == second:
        return ""
    texts = [json.dumps(each, sort_keys=True, indent=1).encode() for each in (first, second)]
    return f"{INPUTS}: {difference_of(INPUTS, texts[0], texts[1], _NAMES)}"


def _remove(folder: Path) -> None:
    """Remove a folder in which releases are read-only."""
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
