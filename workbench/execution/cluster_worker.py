"""What a Dask worker does for a build: it makes sure that it is of the same make, prepares, and does runs."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from workbench.execution.runners import Runners
from workbench.execution.tasks import HASH_SEED, RunOutcome, RunTask
from workbench.files import sha256
from workbench.plan.hashes import digest

OTHER_VERSIONS = "This worker has other versions"
"""How the error of a run begins that a worker refuses since it would make other results."""

# Beside the modules of this package: what draws the figures when a run's kernel has ended.
_DRAWING = ("helpers.drawing", "helpers.files")
# A worker's threads prepare one after another, and then do their runs side by side.
_preparing = threading.Lock()
_runners = Runners()
# Why there was no prepared process, by what it was to be: each start that fails takes seconds.
_unprepared: dict[tuple[object, ...], str] = {}


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
    code
        What `own_code` says where the build was started; empty where that does not matter.
    """

    environment: Mapping[str, str]
    preload: Sequence[str] = ()
    warm_up: str | None = None
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    digest: str = ""
    code: str = ""


def difference(preparation: Preparation) -> str:
    """Return how this process differs from what the build reckons with, in words; nothing where it does not.

    Examples
    --------
    >>> difference(Preparation({})), difference(Preparation({}, code=own_code()))
    ('', '')
    >>> difference(Preparation({"no-such-package": "1"}))
    'no-such-package is not there (the build has 1)'
    >>> difference(Preparation({}, code="another"))
    'the workbench itself is of another state than that of the build'
    """
    here = _environment()
    parts = []
    for name, version in sorted(preparation.environment.items()):
        if here.get(name) != version:
            has = f"is {here[name]}" if name in here else "is not there"
            parts.append(f"{name} {has} (the build has {version})")
    if preparation.code and preparation.code != own_code():
        parts.insert(0, "the workbench itself is of another state than that of the build")
    more = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
    return ", ".join(parts[:3]) + more


@cache
def _environment() -> dict[str, str]:
    from workbench.plan.environment import environment

    return environment()


@cache
def own_code() -> str:
    """Return a digest of the workbench's own code by which a worker makes a run's files, apart from its kernel's."""
    files = {path.name: path for path in Path(__file__).parent.glob("*.py")}
    for name in _DRAWING:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin:
            files[name] = Path(spec.origin)
    return digest({name: sha256(path) for name, path in files.items()})


def run_on_worker(task: RunTask, preparation: Preparation) -> RunOutcome:
    """Do one run in a Dask worker, with a kernel from the worker's own prepared process where there can be one."""
    from distributed import get_worker

    other = difference(preparation)  # a worker may have joined since the build began
    if other:
        return RunOutcome(task.name, None, {}, f"{OTHER_VERSIONS}: {other}", 0.0)
    # Dask removes this folder with the worker, even after it was killed.
    folder = Path(get_worker().local_directory)
    with _preparing:
        variables = _own_helpers(preparation, folder)
        engine, address, why = _kernels(task.engine, preparation, variables)
    environment = {**task.environment, **variables, **address}
    outcome = _runners.run(replace(task, engine=engine, environment=environment, scratch=str(folder / "runs")))
    return replace(outcome, kernel=outcome.kernel or why)


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


def _kernels(engine: str, preparation: Preparation, variables: Mapping[str, str]) -> tuple[str, dict[str, str], str]:
    """Return the engine to use, the variables it needs, and why kernels are ordinary ones where they were not to be."""
    if engine != "warm":
        return engine, {}, ""
    import warm_kernels

    wanted = (tuple(preparation.preload), preparation.warm_up, tuple(sorted(variables.items())))
    if wanted not in _unprepared:
        process = warm_kernels.ensure(preparation.preload, preparation.warm_up, {**variables, **HASH_SEED})
        if process.running:
            return "warm", {warm_kernels.ADDRESS: process.address}, ""
        _unprepared[wanted] = process.reason
    return "nbclient", {}, _unprepared[wanted]
