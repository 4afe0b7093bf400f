"""The worker processes of one build: made ready early, there when something is run, gone before pages are made."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from workbench.execution.early import likely_process

if TYPE_CHECKING:
    from workbench.building.options import Options
    from workbench.execution.workers import Workers
    from workbench.project import Project


class Hands:
    """Has workers for a ``with`` block.

    Parameters
    ----------
    project, programme
        What is built.
    options
        How.
    workers
        Those of several builds that follow one another, which stay; by default this build has its own.
    """

    def __init__(self, project: Project, programme: Any, options: Options, workers: Workers | None = None) -> None:
        self.workers = workers
        self._jobs = options.jobs
        self._stack = ExitStack()
        own = workers is None and not options.dry_run and not options.scheduler
        self._early = likely_process(project, programme, options.fresh) if own else None
        if self._early is not None:
            self._stack.callback(self._early.drop)

    def hired(self) -> Workers:
        """Return the workers; a build that runs nothing never asks for them."""
        if self.workers is None:
            from workbench.execution.workers import Workers  # multiprocessing: only where needed

            self.workers = self._stack.enter_context(Workers(self._jobs, early=self._early))
        return self.workers

    def let_go(self) -> None:
        """End the build's own workers and what was made ready for them: their memory is of use."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)
