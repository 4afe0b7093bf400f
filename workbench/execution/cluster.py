"""A build's hold on a Dask cluster, whose workers need the installed package and share no disk with it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future

from workbench.errors import WorkbenchError
from workbench.execution.cluster_worker import OTHER_VERSIONS, Preparation, difference, run_on_worker
from workbench.execution.tasks import RunOutcome, RunTask

_WATCH_SECONDS = 1.0


class ClusterError(WorkbenchError):
    """A cluster that cannot be used, or that was lost in the middle of a build."""


class DaskPool:
    """Workers of a Dask cluster.

    Parameters
    ----------
    address
        The scheduler's address, such as ``tcp://192.0.2.1:8786``.
    preparation
        What every worker needs.
    note
        Hears of workers that have gone.
    patience
        Seconds until the scheduler must have answered.

    Raises
    ------
    WorkbenchError
        When Dask is not installed, no scheduler answers, it has no workers, or theirs are other versions than here.
    """

    def __init__(
        self,
        address: str,
        preparation: Preparation | None = None,
        note: Callable[[str], None] = lambda text: None,
        patience: float = 10,
    ) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError(
                "--scheduler needs Dask, which is not installed. "
                "Run: pip install 'strategic-scrutiny-workbench[cluster]'"
            ) from None
        # What it remarks on is said by the build itself, without a traceback.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        try:
            # First without a client: one that was never connected takes 20 seconds and a traceback to be gone.
            asyncio.run(_reach(address, patience))
            self._client = Client(address, timeout=patience, set_as_default=False)
        except OSError as error:
            why = str(error) or f"nothing that speaks as one within {patience:g} seconds"
            message = f"No Dask scheduler answers at {address} ({why}). Start one with: dask scheduler"
            raise ClusterError(message) from None
        except (ValueError, TypeError, RuntimeError) as error:
            raise ClusterError(
                f"{address} cannot be used as the address of a Dask scheduler ({error}). "
                "A scheduler says its address when it starts, such as tcp://192.0.2.1:8786."
            ) from None
        self._address = address
        self._preparation = preparation or Preparation({})
        self._note = note
        self._ended = threading.Event()
        try:
            self._workers = self._known_workers()
            if not self._workers:
                raise ClusterError(
                    f"The scheduler at {address} has no workers. On each machine, in the same environment as here, "
                    f"run: dask worker {address} --nthreads 2"
                )
            self._check_versions()
        except BaseException:
            self._client.close()
            raise
        self._same = frozenset(self._workers)
        self._refused: set[str] = set()
        self._executor = self._client.get_executor(pure=False)
        self.jobs = sum(self._workers.values())
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, task: RunTask) -> Future[RunOutcome]:
        """Hand a task to the cluster."""
        answer: Future[RunOutcome] = Future()
        self._hand_over(task, answer, self._executor)
        return answer

    def _hand_over(self, task: RunTask, answer: Future[RunOutcome], executor: Executor) -> None:
        def settle(done: Future[RunOutcome]) -> None:
            if done.cancelled():  # as all are when the scheduler has gone
                answer.set_exception(self._lost())
                return
            error = done.exception()
            if error is None:
                self._take(task, answer, done.result(), first=executor is self._executor)
            elif type(error).__name__ == "KilledWorker":
                message = "Every worker that this run was given to died; perhaps they lack memory."
                answer.set_result(RunOutcome(task.name, None, {}, message, 0.0))
            else:
                answer.set_exception(error)

        try:
            executor.submit(run_on_worker, task, self._preparation).add_done_callback(settle)
        except Exception:
            if self._client.status == "running":
                raise
            raise self._lost() from None

    def _take(self, task: RunTask, answer: Future[RunOutcome], outcome: RunOutcome, *, first: bool) -> None:
        """Take an outcome; a run that a worker of another make refused is given to those that were there before."""
        others = sorted(self._same & self._workers.keys())
        if not (first and others and outcome.error.startswith(OTHER_VERSIONS)):
            answer.set_result(outcome)
            return
        if outcome.error not in self._refused:
            self._refused.add(outcome.error)
            self._note(f"A worker that has come does no runs. {outcome.error}.")
        try:
            self._hand_over(task, answer, self._client.get_executor(pure=False, workers=others))
        except WorkbenchError as error:
            answer.set_exception(error)

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"The Dask scheduler at {self._address} has gone, or it cannot be reached any more. Finished runs are "
            "kept: start it and its workers again, then give the same command, which goes on from there."
        )

    def died(self, error: BaseException) -> bool:
        """Whether the error says that the pool died: never, since Dask gives a dead worker's runs to the others."""
        return False

    def close(self) -> None:
        """Leave the cluster."""
        self._ended.set()
        self._executor.shutdown(wait=True)
        self._client.close()

    def stop(self) -> None:
        """Leave the cluster at once; the scheduler drops what was asked of it."""
        self._ended.set()
        self._client.close(timeout=1)

    @property
    def workers(self) -> int:
        """How many workers there are; each does as many runs at the same time as it has threads."""
        return len(self._workers)

    def _known_workers(self) -> dict[str, int]:
        return dict(self._client.nthreads())

    def _check_versions(self) -> None:
        found = self._client.run(difference, self._preparation, on_error="return")
        wrong = [f"{worker}: {_in_words(answer)}" for worker, answer in sorted(found.items()) if answer]
        if wrong:
            raise ClusterError(
                "These workers have other versions than this machine, so that they would make other results. "
                "Set them up from the same lock.\n  " + "\n  ".join(wrong)
            )

    def _watch(self) -> None:
        """Say when a worker goes or comes; what one was running is done again by the others."""
        while not self._ended.wait(_WATCH_SECONDS):
            with contextlib.suppress(Exception):  # the client may be closing
                now = self._known_workers()
                for gone in sorted(self._workers.keys() - now.keys()):
                    self._note(f"The worker {gone} has gone; what it was running is done again.")
                if self._workers and not now:
                    self._note("No worker is left. The build waits for one; Ctrl-C stops it and keeps what is done.")
                self._workers = now
                self.jobs = max(1, sum(now.values()))


async def _reach(address: str, patience: float) -> None:
    from distributed.comm import connect
    from distributed.security import Security

    # What listens there may be something else, which never answers.
    async with asyncio.timeout(patience):
        comm = await connect(address, timeout=patience, **Security().get_connection_args("client"))
    await comm.close()


def _in_words(answer: str | BaseException) -> str:
    if isinstance(answer, ModuleNotFoundError):
        return f"the workbench is not installed there as it is here ({answer})"
    return answer if isinstance(answer, str) else f"it cannot be asked ({type(answer).__name__}: {answer})"
