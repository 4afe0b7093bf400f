"""A plan carried out: worker processes with prepared kernels where they can be had, and the schedule."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.execution.kernels import kernel_environment, preload_of
from workbench.execution.progress import Progress
from workbench.execution.schedule import Finished, Schedule
from workbench.execution.tasks import RunTask
from workbench.files import canonical_json
from workbench.plan.hashes import digest
from workbench.plan.planner import PlannedUnit, Planner
from workbench.plan.units import Unit

if TYPE_CHECKING:
    from workbench.building.options import Options
    from workbench.execution.meanwhile import Meanwhile
    from workbench.execution.workers import Workers


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


def run_plan(
    planner: Planner,
    planned: tuple[PlannedUnit, ...],
    options: Options,
    progress: Progress,
    workers: Callable[[], Workers],
    meanwhile: Meanwhile | None = None,
) -> Mapping[str, Finished]:
    """Run what a plan says has to run.

    Parameters
    ----------
    planner, planned
        The plan, and what made it.
    options
        Of the build.
    progress
        What hears about it.
    workers
        Returns those of this machine; asked where something is run here.
    meanwhile
        What there is to do while runs are waited for.

    Returns
    -------
    mapping
        How every unit of the plan ended, by name.
    """
    if all(each.current for each in planned):
        return {each.unit.name: Finished(each.unit, "unchanged") for each in planned}
    if options.scheduler:
        return _run_on_cluster(planner, planned, options, progress, meanwhile)
    return _run_here(planner, planned, options, progress, workers(), meanwhile)


def _run_here(
    planner: Planner,
    planned: tuple[PlannedUnit, ...],
    options: Options,
    progress: Progress,
    workers: Workers,
    meanwhile: Meanwhile | None,
) -> Mapping[str, Finished]:
    pool, kernels = workers.begin(planner, planned, progress)

    def make(unit: Unit) -> RunTask:
        environment = kernel_environment(planner.project.root) | kernels.variables
        return task_maker(planner, kernels.engine, environment, shared_disk=True)(unit)

    return _scheduled(planner, planned, pool, make, options, progress, meanwhile, kernels.renew)


def _run_on_cluster(
    planner: Planner,
    planned: tuple[PlannedUnit, ...],
    options: Options,
    progress: Progress,
    meanwhile: Meanwhile | None,
) -> Mapping[str, Finished]:
    """Run on a Dask cluster, whose workers have prepared processes of their own."""
    from workbench.execution.cluster import DaskPool
    from workbench.execution.cluster_worker import Preparation, own_code

    preload = preload_of(planner, planned)
    own = own_helpers(planner)
    digest_of_own = bytes_digest(own) if own else ""
    preparation = Preparation(planner.environment, preload.modules, preload.warm_up, own, digest_of_own, own_code())
    pool = DaskPool(options.scheduler, preparation, progress.note)
    workers = f"{pool.workers} worker{'' if pool.workers == 1 else 's'}"
    progress.note(f"Kernels: on {workers} of {options.scheduler}, {pool.jobs} at a time.")
    make = task_maker(planner, "warm", {}, shared_disk=False)
    finished = _scheduled(planner, planned, pool, make, options, progress, meanwhile)
    pool.close()
    return finished


def own_helpers(planner: Planner) -> dict[str, bytes]:
    """Return the files of the project's own helpers by path, empty where it uses the installed ones."""
    variables = kernel_environment(planner.project.root)
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
    meanwhile: Meanwhile | None,
    renew: Callable[[str], None] | None = None,
) -> Mapping[str, Finished]:
    schedule = Schedule(
        planner, pool, make, progress, fresh=options.fresh, explain=options.explain, renew=renew, meanwhile=meanwhile
    )
    try:
        return schedule.run(planned)
    except BaseException:
        # Nothing may go on that no build waits for.
        pool.stop()
        raise
