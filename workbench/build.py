"""A programme's build: plan, run, compose, render, and say where everything is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.assurance.states import built_contents
from workbench.building.disclosure import Disclosure
from workbench.building.guard import guarded
from workbench.building.hands import Hands
from workbench.building.options import ENGINES, FORMATS, Options
from workbench.building.standing import complete_areas, hold_overview, remove_former, withdraw_reports
from workbench.building.wording import Said, failure_lines, notebook_lines, nothing_failed_line, plan_lines, runs_line
from workbench.errors import WorkbenchError
from workbench.execution.progress import Progress, Silent
from workbench.manifest import last_entry, manifest, write_manifest
from workbench.plan.fingerprint import results_state
from workbench.plan.folders import BuildFolders, build_folders
from workbench.plan.lockfile import Lockfile
from workbench.plan.planner import PlannedUnit, Planner
from workbench.plan.remembered import Remembered
from workbench.plan.selection import Selection, select_units
from workbench.plan.units import programme_units
from workbench.project import Project
from workbench.store import EvidenceStore

if TYPE_CHECKING:
    from workbench.execution.workers import Workers

__all__ = ["ENGINES", "FORMATS", "BuildReport", "Options", "build"]


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
    others, collected
        Other programmes whose results it reads, and the state of these results before anything was read.
    """

    exit_code: int
    results: Mapping[str, str]
    message: str
    complete: bool
    others: tuple[str, ...] = ()
    collected: str = ""


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
    with guarded(folders, progress), Hands(project, found, options, workers) as hands:
        return _Build(project, definitions, found, folders, options, progress, hands).run()


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
        hands: Hands,
    ) -> None:
        from workbench.assurance.building import Assuring
        from workbench.execution.context import RunContexts

        self.project = project
        self.definitions = definitions
        self.programme = programme
        self.folders = folders
        self.progress = progress
        self.hands = hands
        self.areas = [area.slug for area in definitions.programme_areas(programme)]
        self.units = programme_units(programme, self.areas)
        # Taken down before anything is read: one of them may be built meanwhile.
        self.others = tuple(sorted({one.programme for stage in programme.stages for one in stage.collects_from}))
        self.collected = results_state(str(project.build), self.others)
        self.lockfile = Lockfile(folders)
        self.options = replace(options, selection=self._by_slug(options.selection))
        self.selected = select_units(self.options.selection, self.units, programme, self.lockfile.unfinished())
        catalogue = EvidenceStore(project).required(programme)
        self.disclosure = Disclosure(project, definitions, programme, catalogue)
        contexts = RunContexts(project, definitions, programme, catalogue)
        self.planner = Planner(project, programme, self.units, folders, self.lockfile, contexts)
        self.assuring = Assuring(project, definitions, programme)

    def _by_slug(self, selection: Selection) -> Selection:
        """Return a selection with each area's slug: "Orkney" or an area's code is as good."""
        known = {name: self.definitions.match_area(name, self.programme) for name in selection.areas}
        areas = (name if name in self.areas or known[name] is None else known[name].slug for name in selection.areas)
        return replace(selection, areas=tuple(areas))

    def run(self) -> BuildReport:
        """Do what the options say."""
        if self.options.selection.failed and not self.selected:
            elsewhere = [name for name in self.lockfile.unfinished() if name in self.units]
            return BuildReport(0, {}, nothing_failed_line(elsewhere), False)
        planned = self.planner.plan(self.selected, fresh=self.options.fresh)
        if self.options.dry_run:
            self.planner.hashes.save()
            return BuildReport(0, {}, "\n".join(plan_lines(planned, explain=self.options.explain)), complete=False)
        finished = self._execute(planned)
        remove_former(self.programme.id, self.lockfile, self.units, self.folders)
        self.lockfile.save(set(self.units))
        withdraw_reports({each.unit.area for each in finished.values() if not each.ok}, self.folders)
        failures = failure_lines(finished.values(), self.programme.id, self.project.root)
        said = Said([runs_line(finished)], failures)
        made: dict[str, Any] = {}
        whole = True
        if self.options.selection.stages:
            notebooks = [self.folders.notebook(each.unit) for each in finished.values() if each.ok]
            said.runs += notebook_lines(notebooks, self.project.root)
        else:
            whole = self._publish(said, made)
        remembered = Remembered(self.folders.cache / f"found-{self.programme.id}.json", self.planner.hashes)
        made["content"] = built_contents(self.project, self.programme, remembered)
        if not self.options.selection.stages:
            made["sense_checks"], lines = self.assuring.close(self.planner.hashes, remembered)
            said.notes += lines
            remembered.save()
        self._write_manifest(made)
        self.planner.hashes.save()
        well = whole and all(each.ok for each in finished.values())
        results = {name: each.result for name, each in finished.items()}
        return BuildReport(0 if well else 1, results, str(said), well, self.others, self.collected)

    def _execute(self, planned: tuple[PlannedUnit, ...]) -> Mapping[str, Any]:
        from workbench.execution.meanwhile import Meanwhile
        from workbench.execution.running import run_plan  # brings in the process pool

        meanwhile = None
        if not self.options.selection.stages:
            attack = partial(self.disclosure.attack_ahead, self.folders, earlier=self.options.earlier)
            meanwhile = Meanwhile(planned, [self.disclosure.held_lines], attack)
        return run_plan(self.planner, planned, self.options, self.progress, self.hands.hired, meanwhile)

    def _publish(self, said: Said, made: dict[str, Any]) -> bool:
        """Hold back what must be, compose and render; return whether everything was made.

        Parameters
        ----------
        said
            What is said of it is added here.
        made
            What the manifest says of it is put here.
        """
        try:
            said.notes += [*hold_overview(self.planner), *self.disclosure.held_lines()]
            made["disclosure"], lines = self.disclosure.pass_gate(
                self.folders, self.areas, self.options.earlier, self.options.jobs, self.progress, self.hands.workers
            )
            self.hands.let_go()
            said.notes += lines
            engine, said.reports = self._report()
            if engine:
                made["rendering"] = {"engine": engine, "formats": sorted(self.options.formats)}
        except WorkbenchError as error:
            if error.exit_code != 1:
                # What was run, and what failed, is said all the same.
                self.progress.note(str(said))
                self.planner.hashes.save()
                raise
            # Some pages failed and the others were made, or the release was refused and none was.
            said.notes += ["", error.message]
            return False
        return True

    def _report(self) -> tuple[str, list[str]]:
        """Compose and render; return the engine and what to say."""
        from workbench.composition.pictures import without_png
        from workbench.execution.reports import make_reports

        complete = complete_areas(self.areas, self.units, self.folders)
        chosen = self.options.selection.areas or tuple(self.areas)
        ready = [area for area in complete if area in chosen]
        # A programme that looks at no single units has national pages alone.
        if not ready and self.areas:
            return "", ["No report: no area has the results of all its stages."]
        if "docx" in self.options.formats:
            # Every area composed before is rendered with these; those made for the web alone lack Word's pictures.
            ready += without_png(self.folders.project, [area for area in complete if area not in ready])
        return make_reports(
            self.project, self.definitions, self.programme, self.folders, ready,
            formats=self.options.formats, engine=self.options.engine, progress=self.progress,
        )  # fmt: skip

    def _write_manifest(self, made: Mapping[str, Any]) -> None:
        """Write the manifest; what this build did not make anew stands in it as it was."""
        path = self.folders.manifest
        names = ("rendering", "disclosure", "sense_checks", "content")
        entries = {name: made[name] if name in made else last_entry(path, name) for name in names}
        content = manifest(
            self.project, self.programme, self.folders, self.lockfile, self.planner.hashes,
            versions=self.planner.environment, rendering=entries["rendering"],
        )  # fmt: skip
        write_manifest(path, content | entries)
