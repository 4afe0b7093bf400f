"""A prepared process that starts while a build still reads its parameters and plans."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbench.execution.kernels import Preload, kernel_environment, preload_of_all
from workbench.execution.tasks import HASH_SEED
from workbench.plan.folders import build_folders

if TYPE_CHECKING:
    from warm_kernels import PreparedProcess
    from workbench.project import Project


class EarlyProcess:
    """A prepared process under way.

    Its imports take a second or more, which the build's own reading can go on beside.

    Parameters
    ----------
    preload
        What it imports.
    environment
        Its variables.
    """

    def __init__(self, preload: Preload, environment: Mapping[str, str]) -> None:
        self._process: PreparedProcess | None = None
        self._unwanted = False
        self._lock = threading.Lock()
        # A build that has nothing to run, or ends with a fault, does not wait for it.
        self._thread = threading.Thread(target=self._start, args=(preload, dict(environment)), daemon=True)
        self._thread.start()

    def _start(self, preload: Preload, environment: dict[str, str]) -> None:
        from warm_kernels import PreparedProcess

        process = PreparedProcess(preload.modules, preload.warm_up, environment)
        with self._lock:
            self._process = process
            unwanted = self._unwanted
        if unwanted:
            process.close()

    def take(self) -> PreparedProcess | None:
        """Return the process when it is ready, which its user ends from then on; None where there is none."""
        self._thread.join()
        with self._lock:
            process, self._process = self._process, None
        return process if process is not None and process.running else None

    def drop(self) -> None:
        """End it where nobody has taken it."""
        with self._lock:
            process, self._process, self._unwanted = self._process, None, True
        if process is not None:
            process.close()


def likely_process(project: Project, programme: Any, fresh: bool) -> EarlyProcess | None:
    """Start the prepared process of a build that is likely to run something; None where it is not, or cannot be.

    The guess saves or costs time, and changes nothing that is made.

    Parameters
    ----------
    project, programme
        What is built.
    fresh
        Whether everything is run again.
    """
    if not (fresh or _changed(project, programme.id)):
        return None
    import warm_kernels

    if not warm_kernels.supported()[0]:
        return None
    return EarlyProcess(preload_of_all(project, [programme]), kernel_environment(project.root) | HASH_SEED)


def _changed(project: Project, programme: str) -> bool:
    """Return whether something that runs read has been written since the last ones ended."""
    folders = build_folders(project.build, programme)
    try:
        ended = folders.lockfile.stat().st_mtime_ns
    except OSError:
        return True  # nothing was run before
    places = [project.store / programme, project.store / "statistics", project.parameters, project.notebooks]
    places += [project.root / "src" / "helpers"]
    return folders.journal.exists() or any(at > ended for place in places for at in _times(str(place)))


def _times(folder: str) -> Iterator[int]:
    for here, _, names in os.walk(folder):
        if not here.endswith("__pycache__"):
            yield from (os.stat(os.path.join(here, name)).st_mtime_ns for name in names)  # noqa: PTH116, PTH118
