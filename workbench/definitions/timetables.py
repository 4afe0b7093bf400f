"""When a programme began in a unit and which steps of its timetable were done, as people recorded it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.definitions.authored import AuthoredFile, Setting, repeated_faults
from workbench.definitions.base import Day, Definition, Text, Truth
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.errors import Fault


class DoneStep(Definition):
    """One step that was done, and when."""

    step: Text
    on: Day


class RecordedTimetable(Definition):
    """When it began, and what was done."""

    synthetic: Truth = False
    start: Day
    done: tuple[DoneStep, ...] = ()


def _faults(content: RecordedTimetable, document: Document, setting: Setting) -> Iterator[Fault]:
    steps = [step.text for phase in setting.programme.timetable for step in phase.steps]
    twice = ((one.step, f"the step '{one.step}' is given twice") for one in content.done)
    yield from repeated_faults(twice, document, "done", field="step")
    for number, one in enumerate(content.done):
        if one.step not in steps:
            yield document.fault(unknown("step of the timetable", one.step, steps), "done", number, "step")
        if one.on < content.start:
            yield document.fault(f"{one.on} is before the start, {content.start}", "done", number, "on")


load_timetable = AuthoredFile("timetable", RecordedTimetable, _faults)
"""Loads what is recorded of a unit's timetable, from ``timetable.yaml``."""
