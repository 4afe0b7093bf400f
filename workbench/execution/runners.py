"""Processes beside a Dask worker that do its runs, one each at a time: ``python -m workbench.execution.runners``.

A run sets its process's folder and environment, so that a worker's threads cannot share one process. These are no
children of ``multiprocessing``: Dask's workers are daemons, which may have none.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from workbench.execution.pool import end_with_children
from workbench.execution.tasks import RunOutcome, RunTask

# With -P, since a worker's own folder is no place to import from.
_RUNNER = (sys.executable, "-P", "-m", "workbench.execution.runners")
_ATTEMPTS = 2


class Runners:
    """As many processes as runs are done at the same time; each is used again, and ends with this process.

    Parameters
    ----------
    command
        Starts a process; another one only in tests.
    """

    def __init__(self, command: tuple[str, ...] = _RUNNER) -> None:
        self._command = command
        self._idle: deque[subprocess.Popen[bytes]] = deque()

    def run(self, task: RunTask) -> RunOutcome:
        """Do a run; called by several threads at once. One whose process dies is tried once more."""
        for _ in range(_ATTEMPTS):
            try:
                process = self._idle.pop()
            except IndexError:
                process = self._start()
            try:
                pickle.dump(task, process.stdin)
                process.stdin.flush()
                outcome = pickle.load(process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):
                _end(process)
                continue
            self._idle.append(process)
            return outcome
        message = "The process doing this run died twice; perhaps the machine lacks memory."
        return RunOutcome(task.name, None, {}, message, 0.0)

    def _start(self) -> subprocess.Popen[Any]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self) -> None:
        """End the processes that have nothing to do."""
        while self._idle:
            _end(self._idle.pop())


def _end(process: subprocess.Popen[Any]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            stream.close()
    process.wait()


def _end_with(parent: int) -> None:
    """End this process and its kernels when ``parent`` ends, however it ends."""
    import select

    with contextlib.suppress(OSError):
        watched = os.pidfd_open(parent)
        if os.getppid() == parent:
            select.select([watched], [], [])
    end_with_children()


def serve(do: Callable[[RunTask], RunOutcome] | None = None) -> None:
    """Do the runs that come over standard input, until it ends."""
    from workbench.execution.worker import run_task

    # Ctrl-C reaches every process of the terminal; the worker alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "pidfd_open"):
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # Nothing that is printed may get between the outcomes.
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        while True:
            try:
                task = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            pickle.dump((do or run_task)(task), out)
            out.flush()


if __name__ == "__main__":
    serve()
