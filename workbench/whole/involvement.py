"""One programme that an area takes part in: what is recorded of it, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.days import day
from workbench.definitions.editions import edition_of, refuse_pooling
from workbench.errors import WorkbenchError
from workbench.plan.folders import build_folders

if TYPE_CHECKING:
    from workbench.definitions import Area, Definitions, Evaluation, Programme, Publication, Recommendation
    from workbench.definitions.published_evaluations import PublishedEvaluation
    from workbench.project import Project
    from workbench.timetable.dated import DatedTimetable


@dataclass(frozen=True)
class Involvement:
    """One programme that an area takes part in, through one of the programme's units.

    Parameters
    ----------
    programme, kind
        The programme, and its kind of activity in words.
    unit, shared
        The unit that covers the area, and whether it covers other council areas as well.
    edition
        By what the programme evaluates: framework, edition and scale, in words.
    stages_done, stages
        How many of its stages have results here, and how many it has for a unit.
    evaluations
        The grades that people recorded, each with the title of its quality indicator and the grade's label.
    published_evaluations
        Grades that a source names: facts, kept apart from what is recorded here.
    recommendations, progress
        What was recommended, and by number how far each is met.
    timetable
        Its timetable with dates, where a start is recorded.
    publications
        What was published about the unit.
    page, resumed
        Where its page is on the site, and the title of the programme that took it up again; or empty.
    synthetic
        Whether anything recorded or taken in for it is made up.
    """

    programme: Programme
    kind: str
    unit: Area
    shared: bool
    edition: str
    stages_done: int
    stages: int
    evaluations: tuple[tuple[Evaluation, str, str], ...]
    published_evaluations: tuple[PublishedEvaluation, ...]
    recommendations: tuple[Recommendation, ...]
    progress: dict[int, str]
    timetable: DatedTimetable | None
    publications: tuple[Publication, ...]
    page: str
    resumed: str
    synthetic: bool

    @property
    def period(self) -> str:
        """When the programme ran, in words."""
        return self.programme.period.shown if self.programme.period else ""

    @property
    def next(self) -> str:
        """What comes next, in a sentence; empty where nothing is known."""
        step = self.timetable.next_step if self.timetable else None
        if step is not None:
            expected = f"expected by {day(step.expected.isoformat())}" if step.expected else ""
            return f"{step.text} ({expected or 'by ' + day(step.ends.isoformat())})."
        if self.programme.suspended and self.programme.state == "suspended":
            resumed = f" Resumed as: {self.resumed}." if self.programme.resumed_as else ""
            since = self.programme.suspended.on
            when = f"{'on' if len(since) == len('2020-03-16') else 'in'} {day(since)}"
            return f"Suspended {when}: {self.programme.suspended.why.rstrip('.')}.{resumed}"
        open_ = [number for number, state in self.progress.items() if state != "met"]
        if open_:
            return f"{_counted(len(open_), 'recommendation')} not yet met."
        if self.recommendations and not self.progress:
            return "Progress on the recommendations has not been reviewed."
        if self.programme.resumed_as:
            return f"Followed by: {self.resumed}."
        return ""


def involvement_of(project: Project, definitions: Definitions, programme: Programme, unit: Area) -> Involvement:
    """Return what is recorded of a programme for one of its units.

    Parameters
    ----------
    project, definitions
        Where everything recorded lies.
    programme, unit
        The programme, and the unit.

    Raises
    ------
    InputFaults
        With the faults of what is recorded.
    """
    # Imported here: the loaders of authored records import the definitions' own modules.
    from workbench.definitions import load_evaluations, load_progress, load_recommendations
    from workbench.definitions.timetables import load_timetable
    from workbench.timetable.dated import dated_timetable

    evaluations = load_evaluations(project, programme, unit.slug, definitions)
    recommendations = load_recommendations(project, programme, unit.slug, definitions)
    progress = load_progress(project, programme, unit.slug, definitions)
    recorded = load_timetable(project, programme, unit.slug, definitions)
    timetable = dated_timetable(project, definitions, programme, unit) if recorded else None
    folders = build_folders(project.build, programme.id)
    stages = [stage.id for stage in programme.stages if stage.scope == "area"]
    page = f"{programme.id}/areas/{unit.slug}/index.html"
    records = [one for one in (evaluations, recommendations, progress, recorded) if one is not None]
    activity = definitions.activities.get(programme.kind)
    later = definitions.programmes.get(programme.resumed_as or "")
    return Involvement(
        programme=programme,
        kind=activity.title.lower() if activity else programme.kind.replace("_", " "),
        unit=unit,
        shared=len(unit.covers) > 1,
        edition=edition_of(programme, definitions.frameworks, definitions.scales),
        stages_done=sum(folders.results_file(f"{unit.slug}/{stage}").is_file() for stage in stages),
        stages=len(stages),
        evaluations=_graded(definitions, programme, evaluations),
        published_evaluations=tuple(
            one for one in definitions.published_evaluations if (one.programme, one.area) == (programme.id, unit.slug)
        ),
        recommendations=recommendations.recommendations if recommendations else (),
        progress={one.recommendation: one.state for one in progress.progress} if progress else {},
        timetable=timetable,
        publications=tuple(one for one in definitions.publications_of(programme) if unit.slug in one.areas),
        page=page if (folders.site / "areas" / unit.slug / "index.html").is_file() else "",
        resumed=later.short_title if later else "",
        synthetic=any(one.synthetic for one in records) or holds_synthetic(project, programme.id, unit.slug),
    )


def _graded(definitions: Definitions, programme: Programme, evaluations: Any) -> tuple[tuple[Any, str, str], ...]:
    if evaluations is None or programme.scale is None or programme.framework is None:
        return ()
    scale, framework = definitions.scales[programme.scale], definitions.frameworks[programme.framework]
    return tuple(
        (one, framework.quality_indicator(one.quality_indicator).title, scale.grade(one.grade).label)
        for one in evaluations.evaluations
    )


def holds_synthetic(project: Project, programme: str, unit: str) -> bool:
    """Return whether any evidence taken in for a unit is made up."""
    from workbench.store import EvidenceStore

    files = EvidenceStore(project).catalogue(programme, finish=False)["files"]
    return any(entry["synthetic"] for entry in files if entry["area"] == unit)


def pooled_evaluations(definitions: Definitions, histories: list[Involvement]) -> list[Evaluation]:
    """Return the evaluations of several involvements as one list, where their editions allow it.

    Raises
    ------
    MixedEditions
        When two of the programmes differ in framework, edition or scale: these stand side by side, never in one list.
    """
    if not histories:
        raise WorkbenchError("No programme was named whose evaluations could be put together.")
    refuse_pooling(definitions, [one.programme.id for one in histories])
    return [evaluation for one in histories for evaluation, _, _ in one.evaluations]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
