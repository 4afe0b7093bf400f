"""Evaluations as people recorded them: grades with their rationale, and how each came about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workbench.definitions.authored import (
    AuthoredFile,
    Setting,
    grade_faults,
    indicator_faults,
    repeated_faults,
    strand_faults,
)
from workbench.definitions.base import Day, Definition, QualityIndicatorId, Text, Truth, Whole, Word
from workbench.definitions.lined_yaml import Document
from workbench.errors import Fault


class Change(Definition):
    """One change of a grade: when, by which role or panel, from, to, and why."""

    on: Day
    by: Text
    from_: Whole = Field(alias="from")
    to: Whole
    reason: Text


class Evaluation(Definition):
    """One recorded grade of a quality indicator, with its rationale and how it came about."""

    quality_indicator: QualityIndicatorId
    grade: Whole
    rationale: Text
    strands: tuple[Word, ...] = ()
    decided_by: Text
    decided_on: Day
    state: Literal["draft", "assured", "factual accuracy", "final"]
    changes: tuple[Change, ...] = ()


class Evaluations(Definition):
    """The evaluations of one area."""

    synthetic: Truth = False
    evaluations: tuple[Evaluation, ...]

    def of(self, quality_indicator: str) -> Evaluation | None:
        """Return the evaluation of a quality indicator, or None."""
        return next((one for one in self.evaluations if one.quality_indicator == quality_indicator), None)


def _faults(content: Evaluations, document: Document, setting: Setting) -> Iterator[Fault]:
    programme = setting.programme
    if programme.scale is None:
        yield document.fault(f"{programme.id} has no scale, so no grade is recorded in it", "evaluations")
        return
    named = [one.quality_indicator for one in content.evaluations]
    twice = ((id, f"quality indicator {id} is evaluated twice") for id in named)
    yield from repeated_faults(twice, document, "evaluations", field="quality_indicator")
    for number, one in enumerate(content.evaluations):
        here = ("evaluations", number)
        yield from indicator_faults(one.quality_indicator, document, programme, *here)
        yield from strand_faults(one.strands, document, programme, *here, "strands")
        yield from grade_faults(_grades(one, *here), document, setting)
        yield from _chain_faults(one, document, *here)


def _grades(one: Evaluation, *here: str | int) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Yield every grade of an evaluation with its place."""
    yield one.grade, (*here, "grade")
    for position, change in enumerate(one.changes):
        yield change.from_, (*here, "changes", position, "from")
        yield change.to, (*here, "changes", position, "to")


def _chain_faults(one: Evaluation, document: Document, *here: str | int) -> Iterator[Fault]:
    """Yield what is wrong between the changes of one grade: each starts where the one before it ended."""
    day = one.decided_on
    for position, change in enumerate(one.changes):
        there = (*here, "changes", position)
        if change.on < day:
            yield document.fault(
                f"the change of {change.on} comes before {day}; list changes in order of time", *there, "on"
            )
        day = max(day, change.on)
        if change.from_ == change.to:
            yield document.fault(f"changes the grade from {change.from_} to itself", *there, "to")
        if position and change.from_ != one.changes[position - 1].to:
            ended = one.changes[position - 1].to
            message = f"begins from {change.from_}, but the change before it ended at {ended}"
            yield document.fault(message, *there, "from")
    if one.changes and one.changes[-1].to != one.grade:
        message = f"the grade is {one.grade}, but the last change ended at {one.changes[-1].to}"
        yield document.fault(message, *here, "grade")


load_evaluations = AuthoredFile("evaluations", Evaluations, _faults)
"""Loads the evaluations recorded for an area, from ``evaluations.yaml``."""
