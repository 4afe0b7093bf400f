"""Worker processes on this machine: a pool that outlives a worker's death."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import Any

from workbench.execution.tasks import RunOutcome, RunTask
from workbench.processes import end_children


def available_cores() -> int:
    """Return the number of cores this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def _start_worker(begun: Any) -> None:
    # Ctrl-C reaches every process of the terminal; the build alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A kernel that outlives its worker by a moment would complain of its folder being gone.
    signal.signal(signal.SIGTERM, lambda number, frame: end_with_children())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begun is not None:
        with begun.get_lock():
            number, begun.value = begun.value, begun.value + 1
        keep_to_one_core(number)
    import papermill  # noqa: F401  once per worker, before its first run


def keep_to_one_core(number: int) -> None:
    """Let this process, and the kernels it asks for, use the one core that is its share.

    A kernel's threads take turns; doing so across cores costs a fifth of its time in waking them and in telling the
    other core of every page that changed.

    Parameters
    ----------
    number
        Of the worker, counted from 0; where there are more workers than cores, several share one.
    """
    with contextlib.suppress(AttributeError, OSError):  # where the system has no such thing, all cores do
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


def _end_with_parent() -> None:
    """End this worker and its kernels when the build is killed."""
    parent = parent_process()
    if parent is None:
        return
    connection.wait([parent.sentinel])
    end_with_children()


def end_with_children() -> None:
    """End this process at once, and its kernels with it."""
    end_children()
    os._exit(1)


class LocalPool:
    """A pool of worker processes on this machine.

    Parameters
    ----------
    jobs
        Number of processes.
    function
        What a task is done with; :func:`workbench.execution.worker.run_task` but in tests.
    share_cores
        Whether each worker keeps to a core of its own; for a build that fills them all for a while.
    """

    def __init__(
        self, jobs: int, function: Callable[[RunTask], RunOutcome] | None = None, *, share_cores: bool = False
    ) -> None:
        from workbench.execution.worker import run_task

        self.jobs = jobs
        self._function = function or run_task
        self._share_cores = share_cores
        self._executor: ProcessPoolExecutor | None = None

    def start(self, number: int) -> None:
        """Start workers, which takes them a while, before there is something to do; those there are stay.

        Parameters
        ----------
        number
            Of tasks that can begin at once: a worker that waits for another's results is started when these are there.
        """
        if self._executor is None:
            for _ in range(min(number, self.jobs)):
                self._made().submit(os.getpid)

    def _made(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # Spawned, not forked: a worker must not share the terminal display's threads and locks.
            spawning = get_context("spawn")
            begun = spawning.Value("i", 0) if self._share_cores else None
            self._executor = ProcessPoolExecutor(
                self.jobs, mp_context=spawning, initializer=_start_worker, initargs=(begun,)
            )
        return self._executor

    @property
    def pids(self) -> tuple[int, ...]:
        """Process numbers of the workers that are there."""
        return tuple(sorted(self._executor._processes or ())) if self._executor else ()

    def submit(self, task: RunTask) -> Future[RunOutcome]:
        """Hand a task to the pool."""
        return self._made().submit(self._function, task)

    def spread(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """Return what a function makes of each of some things, done by the workers; by this process where one dies."""
        try:
            return list(self._made().map(function, items))
        except BrokenProcessPool as error:
            self.died(error)
            return [function(item) for item in items]

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
        # They have nothing to do, and so nothing to put away: ending as a program does takes each a while.
        self.stop()

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
