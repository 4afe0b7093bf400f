"""The composition: from results, report sources and narrative to a plain Quarto website."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workbench.composition.area_pages import AreaPages, area_pages
from workbench.composition.composed_pages import Page, further_pages, main_pages
from workbench.composition.folder import Folder
from workbench.composition.further import area_records, of_scope
from workbench.composition.ground import NATIONAL, Ground, ground_of, programme_areas
from workbench.composition.kept import behind_overview, is_kept, kept_outputs
from workbench.composition.metadata import merged, value_tree
from workbench.composition.national_pages import national_pages, overview_page
from workbench.composition.partials import parts_of
from workbench.composition.results import read_recorded
from workbench.composition.rules import age_notes
from workbench.composition.runs import area_trace, entries_of, national_trace, said_of
from workbench.composition.spreadsheets import spreadsheets_of
from workbench.composition.states import say_states
from workbench.composition.strays import stray_notes
from workbench.composition.unchanged import Files, Told, Unchanged
from workbench.composition.writing import write_area, write_national, write_shared
from workbench.definitions.output_kinds import AREA_REPORT, load_output_kinds
from workbench.errors import Fault, InputFaults, WorkbenchError, shown_path
from workbench.project import Project

FORMATS = ("html", "pdf", "docx")


@dataclass(frozen=True)
class Composition:
    """What was composed.

    Parameters
    ----------
    target
        The website's folder.
    pages
        Every page, the overview first; also those of areas that were composed earlier and kept.
    warnings
        What authors should know, such as text that is to be written.
    changed
        Files written or removed, relative to ``target``.
    """

    target: Path
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def compose(
    project: Project,
    definitions: Any,
    programme: Any,
    areas: Iterable[Any],
    target: Path,
    *,
    results: Path | None = None,
    formats: Iterable[str] = FORMATS,
    report: Callable[[str], None] | None = None,
    release: str = "",
    memory: Path | None = None,
) -> Composition:
    """Compose the reports of ``areas`` and the national overview as a plain Quarto website.

    Files whose content did not change keep their time. Areas that are not selected but were composed earlier stay as
    they are; files that belong to no page any more are removed.

    Parameters
    ----------
    project
        The project's folders.
    definitions
        Everything of ``parameters/``.
    programme
        The programme, or its id.
    areas
        The areas to compose, or their slugs.
    target
        Folder of the website; made where missing.
    results
        Folder of the results; by default ``build/<programme>/results``.
    formats
        Formats that will be rendered; Word needs PNG pictures.
    report
        Called with the name of each area when it is composed.
    release
        Name of the release that the pages belong to; empty for a draft.
    memory
        The file that keeps what areas were composed of, so that those that stand as they were are not composed again;
        by default all are.

    Returns
    -------
    Composition
        The pages, and warnings.

    Raises
    ------
    InputFaults
        With everything wrong in templates and narrative of all areas: values, files, tables and figures that do not
        exist, with file, line and the nearest name.
    WorkbenchError
        When areas were selected and none has all its results.
    """
    programme = definitions.programme(programme) if isinstance(programme, str) else programme
    results = results or project.build / programme.id / "results"
    known = {area.slug: area for area in definitions.programme_areas(programme)}
    chosen = [(known.get(area) or definitions.area(area)) if isinstance(area, str) else area for area in areas]
    files = Files(project, programme.id, results, [area.slug for area in chosen])
    ground, recorded, warnings = ground_of(project, definitions, programme, results, chosen)
    if chosen and not recorded:
        raise WorkbenchError(
            f"No area of {programme.id} has the results of all its stages, so there is nothing to compose. "
            f"Build it first: workbench build {programme.id}"
        )
    theirs = project.reports / programme.id
    warnings += stray_notes(theirs, shown_path(theirs, project.root), known, load_output_kinds(project))
    folder = Folder(target)
    png, entries = "docx" in formats, entries_of(ground)
    unchanged = Unchanged(memory, files, ground, target, entries, png, release)
    told: dict[str, Told] = {}
    assembled: dict[str, AreaPages] = {}
    without: set[str] = set()
    faults: set[Fault] = set()
    for area in chosen:
        if not _wanted(ground):
            without.add(area.slug)
        if area.slug not in recorded or area.slug in without:
            continue
        if (said := unchanged.told(area.slug)) is not None:
            told[area.slug] = said
            warnings += said.warnings
            continue
        try:
            one = area_pages(ground, area, recorded[area.slug])
        except InputFaults as error:  # of recommendations, plans and the like: told with those of all areas
            faults |= set(error.faults)
            continue
        if AREA_REPORT not in ground.kinds and not one.outputs:
            without.add(area.slug)  # nothing was written for it, so it has no page
            continue
        faults |= one.faults
        told[area.slug] = Told(tuple(f"{area.slug}: {warning}" for warning in one.warnings), one.ages)
        warnings += told[area.slug].warnings
        assembled[area.slug] = one
    for kind in of_scope(ground.templates, "area"):
        warnings += age_notes(
            kind.kind, {slug: each.ages[kind.kind.id] for slug, each in told.items() if kind.kind.id in each.ages}
        )
    shown = [
        area
        for area in programme_areas(ground)
        if area.slug in assembled or (area.slug not in without and is_kept(folder, area.slug))
    ]
    national = read_recorded(results / NATIONAL, ground.stages("national"))
    records = area_records(project, programme, NATIONAL, definitions)
    spreadsheets = spreadsheets_of(ground, national, None, records)
    whole = merged(ground.metadata, value_tree(national.values))
    outputs = {
        area.slug: assembled[area.slug].outputs if area.slug in assembled else kept_outputs(folder, ground, area.slug)
        for area in shown
    }
    behind = behind_overview(ground, folder, recorded, shown)
    parts = parts_of(
        ground, national, None, shown, records=records, spreadsheets=spreadsheets, outputs=outputs, behind=behind
    )
    overview = overview_page(ground, whole, parts)
    others = national_pages(ground, whole, parts, national, records)
    for page in (overview, *(page for _, page in others)):
        faults |= set(page.faults)
        warnings += [f"{NATIONAL}: {warning}" for warning in page.warnings]
    if faults:
        raise InputFaults(list(faults), "The reports cannot be composed")

    pictures = (project.build / "cache", png)
    trace = national_trace(ground, national, shown, behind)
    said = partial(said_of, ground, NATIONAL, entries.get(NATIONAL, ""))
    write_national(folder, overview, others, national, spreadsheets, pictures, trace, said)
    for area in shown:
        if area.slug in assembled:
            trace = area_trace(ground, area, recorded[area.slug])
            write_area(
                folder,
                area.slug,
                assembled[area.slug],
                recorded[area.slug],
                pictures,
                trace,
                partial(said_of, ground, f"areas/{area.slug}", entries.get(f"areas/{area.slug}", "")),
            )
            if report:
                report(area.name)
        else:
            folder.keep(f"areas/{area.slug}")
    title = str(overview.front.get("title", "National overview"))
    pages, further = main_pages(ground, title, shown), further_pages(folder, ground, shown)
    resources = sorted(name for name in folder.kept if name.endswith(".xlsx"))
    write_shared(folder, ground, [(area.slug, area.name) for area in shown], [page.path for page in further], resources)
    folder.sweep()
    say_states(folder, ground, release)
    unchanged.remember({area: told[area] for area in assembled})
    return Composition(target, (*pages, *further), tuple(warnings), tuple(sorted(folder.changed)))


def _wanted(ground: Ground) -> bool:
    """Return whether the programme wants anything for areas."""
    return any("area" in template.kind.scope for template in ground.templates)
