"""The plan of a build: for each unit asked for, whether it runs and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import WorkbenchError
from workbench.plan.environment import environment
from workbench.plan.folders import BuildFolders
from workbench.plan.hashes import FileHashes, digest
from workbench.plan.inputs import RunInputs, check_taken_in, evidence_files, key_names, upstream_files
from workbench.plan.keys import Key
from workbench.plan.lockfile import Lockfile
from workbench.plan.notebooks import Notebook, check_parameters, read_notebook
from workbench.plan.reasons import Reason, reasons_to_run
from workbench.plan.source_memory import SourceMemory
from workbench.plan.sources import HelperSources, helpers_folder
from workbench.plan.units import Unit, upstream_units
from workbench.store import EvidenceStore


@dataclass(frozen=True)
class PlannedUnit:
    """One unit asked for.

    Parameters
    ----------
    unit
        The unit.
    reasons
        Why it runs; empty when, as things stand, its last run holds.
    waits_for
        Upstream units that run first; where ``reasons`` is empty it runs only if their results change.
    """

    unit: Unit
    reasons: tuple[Reason, ...]
    waits_for: tuple[str, ...]

    @property
    def current(self) -> bool:
        """Whether nothing has to be done."""
        return not self.reasons and not self.waits_for


class Planner:
    """Works out keys and reasons; imports nothing that computes.

    Parameters
    ----------
    project
        The project.
    programme
        The programme.
    units
        Every unit of the programme by name.
    folders
        The programme's build folders.
    lockfile
        What was run before.
    context
        Returns the content of ``run.json`` for a unit.
    """

    def __init__(
        self,
        project: Any,
        programme: Any,
        units: Mapping[str, Unit],
        folders: BuildFolders,
        lockfile: Lockfile,
        context: Callable[[Unit], dict[str, Any]],
    ) -> None:
        self.project = project
        self.programme = programme
        self.units = dict(units)
        self.folders = folders
        self.lockfile = lockfile
        self.hashes = FileHashes(folders.cache / "hashes.json")
        self.environment = environment(folders.cache)
        self._context = context
        self._store = EvidenceStore(project)
        self._stages = {stage.id: stage for stage in programme.stages}
        self._facts = SourceMemory(folders.cache / "sources.json")
        self._sources = HelperSources(helpers_folder(project.root), self._facts)
        self._notebooks: dict[str, Notebook] = {}
        self._helpers: dict[str, dict[str, str]] = {}
        self._sections: dict[int, tuple[Any, str]] = {}

    def notebook(self, stage: str) -> Notebook:
        """Return the stage's source notebook."""
        if stage not in self._notebooks:
            self._notebooks[stage] = read_notebook(self.project.notebooks / self._stages[stage].notebook)
        return self._notebooks[stage]

    def upstream(self, unit: Unit) -> tuple[str, ...]:
        """Return the names of the units whose results ``unit`` reads."""
        return upstream_units(unit, self.programme, self.units)

    def helper_modules(self, stage: str) -> tuple[str, ...]:
        """Return the names of the helper modules that the stage's notebook can reach."""
        return tuple(name for name in self._reachable(stage) if "/" not in name)

    def forget_helpers(self) -> None:
        """Read the helper modules anew from here on: they have changed since the plan was made."""
        self._sources = HelperSources(helpers_folder(self.project.root), self._facts)
        self._helpers = {}

    def packages(self, stage: str) -> frozenset[str]:
        """Return the names of the packages that the stage's notebook and its helpers import."""
        return self._sources.packages(self.notebook(stage).code)

    def _reachable(self, stage: str) -> dict[str, str]:
        if stage not in self._helpers:
            self._helpers[stage] = self._sources.reachable(self.notebook(stage).code)
        return self._helpers[stage]

    def inputs(self, unit: Unit) -> RunInputs:
        """Return exactly what the run may read."""
        stage = self._stages[unit.stage]
        context = self._context(unit)
        evidence = evidence_files(self.project, self._store, stage, unit)
        check_taken_in(context.get("evidence", {}), evidence, unit)
        return RunInputs(
            evidence=evidence,
            upstream=upstream_files(unit, self.upstream(unit), self.units, self.folders),
            context=context,
            parameters={"programme": unit.programme} | self._area_parameter(unit),
        )

    def _area_parameter(self, unit: Unit) -> dict[str, str]:
        """Return the notebook's parameter ``area``; empty where a notebook of single areas runs for the nation."""
        if unit.area:
            return {"area": unit.area}
        declared = self.notebook(unit.stage).parameters or ()
        return {"area": ""} if any(parameter.name == "area" for parameter in declared) else {}

    def _section_hash(self, value: Any) -> str:
        """Return the hash of a part of a context; the same object, shared by many runs, is hashed once."""
        known = self._sections.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        if len(self._sections) > 64:
            self._sections.clear()
        self._sections[id(value)] = (value, digest(value))
        return self._sections[id(value)][1]

    def key(self, unit: Unit) -> Key:
        """Return the unit's key as things stand now."""
        return self._key(unit, self.inputs(unit))

    def _key(self, unit: Unit, inputs: RunInputs) -> Key:
        named = key_names(inputs.evidence)
        evidence = {named[target]: self.hashes.of(source) or "" for target, source in inputs.evidence.items()}
        for table, told in inputs.context.get("evidence", {}).items():
            evidence[f"{table} (what is known of its file)"] = digest(told)
        parameter = {name: str(value) for name, value in inputs.parameters.items()}
        parameter |= {
            f"run.json {name}": self._section_hash(value)
            for name, value in inputs.context.items()
            if name != "evidence"
        }
        return Key(
            notebook=self.notebook(unit.stage).cells_hash,
            helper=self._reachable(unit.stage),
            evidence=evidence,
            parameter=parameter,
            environment=self.environment,
            # An area without results is left out of a national run, so it is left out of its key.
            upstream={
                name: found
                for name, source in inputs.upstream.values()
                if (found := self.hashes.of(source)) is not None
            },
        )

    def reasons(self, unit: Unit, *, fresh: bool = False) -> tuple[Reason, ...]:
        """Return why the unit has to run, as things stand now."""
        return self._reasons(unit, self.key(unit), fresh)

    def _reasons(self, unit: Unit, key: Key, fresh: bool) -> tuple[Reason, ...]:
        return reasons_to_run(self.lockfile.get(unit.name), key, self.folders.root, self.hashes, fresh=fresh)

    def plan(self, selected: Iterable[str], *, fresh: bool = False) -> tuple[PlannedUnit, ...]:
        """Return the plan of the units asked for, in their order.

        Raises
        ------
        WorkbenchError
            When a notebook lacks a parameter, or a unit needs results that are neither there nor asked for.
        """
        selected = tuple(selected)
        chosen = set(selected)
        running: set[str] = set()
        planned = []
        for name in selected:
            unit = self.units[name]
            inputs = self.inputs(unit)
            check_parameters(self.notebook(unit.stage), dict(inputs.parameters))
            self._check_upstream(unit, chosen)
            waits_for = tuple(other for other in self.upstream(unit) if other in running)
            reasons = self._reasons(unit, self._key(unit, inputs), fresh)
            if reasons or waits_for:
                running.add(name)
            planned.append(PlannedUnit(unit, reasons, waits_for))
        self._facts.save()
        return tuple(planned)

    def _check_upstream(self, unit: Unit, chosen: set[str]) -> None:
        missing = [
            other
            for other in self.upstream(unit)
            if other not in chosen and not self.folders.results_file(other).is_file()
        ]
        if not missing:
            return
        if unit.area is None:
            # A national stage goes on with the areas that have results, as long as there is one.
            if len(missing) < len(self.upstream(unit)):
                return
            raise WorkbenchError(
                f"{unit.stage} collects the results of the areas, and there are none yet. "
                f"Run: workbench build {unit.programme}"
            )
        stages = ", ".join(name.partition("/")[2] for name in missing)
        raise WorkbenchError(
            f"{unit.stage} needs results of {unit.area} that are not there: {stages}. "
            f"Run: workbench build {unit.programme} --area {unit.area}"
        )
