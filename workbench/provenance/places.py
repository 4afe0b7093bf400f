"""Where a release lies, as a user named it: a name that is wrong is told with what is there."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.names import did_you_mean

#: What a release or a build has, one of them at least.
_MARKS = ("SHA256SUMS", "manifest.json", "release.json")
_SHOWN = 8


def release_at(folder: Path) -> Path:
    """Return the folder of a release or a build.

    Parameters
    ----------
    folder
        As a user named it.

    Raises
    ------
    WorkbenchError
        When it is not there, is a file, or is a folder of something else; with what to name.
    """
    if not folder.exists():
        parent, name = folder.parent, folder.name
        while not parent.exists():
            parent, name = parent.parent, parent.name
        inside = _releases(parent) or [path.name for path in _folders(parent)]
        there = f" There are: {', '.join(inside)}." if 0 < len(inside) <= _SHOWN else ""
        raise WorkbenchError(f"There is no folder {folder}.{did_you_mean(name, inside) or there}")
    if not folder.is_dir():
        raise WorkbenchError(f"{folder} is a file. Name the folder of the release that it belongs to.")
    if not _is_one(folder):
        inside = _releases(folder)
        hint = f" It holds several: name one, such as {folder / inside[-1]}." if inside else ""
        raise WorkbenchError(
            f"{folder} has neither {_MARKS[0]} nor {_MARKS[1]}: it is neither a release nor a build.{hint}"
        )
    return folder


def _is_one(folder: Path) -> bool:
    return any((folder / name).exists() for name in _MARKS)


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def _releases(folder: Path) -> list[str]:
    return [path.name for path in _folders(folder) if _is_one(path)]
