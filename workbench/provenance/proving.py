"""The proof that a build depends on its inputs alone: made twice in unlike surroundings, compared byte by byte."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.files import make_folder
from workbench.provenance.differences import Compared, compared
from workbench.provenance.laying_out import LaidOut, build_there, copy_evidence, copy_sources, programmes_behind
from workbench.provenance.surroundings import CLOCK, Surroundings, age_files, surroundings

#: The build's own books: they hold times of change of files, so that these need not be read again.
BOOKS = frozenset({".building", ".running", "journal.jsonl", "render-lock.json", "unchanged"})
_NAMES = ("first", "second")
#: The second lies deeper, and its path has what trips programs up.
_FOLDERS = ("first/project", "second/a folder, with été/deeper/project")


@dataclass(frozen=True)
class Proof(Compared):
    """How two builds compare.

    Parameters
    ----------
    files, differences, first_difference
        As of `Compared`.
    processes
        Python processes of the second build whose clock was moved.
    kept
        Folder of both builds where they were kept.
    """

    processes: int
    kept: Path | None


def counts(name: str) -> bool:
    """Return whether a file of ``build/<programme>`` is an output, and no book of the build's own.

    Examples
    --------
    >>> counts("site/index.html"), counts("manifest.json"), counts("unchanged/1a2b"), counts("render-lock.json")
    (True, True, False, False)
    """
    return name.partition("/")[0] not in BOOKS


def prove(
    project: Any,
    programme: str,
    *,
    areas: tuple[str, ...] = (),
    stages: tuple[str, ...] = (),
    engine: str = "auto",
    formats: str = "html,pdf,docx",
    keep: Path | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> Proof:
    """Build a programme twice from copies of the same inputs, in unlike surroundings, and compare every output.

    Parameters
    ----------
    project
        The project; it is only read.
    programme
        Programme id.
    areas, stages
        Only these areas, or only these stages and no report; all where empty.
    engine, formats
        What renders, and into what.
    keep
        A new folder to make both builds in and to leave them; by default they are removed.
    note
        Hears what is being done.

    Returns
    -------
    Proof
        With the first difference in words.

    Raises
    ------
    WorkbenchError
        When the programme is not known, or one of the builds fails.
    """
    from workbench.definitions import load_definitions

    found = load_definitions(project, only=(programme,)).programme(programme)
    collects = any(stage.collects_from for stage in found.stages)
    behind = programmes_behind(load_definitions(project), programme) if collects else []
    folder = keep or Path(tempfile.mkdtemp(prefix="prove-"))
    make_folder(folder)
    chosen = [("--area", area) for area in areas] + [("--stage", stage) for stage in stages]
    options = [*(part for each in chosen for part in each), "--engine", engine, "--format", formats]
    try:
        unlike = surroundings(folder)
        # Both copies first: what somebody edits while the first is built is in neither.
        places = [
            _lay_out(project, (programme, *behind), folder / where, around)
            for around, where in zip(unlike, _FOLDERS, strict=True)
        ]
        for around, place in zip(unlike, places, strict=True):
            note(f"{around.name.capitalize()} build: {', '.join(around.lines())}.")
            own = [*options, "--jobs", str(around.jobs)]
            build_there(place, programme, behind, own, around.variables, around.umask)
        first, second = (place.build / programme for place in places)
        changed = _other_versions(first, second)
        if changed:
            named = ", ".join(changed)
            note(f"Packages were changed between the two builds ({named}): they prove nothing. Begin again.")
        both = compared(first, second, _NAMES, counts)
        return Proof(both.files, both.differences, both.first_difference, _moved(folder), keep)
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _lay_out(project: Any, programmes: tuple[str, ...], folder: Path, around: Surroundings) -> LaidOut:
    """Copy everything that a build reads to where no earlier build left anything."""
    backwards = around.old_files
    place = LaidOut(folder, folder.parent / f"evidence of {around.name}", folder.parent / "made" / "build")
    copy_sources(project.root, place.root, backwards=backwards)
    copy_evidence(project, programmes, place.evidence, backwards=backwards)
    if around.moved and (place.root / "src").is_dir():
        # Kernels are given the folder of the project's own helpers as their path, and nothing else.
        shutil.copy(CLOCK / "sitecustomize.py", place.root / "src")
    if around.old_files:
        age_files(place.root)
        age_files(place.evidence)
    return place


def _other_versions(first: Path, second: Path) -> list[str]:
    """Return the packages that had another version in the second build, as old → new."""
    manifests = (json.loads((build / "manifest.json").read_text(encoding="utf-8")) for build in (first, second))
    one, other = (manifest.get("versions", {}) for manifest in manifests)
    return [
        f"{name} {one.get(name, 'none')} → {other.get(name, 'none')}"
        for name in sorted({*one, *other})
        if one.get(name) != other.get(name)
    ]


def _moved(folder: Path) -> int:
    try:
        return len((folder / "moved-clock.log").read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return 0
