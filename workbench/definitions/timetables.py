"""When a programme began in a unit and which steps of its timetable were done, as people recorded it."""

from __future__ import annotations

from workbench.definitions.authored import known_programme, load_document, refuse_faults
from workbench.definitions.base import Day, Definition, Text, Truth
from workbench.definitions.definitions import Definitions
from workbench.definitions.faults import unknown
from workbench.definitions.programmes import Programme
from workbench.project import Project


class DoneStep(Definition):
    """One step that was done, and when."""

    step: Text
    on: Day


class RecordedTimetable(Definition):
    """When it began, and what was done."""

    synthetic: Truth = False
    start: Day
    done: tuple[DoneStep, ...] = ()


def load_timetable(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> RecordedTimetable | None:
    """Return what is recorded of a unit's timetable, or None where nothing is.

    Parameters
    ----------
    project, programme, area_slug, definitions
        As for `load_evaluations`; the file is ``timetable.yaml``.

    Raises
    ------
    InputFaults
        With every fault: a step that the timetable does not have, one given twice, or one done before the start.
    """
    _, programme = known_programme(project, programme, area_slug, definitions)
    document, content = load_document(project, programme, area_slug, "timetable", RecordedTimetable)
    if document is None or content is None:
        return None
    steps = [step.text for phase in programme.timetable for step in phase.steps]
    faults = []
    for number, one in enumerate(content.done):
        if one.step not in steps:
            faults.append(document.fault(unknown("step of the timetable", one.step, steps), "done", number, "step"))
        if one.step in [before.step for before in content.done[:number]]:
            faults.append(document.fault(f"the step '{one.step}' is given twice", "done", number, "step"))
        if one.on < content.start:
            faults.append(document.fault(f"{one.on} is before the start, {content.start}", "done", number, "on"))
    refuse_faults(faults, document)
    return content
