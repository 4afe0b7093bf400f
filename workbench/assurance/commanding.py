"""``workbench check --sense``: every sense check of programmes, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.assurance.sense_checks import outcomes
from workbench.assurance.sense_checks.answers import answers_path
from workbench.assurance.sense_checks.outcome import FAIL
from workbench.assurance.sense_checks.showing import all_lines
from workbench.definitions import load_definitions
from workbench.definitions.sense_check_files import load_sense_checks
from workbench.errors import shown_path
from workbench.plan.folders import build_folders
from workbench.plan.hashes import FileHashes
from workbench.project import Project


def sense_lines(project: Project, programmes: tuple[str, ...]) -> Iterator[tuple[list[str], bool]]:
    """Yield the lines of each programme that was built, and whether a check of it failed.

    Parameters
    ----------
    project
        The project.
    programmes
        Ids; every programme that was built where empty.

    Raises
    ------
    UnknownName
        When a programme is not known.
    InputFaults
        When parameters, checks or answers have faults.
    """
    definitions = load_definitions(project, only=programmes)
    chosen = [definitions.programme(name) for name in programmes]
    if not programmes:
        built = (one for one in definitions.programmes.values() if build_folders(project.build, one.id).root.is_dir())
        chosen = list(built)
    hashes = FileHashes()  # knows nothing: every byte is read anew
    for programme in chosen:
        if not build_folders(project.build, programme.id).root.is_dir():
            yield [f"{programme.id} was not built yet. Do: workbench build {programme.id}"], False
            continue
        declared = load_sense_checks(project, programme.id, definitions.sources)
        found = outcomes(project, definitions, programme, hashes=hashes, declared=declared)
        answers = shown_path(answers_path(project, programme.id), project.root)
        yield all_lines(found, declared, programme.id, answers), any(each.state == FAIL for each in found)
