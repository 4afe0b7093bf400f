"""The kernels of builds: forked from a prepared process where there can be one, else ordinary ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.execution.progress import Progress
from workbench.execution.tasks import HASH_SEED
from workbench.plan.planner import PlannedUnit, Planner
from workbench.plan.source_facts import Facts, facts_of
from workbench.plan.source_memory import SourceMemory
from workbench.plan.sources import HelperSources, helpers_folder

if TYPE_CHECKING:
    from workbench.execution.early import EarlyProcess
    from workbench.project import Project

# Packages that are slow to import: a prepared process has them before the first run, where a run needs them.
_PRELOADED = ("pandas", "pyarrow.parquet", "altair")
_WARM_UP = "workbench.execution.warming:warm_up"


class Preload(NamedTuple):
    """What a prepared process does before its first fork.

    Parameters
    ----------
    modules
        What it imports.
    warm_up
        What it calls then, ``module:function``; None for nothing.
    """

    modules: tuple[str, ...]
    warm_up: str | None


def _preload(packages: Iterable[str], modules: Iterable[str]) -> Preload:
    found = frozenset(packages)
    slow = [name for name in _PRELOADED if name.partition(".")[0] in found]
    return Preload((*slow, *sorted(set(modules))), _WARM_UP if {"pandas", "altair"} <= found else None)


def preload_of(planner: Planner, planned: tuple[PlannedUnit, ...]) -> Preload:
    """Return what serves the runs of a plan."""
    stages = {each.unit.stage for each in planned if not each.current}
    return _preload(
        (package for stage in stages for package in planner.packages(stage)),
        (module for stage in stages for module in planner.helper_modules(stage)),
    )


def preload_of_notebooks(
    paths: Iterable[Path], helpers: Path | None, facts: Callable[[str], Facts] = facts_of
) -> Preload:
    """Return what serves some notebooks, whatever runs them.

    A notebook that cannot be read adds nothing: who runs it says what is wrong with it.

    Parameters
    ----------
    paths
        The notebooks.
    helpers
        Folder of the ``helpers`` package that their kernels import; None where there is none.
    facts
        Tells what is to be known of a source.
    """
    from workbench.errors import WorkbenchError
    from workbench.plan.notebooks import read_notebook

    sources = HelperSources(helpers, facts)
    packages: set[str] = set()
    modules: set[str] = set()
    for path in paths:
        try:
            code = read_notebook(path).code
        except WorkbenchError:
            continue
        packages |= sources.packages(code)
        modules |= {module for module in sources.reachable(code) if "/" not in module}
    return _preload(packages, modules)


def preload_of_all(project: Project, programmes: Iterable[Any]) -> Preload:
    """Return what serves every stage of some programmes."""
    names = sorted({stage.notebook for programme in programmes for stage in programme.stages})
    facts = SourceMemory(project.build / "cache" / "sources.json")
    return preload_of_notebooks([project.notebooks / name for name in names], helpers_folder(project.root), facts)


def kernel_environment(root: Path) -> dict[str, str]:
    """Return the variables by which kernels find the own helpers of the project in a folder, where it has its own."""
    folder = helpers_folder(root)
    if folder is None or not folder.is_relative_to(root):
        return {}
    return {"PYTHONPATH": str(folder.parent)}


class Kernels:
    """The kernels of one build, or of builds of a project that follow one another.

    Parameters
    ----------
    stack
        Ends the prepared processes.
    whole
        What serves all of several builds; None where a prepared process is started for what one plan needs.
    early
        A prepared process that was started for what one build needs; None where there is none.

    Attributes
    ----------
    engine
        The papermill engine to use.
    variables
        What its workers need.
    """

    def __init__(self, stack: ExitStack, whole: Preload | None = None, early: EarlyProcess | None = None) -> None:
        self._stack = stack
        self._whole = whole
        self._early = early
        self._process: Any = None
        self.engine = "nbclient"
        self.variables: Mapping[str, str] = {}

    def begin(self, planner: Planner, planned: tuple[PlannedUnit, ...], progress: Progress) -> None:
        """Make ready for a build's runs, and say which kernels these are.

        The prepared process of the build before serves on, unless something that it loaded has changed since.
        """
        self._planner = planner
        self._progress = progress
        self._renewed = False
        self._planned = planned
        why = "" if self._holds() else self._start()
        progress.note(f"Kernels: ordinary ones. {why}" if why else "Kernels: forked from a prepared process.")

    def _holds(self) -> bool:
        """Return whether there is a prepared process that still forks."""
        if self._process is None or not self._process.running:
            return False
        from warm_kernels.client import changed_since

        return not changed_since(self._process.address)

    def _ways(self) -> Iterator[Preload]:
        """Yield what a prepared process may import, the best first."""
        if self._whole is not None:
            yield self._whole
        # A module that cannot be imported is a matter of those programmes alone that use it.
        yield preload_of(self._planner, self._planned)

    def _start(self) -> str:
        """Start a prepared process; return why there is none, where there is none."""
        self._retire()
        try:
            import warm_kernels
        except ImportError:
            return "The package warm_kernels is not installed."
        able, reason = warm_kernels.supported()
        if not able:
            return reason
        if self._took_early():
            return ""
        environment = kernel_environment(self._planner.project.root) | HASH_SEED
        for way in self._ways():
            own = ExitStack()
            process = own.enter_context(warm_kernels.prepared(way.modules, way.warm_up, environment))
            if process.running:
                self._stack.push(own)
                self._use(process)
                return ""
            reason = process.reason
            own.close()
        return reason

    def _took_early(self) -> bool:
        """Take the prepared process that started while the build was read, if nothing that it loaded changed since."""
        early, self._early = self._early, None
        process = early.take() if early is not None else None
        if process is None:
            return False
        self._stack.callback(process.close)
        self._process = process
        if not self._holds():
            self._retire()
            return False
        self._use(process)
        return True

    def _use(self, process: Any) -> None:
        import warm_kernels

        self._process = process
        self.engine, self.variables = "warm", {warm_kernels.ADDRESS: process.address}

    def _retire(self) -> None:
        """Let the prepared process end with its last kernel; what comes then are ordinary kernels."""
        if self._process is not None:
            import warm_kernels

            warm_kernels.retire(self._process.address)
        self._process = None
        self.engine, self.variables = "nbclient", {}

    def renew(self, reason: str) -> None:
        """Start another prepared process, once a build; the second time, go on with ordinary kernels.

        Parameters
        ----------
        reason
            Why the one before will not do.
        """
        reason = reason.replace(f"{self._planner.project.root}/", "")
        if self._renewed:
            self._retire()
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
