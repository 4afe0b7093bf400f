"""Runs handed to workers as soon as what they need is there; a failure skips only what needs it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from workbench.errors import WorkbenchError, shown_path
from workbench.execution.outputs import keep_failure, keep_outputs, remove_outputs
from workbench.execution.progress import Progress
from workbench.execution.tasks import RunOutcome, RunTask
from workbench.plan.keys import Key, Record
from workbench.plan.planner import PlannedUnit, Planner
from workbench.plan.reasons import Reason
from workbench.plan.units import Unit

if TYPE_CHECKING:
    from workbench.execution.meanwhile import Meanwhile

# A run that was under way when a worker died is tried once more: the death need not have been its fault.
_ATTEMPTS = 2


class Pool(Protocol):
    """Where tasks go."""

    jobs: int

    def submit(self, task: RunTask) -> Future[RunOutcome]:
        """Hand over a task."""

    def died(self, error: BaseException) -> bool:
        """Whether the error says that a worker died."""


@dataclass(frozen=True)
class _Run:
    """A run under way: its unit, key and reasons, and how often kernels were renewed before it was handed over."""

    unit: Unit
    key: Key
    reasons: tuple[Reason, ...]
    renewals: int


@dataclass(frozen=True)
class Finished:
    """How one unit ended.

    Parameters
    ----------
    unit
        The unit.
    result
        ``done``, ``unchanged``, ``failed`` or ``skipped``.
    error
        What went wrong, in one line.
    kept
        The half-run notebook of a failed run.
    """

    unit: Unit
    result: str
    error: str = ""
    kept: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the unit's results stand."""
        return self.result in ("done", "unchanged")


