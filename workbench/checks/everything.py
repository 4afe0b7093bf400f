"""Everything a reviewer checks without building: parameters, notebooks, evaluations and narrative."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.assurance.factual_accuracy import load_factual_accuracy
from workbench.assurance.sign_offs import all_sign_offs
from workbench.checks.desk_texts import desk_texts
from workbench.checks.gate import gate_faults, notebook_uses
from workbench.checks.publications import publication_faults
from workbench.checks.published_files import published_file_faults
from workbench.definitions import NATIONAL, load_definitions, load_evaluations, load_matters, load_recommendations
from workbench.definitions.follow_up import load_improvement_plan, load_key_points, load_progress
from workbench.definitions.judgement import load_notes, load_proposals
from workbench.definitions.timetables import load_timetable
from workbench.errors import Fault, InputFaults, WorkbenchError
from workbench.project import Project


@dataclass(frozen=True)
class Check:
    """How one check ended.

    Parameters
    ----------
    name
        What was checked.
    faults
        Everything wrong, in the order of file and place.
    note
        What was looked at, or why the check could not be made.
    made
        Whether the check could be made at all.
    """

    name: str
    faults: tuple[Fault, ...] = ()
    note: str = ""
    made: bool = True


def check_project(project: Project, programmes: tuple[str, ...] = ()) -> Iterator[Check]:
    """Yield each check of a project as it is made.

    Parameters
    ----------
    project
        The project.
    programmes
        Ids of the programmes to check; all where empty.

    Raises
    ------
    UnknownName
        When a programme is not known.
    """
    told: set[Fault] = set()
    for check in _checks(project, programmes):
        yield _told_once(check, told)
        told.update(check.faults)


def _told_once(check: Check, told: set[Fault]) -> Check:
    """Return a check without the faults that an earlier one told: several of them read the same file."""
    new = tuple(fault for fault in check.faults if fault not in told)
    if new or not check.faults:
        return replace(check, faults=new)
    return replace(check, faults=(), note="It needs what is at fault above. Mend that first.", made=False)


def _checks(project: Project, programmes: tuple[str, ...]) -> Iterator[Check]:
    try:
        definitions = load_definitions(project)
    except InputFaults as faults:
        yield Check("parameters", faults.faults)
        return
    yield Check(
        "parameters", note=f"{_count(definitions.programmes, 'programme')}, {_count(definitions.areas, 'area')}"
    )
    yield Check(
        "publications",
        tuple(publication_faults(project, definitions.publications)),
        _count(definitions.publications, "publication"),
    )
    faults, files = published_file_faults(project)
    yield Check("published data", tuple(faults), _count(range(files), "file"))
    chosen = [definitions.programme(name) for name in programmes] or list(definitions.programmes.values())
    yield _notebooks(project, definitions, chosen)
    for programme in chosen:
        yield _authored(project, definitions, programme)
        yield _narrative(project, definitions, programme)
        yield _words(project, definitions, programme)
        yield _assurance(project, definitions, programme)
        yield _to_read(project, definitions, programme)


def _count(things: Sized, one: str) -> str:
    return f"{len(things)} {one}{'' if len(things) == 1 else 's'}"


def _notebooks(project: Project, definitions: Any, programmes: list[Any]) -> Check:
    names = sorted({stage.notebook for programme in programmes for stage in programme.stages})
    paths = [project.notebooks / name for name in names]
    faults = gate_faults(project, paths, notebook_uses(definitions))
    return Check("notebooks", tuple(fault for each in faults.values() for fault in each), _count(paths, "notebook"))


def _authored(project: Project, definitions: Any, programme: Any) -> Check:
    loaders: tuple[Callable[..., Any], ...] = (
        load_evaluations,
        load_recommendations,
        load_matters,
        load_key_points,
        load_improvement_plan,
        load_progress,
        load_notes,
        load_proposals,
        load_timetable,
        load_factual_accuracy,
    )
    faults: list[Fault] = []
    found = 0
    areas = definitions.programme_areas(programme)
    for slug in (*(area.slug for area in areas), NATIONAL):
        for load in loaders:
            try:
                found += load(project, programme, slug, definitions) is not None
            except InputFaults as error:
                faults += error.faults
    try:
        found += len(all_sign_offs(project, programme.id))
    except InputFaults as error:
        faults += error.faults
    texts = desk_texts(project, definitions, programme)
    note = f"{found} files, {_count(areas, 'area')}" + "".join(f"\n  {each}" for each in texts.notes)
    return Check(f"evaluations and recommendations of {programme.id}", (*faults, *texts.faults), note)


def _narrative(project: Project, definitions: Any, programme: Any) -> Check:
    """Compose into a folder that is thrown away: every value, file, table and figure named must exist."""
    from workbench.checks.narrative import refused_markup
    from workbench.composition import compose  # reads results; the other checks need none of it

    name = f"narrative of {programme.id}"
    refused = refused_markup(project, programme)
    if programme.stages and not (project.build / programme.id / "results").is_dir():
        note = f"There are no results of {programme.id} to compare with. Build it first: workbench build {programme.id}"
        return Check(name, tuple(refused), note, made=False)
    with tempfile.TemporaryDirectory() as folder:
        areas = definitions.programme_areas(programme)
        try:
            composed = compose(project, definitions, programme, areas, Path(folder), formats=("html",))
        except InputFaults as error:
            return Check(name, tuple(sorted({*error.faults, *refused})))
        except WorkbenchError as error:
            return Check(name, tuple(refused), error.message, made=False)
    note = _count(composed.pages, "page") + "".join(f"\n  {each}" for each in composed.warnings)
    return Check(name, tuple(refused), note)


def _words(project: Project, definitions: Any, programme: Any) -> Check:
    """Compare words, numbers and grades typed by hand with what was recorded."""
    from workbench.checks.narrative import word_findings  # reads results; the other checks need none of it

    found, count = word_findings(project, definitions, programme)
    notes = "".join(f"\n  {note}" for note in found.notes)
    return Check(f"words and numbers of {programme.id}", found.faults, _count(range(count), "text") + notes)


def _to_read(project: Project, definitions: Any, programme: Any) -> Check:
    """Tell of what may identify somebody in what people wrote: to be read, for it may be on purpose."""
    from workbench.freetext.narrative import passages, unread  # word lists

    name = f"what may identify somebody in the texts of {programme.id}"
    try:
        waiting = unread(project, programme, definitions)
    except InputFaults as error:
        return Check(name, error.faults)
    count = len(passages(project, programme, definitions))
    signed = f"{_count(range(count), 'passage')} with something detected, {count - len(waiting)} signed off"
    told = f"; to read: workbench findings {programme.id} --show" if waiting else ""
    return Check(name, note=signed + told + "".join(f"\n  {one}" for one in waiting))


def _assurance(project: Project, definitions: Any, programme: Any) -> Check:
    """Read the declared sense checks, the answers to them, roles and assumptions; the checks are made with --sense."""
    from workbench.assurance.building import Assuring  # reads results; the other checks need none of it

    name = f"sense checks and roles of {programme.id}"
    try:
        found = Assuring(project, definitions, programme)
    except InputFaults as error:
        return Check(name, error.faults)
    missing = found.recorded.roles.missing
    roles = f"no post recorded for: {', '.join(missing)}" if missing else "every role recorded"
    return Check(name, note=f"{_count(found.declared, 'check')}, {roles}")
