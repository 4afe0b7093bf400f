"""A programme's build: plan, run, compose, render, and say where everything is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.assurance.states import built_contents
from workbench.errors import UnknownName, WorkbenchError, shown_path
from workbench.execution.outputs import remove_outputs
from workbench.execution.progress import Progress, Silent, closing_table
from workbench.files import private_folder, sha256
from workbench.manifest import last_gate, last_rendering, last_sense_checks, manifest, write_manifest
from workbench.names import did_you_mean
from workbench.plan.folders import BuildFolders, build_folders
from workbench.plan.lockfile import Lockfile
from workbench.plan.planner import PlannedUnit, Planner
from workbench.plan.reasons import RULES
from workbench.plan.selection import Selection, select_units
from workbench.plan.units import programme_units
from workbench.project import Project
from workbench.store import EvidenceStore

if TYPE_CHECKING:
    from workbench.execution.workers import Workers

FORMATS = ("html", "pdf", "docx")
ENGINES = ("auto", "quarto", "embedded")


@dataclass(frozen=True)
class Options:
    """What the user chose; the defaults build everything.

    Parameters
    ----------
    selection
        Areas, stages, or what failed.
    jobs
        Runs at the same time; 0 for one per core.
    engine, formats
        What renders the reports, and into which formats.
    dry_run, explain, fresh
        Only say what would run; say why; run it whatever is remembered.
    scheduler
        Address of a Dask scheduler; empty for this machine.
    earlier
        Results folders of earlier releases about the same evidence, which readers still have.
    """

    selection: Selection = field(default_factory=Selection)
    jobs: int = 0
    engine: str = "auto"
    formats: tuple[str, ...] = FORMATS
    dry_run: bool = False
    explain: bool = False
    fresh: bool = False
    scheduler: str = ""
    earlier: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        for name in self.formats:
            if name not in FORMATS:
                known = f"{did_you_mean(name, FORMATS)} Known: {', '.join(FORMATS)}."
                raise UnknownName(f"No format is called '{name}'.{known}")
        if self.engine not in ENGINES:
            raise UnknownName(f"No engine is called '{self.engine}'.{did_you_mean(self.engine, ENGINES)}")


@dataclass(frozen=True)
class BuildReport:
    """How a build ended.

    Parameters
    ----------
    exit_code
        0 all well; 1 something failed and the rest was made.
    results
        How each unit asked for ended: ``done``, ``unchanged``, ``failed`` or ``skipped``.
    message
        The last lines for the user.
    complete
        Whether everything asked for is there, so that an unchanged build needs no second look.
    others
        Other programmes whose results it reads.
    """

    exit_code: int
    results: Mapping[str, str]
    message: str
    complete: bool
    others: tuple[str, ...] = ()


def build(
    project: Project,
    programme: str,
    options: Options | None = None,
    progress: Progress | None = None,
    workers: Workers | None = None,
) -> BuildReport:
    """Build a programme's reports, or the part of it that the options ask for.

    Parameters
    ----------
    project
        The project.
    programme
        Programme id.
    options
        What the user chose.
    progress
        What hears about it; nothing by default.
    workers
        Those of several builds that follow one another; by default this build has its own.

    Raises
    ------
    WorkbenchError
        When parameters, names or inputs are wrong; nothing has been run then.
    """
    from workbench.definitions import load_definitions  # pydantic and YAML: an unchanged build needs neither

    options = options or Options()
    progress = progress or Silent()
    # A fault in another programme's file does not stop this one's build; `workbench check` reads them all.
    definitions = load_definitions(project, only=(programme,))
    found = definitions.programme(programme)
    folders = build_folders(project.build, found.id)
    with _guarded(folders, progress):
        return _Build(project, definitions, found, folders, options, progress, workers).run()


@contextmanager
def _guarded(folders: BuildFolders, progress: Progress) -> Iterator[None]:
    """Hold the build folder for this build alone."""
    from filelock import FileLock, Timeout

    private_folder(folders.root)
    lock = FileLock(folders.guard)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress.note(f"Another build of {folders.root.name} is under way; this one waits until it has ended.")
        lock.acquire()
    try:
        # Left there by a build that was killed.
        shutil.rmtree(folders.running, ignore_errors=True)
        yield
    finally:
        shutil.rmtree(folders.running, ignore_errors=True)
        lock.release()


class _Build:
    """One build, from plan to manifest."""

    def __init__(
        self,
        project: Project,
        definitions: Any,
        programme: Any,
        folders: BuildFolders,
        options: Options,
        progress: Progress,
        workers: Workers | None = None,
    ) -> None:
        from workbench.assurance.building import Assuring
        from workbench.execution.context import RunContexts

        self.project = project
        self.definitions = definitions
        self.programme = programme
        self.folders = folders
        self.options = options
        self.progress = progress
        self.workers = workers
        self.areas = [area.slug for area in definitions.programme_areas(programme)]
        self.units = programme_units(programme, self.areas)
        self.lockfile = Lockfile(folders)
        # "Orkney" or an area's code is as good as its slug.
        named = options.selection.areas
        known = {name: definitions.match_area(name, programme) for name in named if name not in self.areas}
        areas = tuple(known[name].slug if known.get(name) else name for name in options.selection.areas)
        selection = replace(options.selection, areas=areas)
        self.options = replace(options, selection=selection)
        self.selected = select_units(selection, self.units, programme, self.lockfile.unfinished())
        self.catalogue = EvidenceStore(project).catalogue(programme.id)
        _require_evidence(project, programme, self.catalogue)
        contexts = RunContexts(project, definitions, programme, self.catalogue)
        self.planner = Planner(project, programme, self.units, folders, self.lockfile, contexts)
        self.assuring = Assuring(project, definitions, programme)

    def run(self) -> BuildReport:
        """Do what the options say."""
        if self.options.selection.failed and not self.selected:
            return BuildReport(0, {}, "Nothing failed last time, so there is nothing to run again.", False)
        planned = self.planner.plan(self.selected, fresh=self.options.fresh)
        if self.options.dry_run:
            return self._say_plan(planned)
        finished = self._execute(planned)
        self.lockfile.save(set(self.units))
        results = {name: each.result for name, each in finished.items()}
        for area in {self.units[name].area for name, result in results.items() if result in ("failed", "skipped")}:
            self._withdraw(area)
        lines: list[str] = [self._run_summary(results)]
        rows = [
            (name, each.error, self._shown(each.kept) if each.kept else "")
            for name, each in finished.items()
            if each.result == "failed"
        ]
        if rows:
            skipped = sum(result == "skipped" for result in results.values())
            lines += ["", "What failed:", closing_table(rows)]
            if skipped:
                lines.append(f"{_runs(skipped)} not done, because of what failed.")
            lines.append(f"Build again when it is mended: workbench build {self.programme.id} --failed")
        rendering, rendered, protected = None, True, None
        if not self.options.selection.stages:
            try:
                lines += [*self._hold_overview(), *self._say_held()]
                protected, said = self._gate()
                lines += said
                engine, said = self._report()
                lines[1:1] = said
                rendering = {"engine": engine, "formats": sorted(self.options.formats)} if engine else None
            except WorkbenchError as error:
                if error.exit_code != 1:
                    # What was run, and what failed, is said all the same.
                    self.progress.note("\n".join(lines))
                    self.planner.hashes.save()
                    raise
                # Some pages failed and the others were made, or the release was refused and none was.
                lines += ["", error.message]
                rendered = False
        content = built_contents(self.project, self.programme)
        sense = last_sense_checks(self.folders.manifest)
        if not self.options.selection.stages:
            sense, said = self.assuring.close(self.planner.hashes)
            lines += said
        write_manifest(
            self.folders.manifest,
            manifest(
                self.project, self.programme, self.folders, self.lockfile, self.planner.hashes,
                versions=self.planner.environment, rendering=rendering or last_rendering(self.folders.manifest),
            )
            | {"disclosure": protected or last_gate(self.folders.manifest), "sense_checks": sense, "content": content},
        )  # fmt: skip
        self.planner.hashes.save()
        well = rendered and all(result in ("done", "unchanged") for result in results.values())
        others = sorted({other.programme for stage in self.programme.stages for other in stage.collects_from})
        return BuildReport(0 if well else 1, results, "\n".join(lines), complete=well, others=tuple(others))

    def _execute(self, planned: tuple[PlannedUnit, ...]) -> Mapping[str, Any]:
        from workbench.execution.running import run_plan  # brings in the process pool

        return run_plan(self.planner, planned, self.options, self.progress, self.workers)

    def _say_plan(self, planned: tuple[PlannedUnit, ...]) -> BuildReport:
        lines = []
        would = [each for each in planned if each.reasons]
        perhaps = [each for each in planned if each.waits_for and not each.reasons]
        for each in (*would, *perhaps):
            if each.reasons:
                why = "; ".join(map(str, each.reasons))
            else:
                why = f"only if the results of {_listed(each.waits_for)} change (rule 7)"
            lines.append(f"{each.unit.name}  {why}" if self.options.explain or not each.reasons else each.unit.name)
        unchanged = len(planned) - len(would) - len(perhaps)
        lines.append(
            f"{_runs(len(would))} would be done"
            + (f", {len(perhaps)} more if what they build on changes" if perhaps else "")
            + f"; {unchanged} up to date."
        )
        if would or perhaps:
            hint = "" if self.options.explain else " Add --explain to see why."
            lines.append(f"What causes a run is in {RULES}.{hint}")
        self.planner.hashes.save()
        return BuildReport(0, {}, "\n".join(lines), complete=False)

    def _run_summary(self, results: Mapping[str, str]) -> str:
        counts = {result: list(results.values()).count(result) for result in ("done", "unchanged", "failed", "skipped")}
        parts = [f"{_runs(counts['done'])} done"]
        if counts["unchanged"]:
            parts.append(f"{counts['unchanged']} up to date")
        parts += [f"{counts[result]} {result}" for result in ("failed", "skipped") if counts[result]]
        text = f"Notebooks: {', '.join(parts)}."
        if self.options.selection.stages:
            there = [self.units[name] for name, result in results.items() if result in ("done", "unchanged")]
            shown = [self._shown(self.folders.notebook(unit)) for unit in there]
            text += "".join(f"\n  {path}" for path in shown[:8])
            text += f"\n  and {len(shown) - 8} more" if len(shown) > 8 else ""
        return text

    def _withdraw(self, area: str | None) -> None:
        """Take away reports made of results that no longer stand."""
        if area is not None:
            shutil.rmtree(self.folders.project / "areas" / area, ignore_errors=True)
            shutil.rmtree(self.folders.site / "areas" / area, ignore_errors=True)

    def _has_results(self, area: str) -> bool:
        return all(self.folders.results_file(unit.name).is_file() for unit in self.units.values() if unit.area == area)

    def _hold_overview(self) -> list[str]:
        """Take away national results that are not of the present ones, and say so.

        What an overview said of an area before, the area's report may hold back now; and totals of two states can be
        taken from one another.
        """
        said = []
        for unit in self.units.values():
            if unit.area is not None or not self.folders.results_file(unit.name).is_file():
                continue
            reasons = self.planner.reasons(unit)
            if reasons:
                remove_outputs(self.folders, unit)
                said.append(
                    f"Held back: the results of {unit.stage} were made earlier, and other results have changed since "
                    f"({reasons[0]}). A build without --area makes them anew."
                )
        return said

    def _say_held(self) -> list[str]:
        """Say which texts of the evidence stand in no output, and which passages of the reports are to be read."""
        from workbench.freetext.narrative import narrative_lines
        from workbench.release.held import held_lines  # word lists: only where a text is held

        written = narrative_lines(self.project, self.programme, self.definitions)
        return [*held_lines(self.programme.id, self._held), *written]

    @cached_property
    def _held(self) -> tuple[Any, ...]:
        """Texts in which something was detected that may identify somebody, and that nobody has signed off."""
        entries = [entry for entry in self.catalogue["files"] if entry.get("to_read")]
        if not entries:
            return ()
        from workbench.freetext.held import held_texts

        return held_texts(self.project, self.programme.id, entries)

    def _gate(self) -> tuple[dict[str, Any], list[str]]:
        """Attack what a reader would see; return what the manifest says of it, and what to say."""
        # The gate brings in the helpers' attacker, which an unchanged build does not need.
        from workbench.execution.pool import available_cores
        from workbench.release.disclosure_rules import rules_of
        from workbench.release.gate import pass_gate, refusal, write_log
        from workbench.release.held import held_rows

        gate = pass_gate(
            # An area of which one stage failed has no report, and is counted in the overview all the same.
            self.folders.results, self.areas,
            rules_of(self.definitions, self.programme), self.folders.root / "disclosure",
            earlier=self.options.earlier, jobs=self.options.jobs or available_cores(), note=self.progress.note,
        )  # fmt: skip
        gate = replace(gate, log=tuple(sorted({*gate.log, *held_rows(self._held)})))
        log = write_log(gate, self.folders.root)
        if not gate.open:
            raise refusal(gate, log, self.project.root)
        said = f"Disclosure control: {len(gate.log):,} numbers held back, none of which can be worked out"
        content = {"log": log.name, "sha256": sha256(log), "held_back": len(gate.log), "attacked": gate.counts}
        return content, [f"{said}: {self._shown(log)}"]

    def _report(self) -> tuple[str, list[str]]:
        """Compose and render; return the engine and what to say."""
        chosen = self.options.selection.areas or tuple(self.areas)
        ready = [area for area in self.areas if area in chosen and self._has_results(area)]
        # A programme that looks at no single units has national pages alone.
        if not ready and self.areas:
            return "", ["No report: no area has the results of all its stages."]
        from workbench.composition.pictures import lacks_png
        from workbench.execution.reports import make_reports

        # Every area composed before is rendered with these; those made for the web alone have no pictures for Word.
        if "docx" in self.options.formats:
            before = {path.parent.name for path in self.folders.project.glob("areas/*/index.qmd")} - set(ready)
            ready += [
                area for area in self.areas
                if area in before and self._has_results(area) and lacks_png(self.folders.project / "areas" / area)
            ]  # fmt: skip
        engine, said = make_reports(
            self.project, self.definitions, self.programme, self.folders, ready,
            formats=self.options.formats, engine=self.options.engine, progress=self.progress,
        )  # fmt: skip
        return engine, said

    def _shown(self, path: Path) -> str:
        return shown_path(path, self.project.root)


def _runs(count: int) -> str:
    return "1 run" if count == 1 else f"{count} runs"


def _listed(names: tuple[str, ...]) -> str:
    one_area = len({name.partition("/")[0] for name in names}) == 1
    shown = [name.partition("/")[2] if one_area else name for name in names]
    return ", ".join(shown[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _require_evidence(project: Project, found: Any, catalogue: Mapping[str, Any]) -> None:
    if catalogue["files"] or not found.instruments:
        return
    programme = found.id
    raw = project.raw / programme
    if raw.is_dir() and any(raw.iterdir()):
        raise WorkbenchError(
            f"The evidence of {programme} has not been taken in yet. Run: workbench intake {programme}"
        )
    raise WorkbenchError(
        f"There is no evidence of {programme} in {shown_path(raw, project.root)}. Put the areas' files there, or make "
        f"the sample evidence: workbench sample {programme}. Then run: workbench intake {programme}"
    )
