"""A plan carried out: prepared kernels where they can be had, worker processes, and the schedule."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.execution.progress import Progress
from workbench.execution.schedule import Finished, Schedule
from workbench.execution.tasks import HASH_SEED, RunTask
from workbench.files import canonical_json
from workbench.plan.hashes import digest
from workbench.plan.planner import PlannedUnit, Planner
from workbench.plan.sources import helpers_folder
from workbench.plan.units import Unit

if TYPE_CHECKING:
    from workbench.build import Options

# Packages that are slow to import: a prepared process has them before the first run, where a run needs them.
_PRELOADED = ("pandas", "pyarrow.parquet", "altair")
_WARM_UP = "workbench.execution.warming:warm_up"


def task_maker(
    planner: Planner, engine: str, environment: Mapping[str, str], *, shared_disk: bool
) -> Callable[[Unit], RunTask]:
    """Return the function that turns a unit into a task with everything a worker needs."""

    def make(unit: Unit) -> RunTask:
        inputs = planner.inputs(unit)
        files = {"run.json": (canonical_json(inputs.context, indent=1) + "\n").encode()}
        files |= {target: source.read_bytes() for target, source in inputs.evidence.items()}
        files |= {target: source.read_bytes() for target, (_, source) in inputs.upstream.items() if source.is_file()}
        folders = planner.folders
        return RunTask(
            name=unit.name,
            notebook=planner.notebook(unit.stage).text,
            parameters=dict(inputs.parameters),
            files=files,
            engine=engine,
            environment=dict(environment),
            scratch=str(folders.running) if shared_disk else None,
            drawings=str(folders.cache / "drawings") if shared_disk else None,
        )

    return make


def kernel_environment(planner: Planner) -> dict[str, str]:
    """Return the variables by which kernels find the project's own helpers, where it has its own."""
    folder = helpers_folder(planner.project.root)
    if folder is None or not folder.is_relative_to(planner.project.root):
        return {}
    return {"PYTHONPATH": str(folder.parent)}


def prepared_for(planner: Planner, planned: tuple[PlannedUnit, ...]) -> tuple[list[str], str | None]:
    """Return what a prepared process imports for the runs of a plan, and its warm-up."""
    stages = {each.unit.stage for each in planned if not each.current}
    packages = frozenset().union(*map(planner.packages, stages))
    modules = sorted({module for stage in stages for module in planner.helper_modules(stage)})
    preload = [name for name in _PRELOADED if name.partition(".")[0] in packages] + modules
    return preload, _WARM_UP if {"pandas", "altair"} <= packages else None


class Kernels:
    """The kernels of a build: forked from a prepared process where there can be one, else ordinary ones.

    Parameters
    ----------
    planner, planned
        What the prepared process is to import follows from these.
    progress
        Hears which kernels these are.
    stack
        Ends the prepared process.

    Attributes
    ----------
    engine
        The papermill engine to use.
    variables
        What its workers need.
    """

    def __init__(
        self, planner: Planner, planned: tuple[PlannedUnit, ...], progress: Progress, stack: ExitStack
    ) -> None:
        self._planner = planner
        self._planned = planned
        self._progress = progress
        self._stack = stack
        self._renewed = False
        self.engine = "nbclient"
        self.variables: dict[str, str] = {}
        why = self._start()
        progress.note(f"Kernels: ordinary ones. {why}" if why else "Kernels: forked from a prepared process.")

    def _start(self) -> str:
        """Start a prepared process; return why there is none, where there is none."""
        self.engine, self.variables = "nbclient", {}
        try:
            import warm_kernels
        except ImportError:
            return "The package warm_kernels is not installed."
        able, reason = warm_kernels.supported()
        if not able:
            return reason
        preload, warm_up = prepared_for(self._planner, self._planned)
        process = warm_kernels.prepared(preload, warm_up, kernel_environment(self._planner) | HASH_SEED)
        process = self._stack.enter_context(process)
        if not process.running:
            return process.reason
        self.engine, self.variables = "warm", {warm_kernels.ADDRESS: process.address}
        return ""

    def renew(self, reason: str) -> None:
        """Start another prepared process, once; the second time, go on with ordinary kernels.

        Parameters
        ----------
        reason
            Why the one before will not do.
        """
        import warm_kernels

        reason = reason.replace(f"{self._planner.project.root}/", "")
        warm_kernels.retire(self.variables[warm_kernels.ADDRESS])
        if self._renewed:
            self.engine, self.variables = "nbclient", {}
            why = "a second time"
        else:
            self._renewed = True
            why = self._start()
            if not why:
                self._progress.note(
                    f"A new prepared process, since {reason}. The next build looks at the runs done before."
                )
                return
        self._progress.note(f"From here on ordinary kernels, which start more slowly: {reason} ({why}).")


