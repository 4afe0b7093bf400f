"""What a prepared process has loaded, and whether the files still say the same."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

START_VARIABLES = (
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "PYTHONASYNCIODEBUG",
    "PYTHONCASEOK",
    "PYTHONDEVMODE",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONFAULTHANDLER",
    "PYTHONHOME",
    "PYTHONINTMAXSTRDIGITS",
    "PYTHONIOENCODING",
    "PYTHONMALLOC",
    "PYTHONNODEBUGRANGES",
    "PYTHONNOUSERSITE",
    "PYTHONOPTIMIZE",
    "PYTHONPATH",
    "PYTHONPYCACHEPREFIX",
    "PYTHONSAFEPATH",
    "PYTHONTRACEMALLOC",
    "PYTHONUTF8",
    "PYTHONWARNINGS",
)
"""Variables that act when Python starts: a fork cannot follow a request that sets them otherwise."""

_STANDARD = tuple(str(Path(sysconfig.get_path(name)).resolve()) for name in ("stdlib", "platstdlib"))
_INSTALLED = ("site-packages", "dist-packages")


def is_local(file: str) -> bool:
    """Return whether a module's file belongs neither to Python nor to an installed package.

    Examples
    --------
    >>> is_local(json.__file__)
    False
    >>> is_local("/home/me/project/helpers/charts.py")
    True
    """
    path = Path(file)
    if any(part in _INSTALLED for part in path.parts):
        return False
    return not str(path.resolve()).startswith(_STANDARD)


def _digest(file: str) -> str:
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest()
    except OSError:
        return "missing"


def _stamp(file: str) -> tuple[int, int, int]:
    try:
        status = Path(file).stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return str(getattr(sys.modules.get(name), "__version__", ""))


@dataclass
class Loaded:
    """The packages and local files that a process has loaded, as they were then.

    Parameters
    ----------
    versions
        Version of each preloaded installed package.
    local
        SHA-256 of each local module's file.
    """

    versions: dict[str, str]
    local: dict[str, str]
    _stamps: dict[str, tuple[int, int, int]] = field(default_factory=dict, repr=False)

    @classmethod
    def now(cls, names: tuple[str, ...]) -> Loaded:
        """Take down what is loaded: the versions of ``names`` and every local module."""
        tops = sorted({name.partition(".")[0] for name in ("ipykernel", *names)})
        versions = {top: _version(top) for top in tops}
        files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
        local = {file: _digest(file) for file in sorted(file for file in files if file) if is_local(file)}
        loaded = cls(versions, local)
        loaded._stamps = {place: _stamp(place) for place in (*local, *loaded._installed_folders())}
        return loaded

    def _installed_folders(self) -> list[str]:
        return [entry for entry in sys.path if Path(entry).name in _INSTALLED]

    def stale(self) -> str:
        """Return what has changed on disk since, in words; nothing where all is as it was.

        Only files whose time, size or number moved are read again.
        """
        moved = [place for place, stamp in self._stamps.items() if _stamp(place) != stamp]
        for place in moved:
            if place in self.local:
                if _digest(place) != self.local[place]:
                    return f"{place} has changed since it was loaded"
            else:
                for name, version in self.versions.items():
                    if _version(name) != version:
                        return f"the package {name} has changed since it was loaded ({version} then)"
            self._stamps[place] = _stamp(place)
        return ""

    def key(self, **more: Any) -> str:
        """Return a digest of the interpreter, the packages, the local files and ``more``."""
        parts = {
            "executable": sys.executable,
            "python": sys.version,
            "path": sys.path,
            "versions": self.versions,
            "local": self.local,
            **more,
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def start_variables(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return those variables of ``environment`` (else this process's) that act when Python starts.

    Examples
    --------
    >>> start_variables({"PYTHONPATH": "/lib", "HOME": "/root"})
    {'PYTHONPATH': '/lib'}
    """
    environment = os.environ if environment is None else environment
    return {name: environment[name] for name in START_VARIABLES if environment.get(name)}
