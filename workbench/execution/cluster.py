"""Runs on the workers of a Dask cluster, which need the installed package and share no disk with the build."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.execution.runners import Runners
from workbench.execution.tasks import HASH_SEED, RunOutcome, RunTask

# A worker's threads prepare one after another, and then do their runs side by side.
_preparing = threading.Lock()
_runners = Runners()
_WATCH_SECONDS = 1.0


@dataclass(frozen=True)
class Preparation:
    """What every worker needs besides its tasks.

    Parameters
    ----------
    environment
        The versions that the build reckons with: a worker with others would make other bytes.
    preload, warm_up
        For the worker's own prepared process.
    helpers
        The project's own helpers by path, where it has its own; kernels then import these.
    digest
        Names the helpers' content.
    """

    environment: Mapping[str, str]
    preload: Sequence[str] = ()
    warm_up: str | None = None
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    digest: str = ""


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
            raise WorkbenchError(
                "--scheduler needs Dask, which is not installed. "
                "Run: pip install 'strategic-scrutiny-workbench[cluster]'"
            ) from None
        try:
            self._client = Client(address, timeout=patience, set_as_default=False)
        except (OSError, TimeoutError) as error:
            message = f"No Dask scheduler answers at {address} ({error}). Start one with: dask scheduler"
            raise WorkbenchError(message) from None
        self._preparation = preparation or Preparation({})
        self._note = note
        self._ended = threading.Event()
        try:
            self._workers = self._known_workers()
            if not self._workers:
                raise WorkbenchError(
                    f"The scheduler at {address} has no workers. On each machine, in the same environment as here, "
                    f"run: dask worker {address} --nthreads 2"
                )
            self._check_versions()
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self.jobs = sum(self._workers.values())
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, task: RunTask) -> Future[RunOutcome]:
        """Hand a task to the cluster."""
        answer: Future[RunOutcome] = Future()

        def settle(done: Future[RunOutcome]) -> None:
            error = done.exception()
            if error is None:
                answer.set_result(done.result())
            elif type(error).__name__ == "KilledWorker":
                message = "Every worker that this run was given to died; perhaps they lack memory."
                answer.set_result(RunOutcome(task.name, None, {}, message, 0.0))
            else:
                answer.set_exception(error)

        self._executor.submit(run_on_worker, task, self._preparation).add_done_callback(settle)
        return answer

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
        found = self._client.run(version_difference, self._preparation.environment)
        wrong = [f"{worker}: {difference}" for worker, difference in sorted(found.items()) if difference]
        if wrong:
            raise WorkbenchError(
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


def version_difference(environment: Mapping[str, str]) -> str:
    """Return how this process's versions differ from those of the build, in words; nothing where they do not.

    Examples
    --------
    >>> version_difference({})
    ''
    >>> version_difference({"no-such-package": "1"})
    'no-such-package is not there (the build has 1)'
    """
    here = _environment()
    parts = []
    for name, version in sorted(environment.items()):
        if here.get(name) != version:
            has = f"is {here[name]}" if name in here else "is not there"
            parts.append(f"{name} {has} (the build has {version})")
    more = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
    return ", ".join(parts[:3]) + more


@cache
def _environment() -> dict[str, str]:
    from workbench.plan.environment import environment

    return environment()


def run_on_worker(task: RunTask, preparation: Preparation) -> RunOutcome:
    """Do one run in a Dask worker, with a kernel from the worker's own prepared process where there can be one."""
    from distributed import get_worker

    difference = version_difference(preparation.environment)  # a worker may have joined since the build began
    if difference:
        return RunOutcome(task.name, None, {}, f"This worker has other versions: {difference}", 0.0)
    # Dask removes this folder with the worker, even after it was killed.
    folder = Path(get_worker().local_directory)
    with _preparing:
        variables = _own_helpers(preparation, folder)
        engine, address = _kernels(task.engine, preparation, variables)
    environment = {**task.environment, **variables, **address}
    return _runners.run(replace(task, engine=engine, environment=environment, scratch=str(folder / "runs")))


def _own_helpers(preparation: Preparation, folder: Path) -> dict[str, str]:
    """Write the project's own helpers once per content; return the variable by which kernels find them."""
    if not preparation.helpers:
        return {}
    place = folder / f"helpers-{preparation.digest}"
    if not place.is_dir():
        new = place.with_suffix(".new")
        for relative, content in preparation.helpers.items():
            path = new / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        new.rename(place)
    return {"PYTHONPATH": str(place)}


def _kernels(engine: str, preparation: Preparation, variables: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    if engine != "warm":
        return engine, {}
    import warm_kernels

    process = warm_kernels.ensure(preparation.preload, preparation.warm_up, {**variables, **HASH_SEED})
    if not process.running:
        return "nbclient", {}
    return "warm", {warm_kernels.ADDRESS: process.address}
