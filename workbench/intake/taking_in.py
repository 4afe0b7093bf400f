"""Raw files taken into the evidence store: whole files only, one area's change at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from workbench.definitions import Definitions, Programme
from workbench.errors import WorkbenchError, shown_path
from workbench.intake.batch import read_batch
from workbench.intake.choice import choice_of
from workbench.intake.expected import expected_tables
from workbench.intake.intake_run import IntakeRun
from workbench.intake.lock import locked
from workbench.intake.outcomes import Outcome, Report, Summary
from workbench.intake.raw_files import find_files
from workbench.project import Project


def take_in(
    project: Project,
    definitions: Definitions,
    programme: Programme,
    *,
    areas: Sequence[str] = (),
    files: Sequence[Path] = (),
    jobs: int = 2,
    preview: bool = False,
    report: Report = lambda outcome: None,
) -> Summary:
    """Take a programme's raw files into the evidence store.

    Parameters
    ----------
    project, definitions, programme
        Whose evidence.
    areas
        Slugs of the areas to read; nothing means all.
    files
        The only files to read; nothing means all.
    jobs
        How many processes may read at once.
    preview
        Whether to write nothing at all and only say what would happen.
    report
        Called for each file as soon as its fate is known.

    Returns
    -------
    Summary
        Every file's fate. A file with a fault is refused whole, and the store keeps the version of its table that it
        had.

    Raises
    ------
    WorkbenchError
        When there is no raw evidence, the batch note or a mapping file cannot be understood or a named file is not raw
        evidence.
    """
    folder = project.raw / programme.id
    # Names in folders, files and cells mean the programme's own units first.
    kind, places = definitions.unit_set(programme).singular, definitions.evidence_areas(programme)
    definitions = definitions.seen_by(programme)
    if not folder.is_dir():
        raise WorkbenchError(
            f"There is no raw evidence of {programme.id}: {shown_path(folder, project.root)} does not exist. Put the "
            f"files there, in one folder for each {kind}, or make the synthetic sample: "
            f"workbench sample {programme.id}"
        )
    choice = choice_of(folder, areas, files)
    with contextlib.nullcontext() if preview else locked(project):
        tables = expected_tables(definitions, programme.id)
        batch = read_batch(folder)
        found = find_files(folder, definitions, tables, places, shown_path(folder, project.root), kind)
        outcomes = [
            Outcome(name, "refused", faults=faults)
            for name, faults in found.faults.items()
            if choice.has_place(name, definitions)
        ]
        for outcome in outcomes:
            report(outcome)
        intake = IntakeRun(project, definitions, programme, tables, batch, preview=preview, report=report)
        outcomes += intake.take_in([file for file in found.files if choice.has(file)], jobs)
        names = {file.name for file in found.files} | set(found.faults)
        gone = [entry["file"] for entry in intake.entries.values() if entry["file"] not in names]
    if not outcomes and not found.files:
        raise WorkbenchError(
            f"There is no evidence file in {shown_path(folder, project.root)}: each {kind} has a folder there, with "
            f"files such as {next(iter(tables.values())).file_name.replace('{area}', places[0].slug)}."
        )
    return Summary(tuple(sorted(outcomes, key=lambda one: one.file)), found.ignored, tuple(sorted(gone)))
