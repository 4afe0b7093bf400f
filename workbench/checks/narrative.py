"""The narrative of a programme checked against what was recorded: values, words and grades."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from workbench.checks.typed_grades import grade_findings, rationale_findings
from workbench.checks.typed_numbers import number_findings
from workbench.checks.word_findings import WordFindings
from workbench.composition.markup import markup_faults
from workbench.composition.results import read_recorded
from workbench.composition.sources import Source, read_folder
from workbench.definitions import load_evaluations
from workbench.definitions.authored import authored_folder
from workbench.errors import Fault, InputFaults, shown_path
from workbench.project import Project

NATIONAL = "national"


def word_findings(project: Project, definitions: Any, programme: Any) -> tuple[WordFindings, int]:
    """Return what differs from the record in everything that people wrote for a programme, and how many texts.

    Parameters
    ----------
    project, definitions, programme
        The project, everything of ``parameters/``, and the programme. Words and numbers are compared with the results
        of the last build; where there are none, grades alone are checked.
    """
    found, count = WordFindings(), 0
    results = project.build / programme.id / "results"
    words = [band.word for band in definitions.proportion_words[programme.proportion_words].bands]
    scale = definitions.scales.get(programme.scale or "")
    labels = {grade.value: grade.label for grade in scale.grades} if scale else {}
    framework = definitions.frameworks.get(programme.framework or "")
    titles = {each.id: each.title for each in framework.quality_indicators} if framework else {}
    for scope, place, name in _places(definitions, programme):
        stages = [stage.id for stage in programme.stages if stage.scope == scope]
        recorded = read_recorded(results / name, stages)
        grades: dict[str, str] = {}
        if scope == "area":
            try:
                evaluations = load_evaluations(project, programme, name, definitions)
            except InputFaults:
                evaluations = None  # the check of evaluations tells of it
            for one in evaluations.evaluations if evaluations else ():
                grades[one.quality_indicator] = labels[one.grade]
            file = shown_path(authored_folder(project, programme.id, name) / "evaluations.yaml", project.root)
            found += rationale_findings(evaluations, labels, file)
        for source in _sources(project, programme, place):
            count += 1
            found += number_findings(source, recorded, words) + grade_findings(source, grades, labels.values(), titles)
    return found, count


def refused_markup(project: Project, programme: Any) -> list[Fault]:
    """Return everything in a programme's report sources that no engine is given: raw HTML and the like.

    Parameters
    ----------
    project, programme
        The project, and the programme. Its own versions of templates are looked through as well as its narrative.
    """
    folder = project.reports / programme.id
    folders = [folder, *sorted(path for path in folder.rglob("*") if path.is_dir() and not _hidden(path, folder))]
    return [fault for source in _read(folders, project) for fault in markup_faults(source)]


def _places(definitions: Any, programme: Any) -> Iterator[tuple[str, str, str]]:
    for area in definitions.programme_areas(programme):
        yield "area", f"areas/{area.slug}", area.slug
    yield "national", NATIONAL, NATIONAL


def _sources(project: Project, programme: Any, place: str) -> Iterator[Source]:
    folder = project.reports / programme.id / place
    inside = sorted(path for path in folder.glob("*") if path.is_dir() and not _hidden(path, folder))
    yield from _read((folder, *inside), project)


def _hidden(path: Path, folder: Path) -> bool:
    """Return whether it lies in a hidden folder, such as the one in which JupyterLab keeps copies."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _read(folders: Iterable[Path], project: Project) -> Iterator[Source]:
    for each in folders:
        try:
            yield from read_folder(each, project.root).values()
        except InputFaults:
            continue  # the check of the narrative tells of it
