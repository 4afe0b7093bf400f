"""The versions that a run depends on: Python and every distribution the workbench needs."""

from __future__ import annotations

import json
import platform
import re
import sys
from pathlib import Path

from workbench.files import write_json
from workbench.plan.hashes import digest

DISTRIBUTION = "strategic-scrutiny-workbench"
# Raised whenever the way runs are staged, executed or written changes what they make.
RUN_FORMAT = 1


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed_folders() -> list[str]:
    """Return the names of the installed distributions' folders (``name-version.dist-info``), sorted."""
    names: set[str] = set()
    for entry in sys.path:
        try:
            names.update(path.name for path in Path(entry or ".").glob("*.dist-info"))
        except OSError:
            continue
    return sorted(names)


def _needed(distribution: str) -> dict[str, str]:
    """Return the versions of a distribution's requirements, through any number of steps, without extras."""
    from importlib import metadata  # a tenth of a second, and needed only when packages changed

    found: dict[str, str] = {}
    waiting = [distribution]
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            meta = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = meta.version
        for requirement in meta.requires or ():
            requirement, _, marker = requirement.partition(";")
            if "extra" not in marker:
                waiting.append(re.match(r"[A-Za-z0-9._-]+", requirement.strip())[0])
    found.pop(_normal(distribution), None)
    return dict(sorted(found.items()))


def environment(cache: Path | None = None) -> dict[str, str]:
    """Return what a run's environment is: Python, run format and the versions of all needed distributions.

    Parameters
    ----------
    cache
        A folder to remember the answer in; it is asked anew when any package was installed or removed.

    Examples
    --------
    >>> found = environment()
    >>> "pandas" in found, "python" in found
    (True, True)
    """
    base = {"python": platform.python_version(), "run format": str(RUN_FORMAT)}
    state = digest([installed_folders(), sys.prefix, base])
    memory = cache / "environment.json" if cache else None
    if memory is not None:
        try:
            known = json.loads(memory.read_text())
            if known["state"] == state:
                return known["versions"]
        except (OSError, ValueError, KeyError):
            pass
    versions = base | _needed(DISTRIBUTION)
    if memory is not None:
        write_json(memory, {"state": state, "versions": versions})
    return versions
