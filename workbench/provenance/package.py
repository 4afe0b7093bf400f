"""The parts of a Word or Excel file, which is a package of files; a broken one has none."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

#: What a package that was cut, or whose bytes were changed, may raise when it is opened or read.
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError, OSError, ValueError)


def parts_of(path: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the wanted parts of a package, by name.

    Parameters
    ----------
    path
        The file.
    wanted
        Whether a part of this name is.

    Returns
    -------
    dict of str to bytes
        By name, sorted; empty where the file is none that can be opened and read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in sorted(archive.namelist()) if wanted(name)}
    except BROKEN:
        return {}
