"""Worker processes on this machine: a pool that outlives a worker's death."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from workbench.execution.tasks import RunOutcome, RunTask


def available_cores() -> int:
    """Return the number of cores this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def _start_worker() -> None:
    # Ctrl-C reaches every process of the terminal; the build alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A kernel that outlives its worker by a moment would complain of its folder being gone.
    signal.signal(signal.SIGTERM, lambda number, frame: end_with_children())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import papermill  # noqa: F401  once per worker, before its first run


def _end_with_parent() -> None:
    """End this worker and its kernels when the build is killed."""
    parent = parent_process()
    if parent is None:
        return
    connection.wait([parent.sentinel])
    end_with_children()


def end_with_children() -> None:
    """End this process at once, and its kernels with it."""
    with contextlib.suppress(OSError):
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text().split():
                with contextlib.suppress(OSError):
                    os.kill(int(child), signal.SIGKILL)
    os._exit(1)


class LocalPool:
    """A pool of worker processes on this machine.

    Parameters
    ----------
    jobs
        Number of processes.
    function
        What a task is done with; :func:`workbench.execution.worker.run_task` but in tests.
    """

    def __init__(self, jobs: int, function: Callable[[RunTask], RunOutcome] | None = None) -> None:
        from workbench.execution.worker import run_task

        self.jobs = jobs
        self._function = function or run_task
        self._executor: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Start the workers, which takes them a while, before there is something to do; those there are stay."""
        if self._executor is None:
            for _ in range(self.jobs):
                self._made().submit(os.getpid)

    def _made(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # Spawned, not forked: a worker must not share the terminal display's threads and locks.
            self._executor = ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"), initializer=_start_worker)
        return self._executor

    @property
    def pids(self) -> tuple[int, ...]:
        """Process numbers of the workers that are there."""
        return tuple(sorted(self._executor._processes or ())) if self._executor else ()

    def submit(self, task: RunTask) -> Future[RunOutcome]:
        """Hand a task to the pool."""
        return self._made().submit(self._function, task)

    def died(self, error: BaseException) -> bool:
        """Whether the error says that a worker process died; the pool is then made anew."""
        if not isinstance(error, BrokenProcessPool):
            return False
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
        return True

    def close(self) -> None:
        """Let the workers end."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def stop(self) -> None:
        """End the workers at once, whatever they do; a task that comes later starts others."""
        if self._executor is None:
            return
        executor, self._executor = self._executor, None
        processes = list((executor._processes or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        # Not join(): the executor's own thread waits for the same processes, and the second is told nothing.
        left = {process.sentinel: process for process in processes}
        until = time.monotonic() + 5
        while left and (ended := connection.wait(list(left), max(0.0, until - time.monotonic()))):
            for sentinel in ended:
                del left[sentinel]
        for process in left.values():
            process.kill()