@contextmanager
def kernels(planner: Planner, planned: tuple[PlannedUnit, ...], progress: Progress) -> Iterator[Kernels]:
    """Yield the kernels of a build; say which they are."""
    with ExitStack() as stack:
        yield Kernels(planner, planned, progress, stack)


def run_plan(
    planner: Planner, planned: tuple[PlannedUnit, ...], options: Options, progress: Progress
) -> Mapping[str, Finished]:
    """Run what a plan says has to run.

    Returns
    -------
    mapping
        How every unit of the plan ended, by name.
    """
    if all(each.current for each in planned):
        return {each.unit.name: Finished(each.unit, "unchanged") for each in planned}
    if options.scheduler:
        return _run_on_cluster(planner, planned, options, progress)
    from workbench.execution.pool import LocalPool, available_cores  # multiprocessing: only where needed

    runs = sum(not each.current for each in planned)
    # Workers start while the prepared process does.
    pool = LocalPool(min(options.jobs or available_cores(), runs))
    pool.start()
    with kernels(planner, planned, progress) as chosen:

        def make(unit: Unit) -> RunTask:
            environment = kernel_environment(planner) | chosen.variables
            return task_maker(planner, chosen.engine, environment, shared_disk=True)(unit)

        return _scheduled(planner, planned, pool, make, options, progress, chosen.renew)


def _run_on_cluster(
    planner: Planner, planned: tuple[PlannedUnit, ...], options: Options, progress: Progress
) -> Mapping[str, Finished]:
    """Run on a Dask cluster, whose workers have prepared processes of their own."""
    from workbench.execution.cluster import DaskPool, Preparation

    preload, warm_up = prepared_for(planner, planned)
    own = own_helpers(planner)
    preparation = Preparation(planner.environment, tuple(preload), warm_up, own, bytes_digest(own) if own else "")
    pool = DaskPool(options.scheduler, preparation, progress.note)
    workers = f"{pool.workers} worker{'' if pool.workers == 1 else 's'}"
    progress.note(f"Kernels: on {workers} of {options.scheduler}, {pool.jobs} at a time.")
    make = task_maker(planner, "warm", {}, shared_disk=False)
    return _scheduled(planner, planned, pool, make, options, progress)


def own_helpers(planner: Planner) -> dict[str, bytes]:
    """Return the files of the project's own helpers by path, empty where it uses the installed ones."""
    variables = kernel_environment(planner)
    if not variables:
        return {}
    root = Path(variables["PYTHONPATH"])
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "helpers").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def bytes_digest(files: Mapping[str, bytes]) -> str:
    """Return a short digest of some files' paths and contents.

    Examples
    --------
    >>> bytes_digest({"a": b"1", "b": b"2"}) == bytes_digest({"b": b"2", "a": b"1"})
    True
    """
    return digest({path: hashlib.sha256(content).hexdigest() for path, content in files.items()})


def _scheduled(
    planner: Planner,
    planned: tuple[PlannedUnit, ...],
    pool: Any,
    make: Callable[[Unit], RunTask],
    options: Options,
    progress: Progress,
    renew: Callable[[str], None] | None = None,
) -> Mapping[str, Finished]:
    schedule = Schedule(planner, pool, make, progress, fresh=options.fresh, explain=options.explain, renew=renew)
    try:
        finished = schedule.run(planned)
    except BaseException:
        pool.stop()
        raise
    pool.close()
    return finished
