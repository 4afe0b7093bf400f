"""A programme's release: what is signed, checked once more, and put away so that nothing of it changes again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.assurance.archive import (
    MAKING,
    Released,
    next_version,
    releases_folder,
    releases_of,
    releasing_alone,
    remove,
    write_archive,
)
from workbench.assurance.refusals import (
    Look,
    NotReleased,
    Refusal,
    factual_accuracy_refusals,
    quotation_refusals,
    sense_refusals,
    state_refusals,
    text_refusals,
)
from workbench.assurance.refusals_build import build_refusals, read_manifest
from workbench.assurance.refusals_pages import page_refusals, synthetic_refusals
from workbench.assurance.releasing_disclosure import disclosure_of
from workbench.assurance.releasing_earlier import earlier_refusals
from workbench.assurance.releasing_folder import content_of, is_synthetic, put_away, write_folder
from workbench.assurance.states import programme_standings
from workbench.errors import WorkbenchError, shown_path
from workbench.project import Project
from workbench.provenance.git import revision_of
from workbench.provenance.pdf import reader

_FEW = 3


@dataclass(frozen=True)
class ReleaseReport:
    """How a release ended.

    Parameters
    ----------
    version, folder
        The release's name, and its folder.
    written
        Whether anything was written.
    message
        The last lines for the user.
    """

    version: str
    folder: Path
    written: bool
    message: str


def release(
    project: Project, programme: str, *, name: str = "", to: Path | None = None, dry_run: bool = False,
    engine: str = "", note: Callable[[str], None] = lambda text: None,
) -> ReleaseReport:  # fmt: skip
    """Release a programme's reports, or say everything that keeps them from being released.

    Parameters
    ----------
    project, programme
        The project, and the programme's id.
    name
        The release's name; the next number by default.
    to
        Folder of the releases of every programme (see `releases_folder`).
    dry_run
        Look at everything, and write nothing.
    engine
        What renders; by default what rendered the build.
    note
        Is told what is being done.

    Raises
    ------
    NotReleased
        With every reason.
    WorkbenchError
        When the name is taken by a release of another content, or the parameters are wrong.
    """
    from workbench.definitions import load_definitions
    from workbench.plan.folders import build_folders

    definitions = load_definitions(project, only=(programme,))
    found = definitions.programme(programme)
    folder = releases_folder(project, found.id, to)
    note_elsewhere(folder, releases_folder(project, found.id), note)
    with _builds_held(project, found.id, note), releasing_alone(folder, note):
        write_archive_if_any(folder)
        folders = build_folders(project.build, found.id)
        look = Look(
            project, definitions, found, folders, read_manifest(folders.manifest), programme_standings(project, found)
        )
        earlier = releases_of(folder)
        version = next_version(folder, name)
        content = content_of(look)
        if (same := _same(earlier, version if name else "", content)) is not None:
            where = shown_path(same.folder, project.root)
            return ReleaseReport(
                same.version, same.folder, False,
                f"Release {same.version} has exactly this content already: {where}. Nothing was written.",
            )  # fmt: skip
        if any(each.version == version for each in earlier) or (folder / version).exists():
            raise WorkbenchError(
                f"There is a release '{version}' of {found.id} with another content, and a release is never changed. "
                "Leave out --name, or give another one."
            )
        making = folder / f"{MAKING}{version}"
        try:
            disclosure = _refuse(look, earlier, making, note)
            note_uncommitted(project, note)
            if dry_run:
                reports = len(look.standings)
                return ReleaseReport(
                    version, folder / version, False,
                    f"{found.id} can be released as {version}: {reports} report{'s' if reports != 1 else ''}. "
                    "Nothing was written.",
                )  # fmt: skip
            digest = write_folder(look, making, version, earlier, disclosure, content, engine, note)
            put_away(making, folder / version)
        finally:
            remove(making)
        write_archive(folder)
    said = f"Released: {shown_path(folder / version, project.root)}"
    return ReleaseReport(
        version, folder / version, True, f"{said}\nIts digest, to be kept elsewhere: {digest}",
    )  # fmt: skip


def note_elsewhere(folder: Path, usual: Path, note: Callable[[str], None]) -> None:
    """Say that releases which lie in the usual folder are not weighed together with one that is made elsewhere."""
    if folder.resolve() != usual.resolve() and (others := releases_of(usual)):
        named = ", ".join(each.version for each in others[-_FEW:])
        note(
            f"Not weighed together with this release: those in {usual} ({named}). What a reader of both could work out "
            "is not known. Leave --to out to have them weighed."
        )


def note_uncommitted(project: Project, note: Callable[[str], None]) -> None:
    """Say what is in no commit: when the project has moved on, a release can be made again of a commit alone."""
    revision = revision_of(project.root)
    if revision is None or not revision.changed:
        return
    more = f" and {len(revision.changed) - _FEW} more" if len(revision.changed) > _FEW else ""
    note(
        f"Not committed: {', '.join(revision.changed[:_FEW])}{more}. Commit first: then this release can be made again "
        "(workbench rebuild) also when the project has changed."
    )


def write_archive_if_any(folder: Path) -> None:
    """List in the archive what a killed release could not, where there is any release."""
    if releases_of(folder):
        write_archive(folder)


def _same(earlier: list[Released], name: str, content: str) -> Released | None:
    """Return the release of a name, or else the last one, where it has this content."""
    looked = [each for each in earlier if each.version == name] if name else earlier[-1:]
    return next((each for each in looked if each.record.get("content") == content), None)


@contextmanager
def _builds_held(project: Project, programme: str, note: Callable[[str], None]) -> Iterator[None]:
    """Keep builds of the programme from changing what is being released."""
    from filelock import FileLock, Timeout

    from workbench.plan.folders import build_folders

    folders = build_folders(project.build, programme)
    if not folders.root.is_dir():
        yield
        return
    lock = FileLock(folders.guard)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        note(f"A build of {programme} is under way; the release waits until it has ended.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _refuse(look: Look, earlier: list[Released], making: Path, note: Callable[[str], None]) -> dict[str, Any]:
    """Raise every reason against the release; return what disclosure control found."""
    note("Looking at build, states, sense checks and quotations.")
    refusals: list[Refusal] = []
    for found in (
        build_refusals, state_refusals, factual_accuracy_refusals, sense_refusals, quotation_refusals,
        text_refusals,
    ):  # fmt: skip
        refusals += found(look)
    disclosure: dict[str, Any] = {}
    refusals += (unknown := list(earlier_refusals(making.parent, earlier)))
    if look.folders.results.is_dir() and not unknown:
        disclosure, breaches = disclosure_of(look, earlier, making, note)
        refusals += breaches
    if look.folders.site.is_dir():
        note("Looking at the pages.")
        of_pages = [*page_refusals(look.folders.site), *_in_a_browser(look, note)]
        if is_synthetic(look):
            of_pages += synthetic_refusals(look.folders.site)
            if not reader() and any(look.folders.site.rglob("*.pdf")):
                note("Not looked at: whether PDFs say that they are synthetic. pdftotext (of poppler) is not here.")
        # As a path that can be opened.
        site = shown_path(look.folders.site, look.project.root)
        refusals += [replace(each, where=f"{site}/{each.where}") for each in of_pages]
    if refusals:
        raise NotReleased(refusals, look.programme.id)
    shutil.rmtree(making, ignore_errors=True)
    return disclosure


def _in_a_browser(look: Look, note: Callable[[str], None]) -> list[Refusal]:
    from workbench.assurance.refusals_browser import axe_refusals, why_no_browser

    if why := why_no_browser():
        note(f"Not checked in a browser: {why}")
        return []
    from playwright.sync_api import Error

    try:
        found = list(axe_refusals(look.folders.site, look.areas, look.folders.cache / "axe"))
    except Error as error:
        note(f"Not checked in a browser: it cannot be used here ({str(error).splitlines()[0]}).")
        return []
    note("Checked in a browser with axe: a page of each kind.")
    return found
