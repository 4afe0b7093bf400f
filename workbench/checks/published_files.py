"""Published data are as they were published: each file has the SHA-256 that its manifest took down."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from workbench.errors import Fault, shown_path
from workbench.files import sha256
from workbench.project import Project

MANIFEST = "MANIFEST.csv"
FOLDERS = ("statistics", "geography")


def published_file_faults(project: Project) -> tuple[list[Fault], int]:
    """Return what is wrong with the files of published data, and how many there are.

    A figure that was changed in one of them would stand in every report, with the name of its source.

    Parameters
    ----------
    project
        The project; ``parameters/statistics`` and ``parameters/geography`` hold a ``MANIFEST.csv`` beside the files.
    """
    found = [(folder, *row) for folder in FOLDERS for row in _rows(project, folder)]
    return [fault for each in found for fault in _faults(project, *each)], len(found)


def _rows(project: Project, folder: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, file name and digest of each row of a manifest."""
    path = project.parameters / folder / MANIFEST
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            yield reader.line_num, str(row.get("file") or ""), str(row.get("sha256") or "")


def _faults(project: Project, folder: str, line: int, name: str, digest: str) -> Iterator[Fault]:
    home = project.parameters / folder
    if not name or not (home / name).is_file():
        yield Fault(shown_path(home / MANIFEST, project.root), line, message=f"names a file that is not there: {name}")
    elif sha256(home / name) != digest:
        yield Fault(
            shown_path(home / name, project.root),
            message=f"is not the file that line {line} of {MANIFEST} has the SHA-256 of: put back what was published. "
            "If the source published it anew, write its period and SHA-256 there",
        )
