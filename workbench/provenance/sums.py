"""The sums of a release: one file that names every other file with its SHA-256."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.files import sha256, write_text

#: Named and written as ``sha256sum`` writes it, so that ``sha256sum --check SHA256SUMS`` serves as well.
SUMS = "SHA256SUMS"
_CHANGED = "it was changed since the release was made. Put it back from a copy."
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def released_files(folder: Path) -> Iterator[str]:
    """Yield every file below a release's folder but its sums, hidden ones too, by path with forward slashes, sorted.

    Raises
    ------
    WorkbenchError
        When something is a link or no plain file, or a name has a line break: a release has none of these.
    """
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise WorkbenchError(f"{name} in {folder} is a link or no plain file; a release holds plain files alone.")
        if "\n" in name:
            raise WorkbenchError(f"A file's name in {folder} has a line break: {name!r}. Rename it.")
        if path.is_file() and name != SUMS:
            found.append(name)
    yield from sorted(found)


def write_sums(folder: Path) -> str:
    """Write ``SHA256SUMS`` of everything else in a folder, and return the SHA-256 of that file.

    Parameters
    ----------
    folder
        The release's folder. Everything else has to be written before.

    Returns
    -------
    str
        64 hexadecimal digits that stand for the whole release: kept elsewhere, they show any later change of it.

    Raises
    ------
    WorkbenchError
        When the folder holds a link.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("whole")
    >>> digest = write_sums(folder)
    >>> read_sums(folder) == {"a.txt": sha256(folder / "a.txt")}, digest == sha256(folder / SUMS)
    (True, True)
    """
    text = "".join(f"{sha256(folder / name)}  {name}\n" for name in released_files(folder))
    write_text(folder / SUMS, text)
    return sha256(folder / SUMS)


def read_sums(folder: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each file that the sums of a release name.

    Raises
    ------
    WorkbenchError
        When there are no sums, or a line is none.
    """
    path = folder / SUMS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise WorkbenchError(f"{folder} has no {SUMS}, so it is no release.") from error
    except UnicodeDecodeError as error:
        raise WorkbenchError(f"{path} is not text: {_CHANGED}") from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise WorkbenchError(f"{path}, line {number} is no sum and name: {_CHANGED}")
        found[match[2]] = match[1]
    return found
