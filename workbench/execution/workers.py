"""What does the runs: worker processes and their kernels, for one build or for several that follow one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from workbench.execution.kernels import Kernels, Preload
from workbench.execution.pool import LocalPool, available_cores
from workbench.execution.progress import Progress
from workbench.plan.planner import PlannedUnit, Planner

if TYPE_CHECKING:
    from workbench.execution.early import EarlyProcess

# Runs a worker, from which on each keeps to a core. With few, two builds side by side might take the same one.
_MANY = 12


class Workers:
    """Worker processes on this machine and their kernels, started when the first run needs them.

    Their start takes some seconds, which builds that follow one another pay once.

    Parameters
    ----------
    jobs
        Runs at the same time; 0 for one per core.
    whole
        Returns what serves all of the builds; None where there is one build, which is asked itself.
    early
        The prepared process that was started before the plan of the one build was known; None where there is none.
    """

    def __init__(
        self, jobs: int = 0, whole: Callable[[], Preload] | None = None, early: EarlyProcess | None = None
    ) -> None:
        self._jobs = jobs
        self._whole = whole
        self._early = early
        self._stack = ExitStack()
        self._pool: LocalPool | None = None
        self._kernels: Kernels | None = None

    @property
    def pids(self) -> tuple[int, ...]:
        """Process numbers of the workers that are there."""
        return self._pool.pids if self._pool else ()

    def begin(
        self, planner: Planner, planned: tuple[PlannedUnit, ...], progress: Progress
    ) -> tuple[LocalPool, Kernels]:
        """Return the pool and the kernels for a build's runs."""
        if self._pool is None:
            jobs = self._jobs or available_cores()
            runs = sum(not each.current for each in planned)
            many = jobs >= available_cores() and (self._whole is not None or runs >= _MANY * jobs)
            self._pool = LocalPool(jobs if self._whole else min(jobs, runs), share_cores=many)
        # They start while the prepared process does.
        self._pool.start(sum(not each.current and not each.waits_for for each in planned))
        if self._kernels is None:
            self._kernels = Kernels(self._stack, self._whole() if self._whole else None, self._early)
        self._kernels.begin(planner, planned, progress)
        return self._pool, self._kernels

    def spread(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any] | None:
        """Return what the workers that are there make of some things by a function; None where there are none."""
        return self._pool.spread(function, items) if self._pool and self._pool.pids else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if self._pool is None:
                return
            if kind is None:
                self._pool.close()
            else:
                self._pool.stop()