class Schedule:
    """Runs a plan.

    Parameters
    ----------
    planner
        Knows keys, inputs and records.
    pool
        Where tasks go; made when the first run needs it.
    make_task
        Turns a unit into a task.
    progress
        What hears about it.
    fresh, explain
        Run whatever is remembered; say why each unit ran.
    renew
        Called with the reason when the prepared process is out of date or gone; tasks made from then on have other
        kernels. None where workers see to it themselves.
    meanwhile
        What there is to do while workers are waited for.
    """

    def __init__(
        self,
        planner: Planner,
        pool: Pool,
        make_task: Callable[[Unit], RunTask],
        progress: Progress,
        *,
        fresh: bool = False,
        explain: bool = False,
        renew: Callable[[str], None] | None = None,
        meanwhile: Meanwhile | None = None,
    ) -> None:
        self._planner = planner
        self._pool = pool
        self._make_task = make_task
        self._progress = progress
        self._fresh = fresh
        self._explain = explain
        self._renew = renew
        self._meanwhile = meanwhile
        self._renewals = 0
        self._finished: dict[str, Finished] = {}
        self._running: dict[Future[RunOutcome], _Run] = {}
        self._attempts: dict[str, int] = {}
        self._said: set[str] = set()

    def run(self, planned: Iterable[PlannedUnit]) -> Mapping[str, Finished]:
        """Run what has to run and return how every unit asked for ended, by name in the plan's order."""
        planned = tuple(planned)
        self._blocked = {each.unit.name: 0 for each in planned if not each.current}
        self._dependants: dict[str, list[Unit]] = {}
        self._ready: deque[Unit] = deque()
        for each in planned:
            name = each.unit.name
            if each.current:
                self._finished[name] = Finished(each.unit, "unchanged")
                continue
            for other in self._planner.upstream(each.unit):
                if other in self._blocked:
                    self._blocked[name] += 1
                    self._dependants.setdefault(other, []).append(each.unit)
            if not self._blocked[name]:
                self._ready.append(each.unit)
        self._progress.begin(len(self._blocked))
        try:
            while self._ready or self._running:
                # Tasks carry their inputs: handing over few at a time keeps the build's memory small.
                while self._ready and len(self._running) <= self._pool.jobs:
                    self._begin(self._ready.popleft())
                if self._running:
                    done, _ = wait(self._running, timeout=0, return_when=FIRST_COMPLETED)
                    if not done and not (self._meanwhile and self._meanwhile.some()):
                        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
                    for future in done:
                        self._settle(future)
        finally:
            self._progress.end()
        return {each.unit.name: self._finished[each.unit.name] for each in planned}

    def _begin(self, unit: Unit) -> None:
        upstream = self._planner.upstream(unit)
        failed = [name for name in upstream if name in self._finished and not self._finished[name].ok]
        # A national stage goes on with the areas that have results; it says itself which have none.
        if failed and (unit.area is not None or len(failed) == len(upstream)):
            shown = ", ".join(name.partition("/")[2] if unit.area else name for name in failed[:3])
            error = f"not run, because {shown} failed" + (f" and {len(failed) - 3} more" if len(failed) > 3 else "")
            remove_outputs(self._planner.folders, unit)
            self._planner.lockfile.add(unit.name, Record("skipped", None, {}, error))
            self._finish(Finished(unit, "skipped", error))
            return
        reasons = self._planner.reasons(unit, fresh=self._fresh)
        if not reasons:
            self._finish(Finished(unit, "unchanged"))
            return
        self._submit(unit, self._planner.key(unit), reasons)

    def _submit(self, unit: Unit, key: Key, reasons: tuple[Reason, ...]) -> None:
        self._attempts[unit.name] = self._attempts.get(unit.name, 0) + 1
        task = self._make_task(unit)
        try:
            future = self._pool.submit(task)
        except Exception as error:
            # A worker that died while it had nothing to do is noticed only now.
            if not self._pool.died(error):
                raise
            future = self._pool.submit(task)
        self._running[future] = _Run(unit, key, reasons, self._renewals)
        self._progress.started(unit.name)

    def _settle(self, future: Future[RunOutcome]) -> None:
        if future not in self._running:
            return
        run = self._running.pop(future)
        error = future.exception()
        if error is None:
            if future.result().lost and self._renew is not None:
                self._again(run, future.result().kernel)
            else:
                self._keep(run, future.result())
        elif isinstance(error, WorkbenchError):  # such as a cluster that was lost: no run is at fault
            raise error
        elif self._pool.died(error):
            # Every run under way went down with the pool.
            lost = [run, *self._running.values()]
            self._running.clear()
            for each in lost:
                if self._attempts[each.unit.name] < _ATTEMPTS:
                    self._submit(each.unit, each.key, each.reasons)
                else:
                    message = "The worker process died twice during this run; perhaps the machine lacks memory."
                    self._keep(each, RunOutcome(each.unit.name, None, {}, message, 0.0))
        else:
            message = f"{type(error).__name__}: {error}"
            self._keep(run, RunOutcome(run.unit.name, None, {}, message, 0.0))

    def _again(self, run: _Run, why: str) -> None:
        """Do a run once more with other kernels: its own may have had newer helpers than its key says."""
        assert self._renew is not None
        if run.renewals == self._renewals:
            self._renewals += 1
            self._planner.forget_helpers()
            self._renew(why)
        self._attempts.pop(run.unit.name, None)
        self._submit(run.unit, self._planner.key(run.unit), run.reasons)

    def _keep(self, run: _Run, outcome: RunOutcome) -> None:
        planner, unit, key = self._planner, run.unit, run.key
        if outcome.kernel and outcome.kernel not in self._said:
            self._said.add(outcome.kernel)
            self._progress.note(f"From here on ordinary kernels, which start more slowly: {outcome.kernel}")
        if outcome.ok:
            outputs = keep_outputs(planner.folders, unit, outcome)
            planner.lockfile.add(unit.name, Record("done", key, outputs))
            detail = "; ".join(map(str, run.reasons)) if self._explain else ""
            self._finish(Finished(unit, "done"), outcome.seconds, detail)
            return
        kept = keep_failure(planner.folders, unit, outcome)
        planner.lockfile.add(unit.name, Record("failed", key, {}, outcome.error))
        self._finish(Finished(unit, "failed", outcome.error, kept), outcome.seconds)

    def _finish(self, finished: Finished, seconds: float = 0.0, detail: str = "") -> None:
        self._finished[finished.unit.name] = finished
        if self._meanwhile is not None:
            self._meanwhile.ended(finished)
        if finished.kept is not None:
            detail = f"{finished.error} ({shown_path(finished.kept, self._planner.project.root)})"
        for dependant in self._dependants.get(finished.unit.name, ()):
            self._blocked[dependant.name] -= 1
            if not self._blocked[dependant.name]:
                # An area is finished before the next one is begun.
                self._ready.appendleft(dependant)
        self._progress.finished(finished.unit.name, finished.result, seconds, detail or finished.error)
