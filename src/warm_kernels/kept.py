"""Prepared processes that a server keeps for as long as it lives, and how a kernel finds one."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Mapping, Sequence

from warm_kernels.client import changed_since, retire
from warm_kernels.processes import ADDRESS, PreparedProcess

PRELOAD = "WARM_KERNELS_PRELOAD"
"""Environment variable naming packages to preload, with commas, where nothing else says so."""

# Of the unlike ones that its kernels want, such as those of a worker that serves one build after another.
_MOST = 4

_kept: dict[tuple[object, ...], PreparedProcess] = {}
_retired: list[PreparedProcess] = []
_lock = threading.Lock()


def ensure(
    preload: Sequence[str] = (),
    warm_up: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> PreparedProcess:
    """Return this process's long-lived prepared process, starting it where there is none.

    For servers: JupyterLab, or a worker's host. It ends with this process. One whose packages or local modules
    have changed on disk is replaced; it ends when the last kernel forked from it has ended. So does, of several, the
    one that was not asked for longest, as soon as there are more than four.

    Parameters
    ----------
    preload, warm_up, environment
        As in :func:`warm_kernels.prepared`; each combination has its own prepared process.
    """
    combination = (os.getpid(), tuple(preload), warm_up, tuple(sorted((environment or {}).items())))
    with _lock:
        _retired[:] = [process for process in _retired if process.running or process.close()]
        process = _kept.pop(combination, None)
        if process is not None and not (process.running and not changed_since(process.address)):
            _retire(process)
            process = None
        own = [each for each in _kept if each[0] == os.getpid()]  # a forked process has its parent's as well
        for longest_ago in own[: max(0, len(own) + 1 - _MOST)]:
            _retire(_kept.pop(longest_ago))
        # The one asked for last stands last.
        _kept[combination] = process or PreparedProcess(preload, warm_up, environment)
        return _kept[combination]


def _retire(process: PreparedProcess) -> None:
    retire(process.address)
    _retired.append(process)


def find(preload: Sequence[str], warm_up: str | None, environment: Mapping[str, str]) -> tuple[str, str]:
    """Return the address of the prepared process for a kernel, and why there is none where it is empty.

    One that was published is used as it is; else this process's own, started where need be.

    Parameters
    ----------
    preload, warm_up
        As in :func:`warm_kernels.prepared`; without ``preload``, what ``WARM_KERNELS_PRELOAD`` names.
    environment
        The kernel's environment: its ``PYTHONHASHSEED`` can only be had from a process that was started with it.
    """
    published = os.environ.get(ADDRESS, "")
    if published:
        return published, ""
    names = preload or [name for name in os.environ.get(PRELOAD, "").split(",") if name]
    start = {name: environment[name] for name in ("PYTHONHASHSEED",) if environment.get(name)}
    process = ensure(names, warm_up or None, start)
    return process.address, process.reason


@atexit.register
def _close_kept() -> None:
    for process in (*_kept.values(), *_retired):
        process.close()
