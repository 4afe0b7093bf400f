"""The releases of a programme: versions that are never changed, and the archive that lists them."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import UnknownName, WorkbenchError
from workbench.files import make_folder, sha256, write_json
from workbench.names import did_you_mean
from workbench.project import Project

SCHEMA = 1
ARCHIVE, RECORD = "archive.json", "release.json"
MAKING = ".making-"
WAIT_SECONDS = 1800.0
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")


@dataclass(frozen=True)
class Released:
    """One release as its folder has it.

    Parameters
    ----------
    folder
        Its folder.
    record
        The content of its ``release.json``.
    """

    folder: Path
    record: dict[str, Any]

    @property
    def version(self) -> str:
        """Its name."""
        return self.folder.name


def releases_folder(project: Project, programme: str, to: Path | None = None) -> Path:
    """Return the folder of a programme's releases.

    Parameters
    ----------
    project, programme
        The project, and the programme's id.
    to
        Folder of the releases of every programme; by default ``WORKBENCH_RELEASES``, else ``releases`` beside the build
        folder.
    """
    elsewhere = os.environ.get("WORKBENCH_RELEASES")
    root = to or (Path(elsewhere).resolve() if elsewhere else project.build.parent / "releases")
    return root / programme


def releases_of(folder: Path) -> list[Released]:
    """Return the releases of a programme, the oldest first: each names the one before it."""
    found = {}
    for path in sorted(folder.glob(f"*/{RECORD}")):
        if not path.parent.name.startswith("."):
            try:
                record = json.loads(path.read_text(encoding="utf-8"))
                if not isinstance(record, dict):
                    raise ValueError("it is no record")
                found[path.parent.name] = Released(path.parent, record)
            except ValueError as error:
                raise WorkbenchError(
                    f"{path} cannot be read ({error}): this release was changed. Put it back from a copy."
                ) from None

    def depth(version: str) -> int:
        count = 0
        while version in found and count <= len(found):
            version, count = str(found[version].record.get("previous") or ""), count + 1
        return count

    return sorted(found.values(), key=lambda each: (depth(each.version), each.version))


def next_version(folder: Path, name: str = "") -> str:
    """Return the name of the next release: the one asked for, else the next whole number.

    Raises
    ------
    WorkbenchError
        When the name cannot be one.
    """
    if name:
        if not _NAME.fullmatch(name) or name.endswith((".json", ".")):
            raise WorkbenchError(
                f"'{name}' cannot be the name of a release: use up to 40 lower-case letters, digits, dots and hyphens, "
                "for example 2026-03."
            )
        return name
    known = [each["version"] for each in listed(folder)] + [path.name for path in folder.glob("*")]
    return str(max((int(each) for each in known if each.isdecimal()), default=0) + 1)


def find_release(folder: Path, version: str) -> Released:
    """Return one release of a programme.

    Raises
    ------
    UnknownName
        When there is none of this name.
    """
    found = {each.version: each for each in releases_of(folder)}
    if version not in found:
        raise UnknownName(f"{folder.name} has no release '{version}'.{did_you_mean(version, found)}")
    return found[version]


@contextmanager
def releasing_alone(folder: Path, note: Any) -> Iterator[None]:
    """Hold a programme's releases for this process alone; what a killed release left is taken away first.

    Parameters
    ----------
    folder
        Of the programme's releases; made where missing.
    note
        Is told when another release is waited for.
    """
    from filelock import FileLock, Timeout

    make_folder(folder)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        note(f"Another release of {folder.name} is being made; this one waits until it has ended.")
        lock.acquire(timeout=WAIT_SECONDS)
    try:
        for left in folder.glob(f"{MAKING}*"):
            remove(left)
        yield
    finally:
        lock.release()


def remove(folder: Path) -> None:
    """Remove a half-made release, whose folders may be read-only already."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)


def close(folder: Path) -> None:
    """Make everything in a folder readable for all and writable for nobody."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)


def write_archive(folder: Path) -> None:
    """List every release in the archive; an entry stays as it was made, whatever became of its folder.

    It is made of the folders, so that a release that was killed before it could be listed is listed by the next.
    """
    entries = {str(each["version"]): each for each in listed(folder)}
    there = releases_of(folder)
    if not (folder / ARCHIVE).is_file():
        # The archive itself was lost: of a release whose folder is gone as well, the one after it knows the name.
        before = [str(each.record["previous"]) for each in there if each.record.get("previous")]
        entries = {version: {"version": version} for version in before if version not in {one.version for one in there}}
    for each in there:
        if each.version in entries:
            continue
        record = each.record
        entries[each.version] = {
            "version": each.version,
            "previous": record.get("previous"),
            "date": record.get("date"),
            "reports": len(record.get("reports", {})),
            "synthetic": record.get("synthetic", False),
            "manifest": record.get("manifest"),
            "release": sha256(each.folder / RECORD),
            "sums": sha256(each.folder / "SHA256SUMS"),
        }
    content = {"schema": SCHEMA, "programme": folder.name, "releases": list(entries.values())}
    path = folder / ARCHIVE
    try:
        if json.loads(path.read_text(encoding="utf-8")) == content:
            return
    except (OSError, ValueError):
        pass
    write_json(path, content)


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return the entries of a programme's archive, the oldest first, whether their folders are there or not.

    Raises
    ------
    WorkbenchError
        When there is an archive that cannot be read: written anew it would forget the releases whose folders are gone.
    """
    path = folder / ARCHIVE
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["releases"]
        if not isinstance(entries, list) or not all(isinstance(each["version"], str) for each in entries):
            raise ValueError("it is no list of releases")
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        raise WorkbenchError(
            f"{path}, which lists every release ever made, cannot be read ({error}). Put it back from a copy."
        ) from None
    return entries
