"""What a stage is told of the other programmes whose results it collects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.definitions import Definitions, load_definitions
from workbench.errors import InputFaults, UnknownName
from workbench.project import Project


def told_of_others(project: Project, definitions: Definitions, programmes: Iterable[str]) -> list[dict[str, Any]]:
    """Return id, short title and units of other programmes, in the order given.

    A build reads its own programme's files only. Another programme that cannot be read is told of by its id alone: its
    faults are its own, and do not stop this build.

    Parameters
    ----------
    project, definitions
        The project, and what was loaded for the build.
    programmes
        Ids, each once or more often.
    """
    told = []
    for id in dict.fromkeys(programmes):
        try:
            known = definitions if id in definitions.programmes else load_definitions(project, only=[id])
            other = known.programme(id)
            units = {unit.slug: unit.name for unit in known.programme_areas(other)}
            told.append({"id": id, "title": other.short_title, "units": units})
        except (InputFaults, UnknownName):
            told.append({"id": id, "title": id, "units": {}})
    return told
