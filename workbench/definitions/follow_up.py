"""Key points, improvement plans and progress as people recorded them in a programme's report folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from workbench.definitions.authored import (
    Recommendations,
    indicator_fault,
    known_programme,
    load_document,
    load_recommendations,
    refuse_faults,
)
from workbench.definitions.base import DateOrPart, Day, Definition, QualityIndicatorId, Text, Truth, Whole
from workbench.definitions.definitions import Definitions
from workbench.definitions.lined_yaml import Document
from workbench.definitions.programmes import Programme
from workbench.errors import Fault
from workbench.project import Project

ProgressState = Literal["met", "partly met", "not met", "no evidence"]


class Points(Definition):
    """The key points on one quality indicator, each a sentence."""

    quality_indicator: QualityIndicatorId
    strengths: tuple[Text, ...] = ()
    improvements: tuple[Text, ...] = ()


class KeyPoints(Definition):
    """The key points of one area, for letters and verbal feedback."""

    synthetic: Truth = False
    points: tuple[Points, ...]

    def of(self, quality_indicator: str) -> Points | None:
        """Return the points on a quality indicator, or None."""
        return next((one for one in self.points if one.quality_indicator == quality_indicator), None)


class Action(Definition):
    """One action on a recommendation; ``owner`` is a role or body, not a person."""

    recommendation: Whole
    action: Text
    owner: Text
    by: Day
    measure: Text


class ImprovementPlan(Definition):
    """The partnership's improvement plan for one area."""

    synthetic: Truth = False
    agreed_on: Day | None = None
    actions: tuple[Action, ...]


class Progress(Definition):
    """How far one recommendation is met, on what evidence, and what comes next."""

    recommendation: Whole
    state: ProgressState
    evidence: str = ""
    next: str = ""


class EarlierReview(Definition):
    """A review of progress before the last one."""

    reviewed_on: DateOrPart | None = None
    progress: tuple[Progress, ...]


class ProgressReview(Definition):
    """The last review of progress against an area's recommendations, and the ones before it, the first one first.

    A date that is not known is left out.
    """

    synthetic: Truth = False
    reviewed_on: DateOrPart | None = None
    progress: tuple[Progress, ...]
    earlier: tuple[EarlierReview, ...] = ()


def load_key_points(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> KeyPoints | None:
    """Return the key points recorded for an area, or None where none are.

    Parameters
    ----------
    project
        The project.
    programme
        The programme or its id.
    area_slug
        The area.
    definitions
        The project's definitions; loaded when not given, which costs time for many areas.

    Raises
    ------
    InputFaults
        With every fault of ``reports/<programme>/areas/<area>/key-points.yaml``.
    """
    _, programme = known_programme(project, programme, area_slug, definitions)
    document, content = load_document(project, programme, area_slug, "key-points", KeyPoints)
    if document is None or content is None:
        return None
    faults: list[Fault] = []
    for number, one in enumerate(content.points):
        faults += indicator_fault(one.quality_indicator, document, programme, "points", number)
        if content.of(one.quality_indicator) is not one:
            message = f"quality indicator {one.quality_indicator} has points already; put them together"
            faults.append(document.fault(message, "points", number))
    refuse_faults(faults, document)
    return content


def load_improvement_plan(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> ImprovementPlan | None:
    """Return an area's improvement plan, or None where none is recorded.

    Parameters and errors are those of `load_key_points`; the file is ``improvement-plan.yaml``. An action must name a
    recommendation of ``recommendations.yaml``.
    """
    known, programme = known_programme(project, programme, area_slug, definitions)
    document, content = load_document(project, programme, area_slug, "improvement-plan", ImprovementPlan)
    if document is None or content is None:
        return None
    made = load_recommendations(project, programme, area_slug, known)
    numbers = [action.recommendation for action in content.actions]
    refuse_faults([*_number_faults(numbers, made, document, "actions")], document)
    return content


def load_progress(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> ProgressReview | None:
    """Return a review of progress in an area, or None where none is recorded.

    Parameters and errors are those of `load_key_points`; the file is ``progress.yaml``. An entry must name a
    recommendation of ``recommendations.yaml``, each at most once; what is met, or partly, needs evidence.
    """
    known, programme = known_programme(project, programme, area_slug, definitions)
    document, content = load_document(project, programme, area_slug, "progress", ProgressReview)
    if document is None or content is None:
        return None
    made = load_recommendations(project, programme, area_slug, known)
    faults = [*_progress_faults(content.progress, made, document, "progress")]
    for place, review in enumerate(content.earlier):
        faults += _progress_faults(review.progress, made, document, "earlier", place, "progress")
    refuse_faults(faults, document)
    return content


def missing_numbers(made: Recommendations | None, named: Iterable[int]) -> list[int]:
    """Return the numbers of the recommendations that nobody named, in order."""
    named = set(named)
    return [one.number for one in (made.recommendations if made else ()) if one.number not in named]


def _progress_faults(
    entries: tuple[Progress, ...], made: Recommendations | None, document: Document, *here: str | int
) -> Iterator[Fault]:
    yield from _number_faults([one.recommendation for one in entries], made, document, *here)
    seen: dict[int, int] = {}
    for number, one in enumerate(entries):
        if one.recommendation in seen:
            first = document.line(*here, seen[one.recommendation], "recommendation")
            message = f"recommendation {one.recommendation} is reported on twice (first on line {first})"
            yield document.fault(message, *here, number, "recommendation")
        seen.setdefault(one.recommendation, number)
        if one.state != "no evidence" and not one.evidence:
            message = f"'{one.state}' needs its evidence; without any, the state is 'no evidence'"
            yield document.fault(message, *here, number, "state")


def _number_faults(
    numbers: Iterable[int], made: Recommendations | None, document: Document, *here: str | int
) -> Iterator[Fault]:
    known: dict[int, Any] = {one.number: one for one in (made.recommendations if made else ())}
    for place, number in enumerate(numbers):
        if number not in known:
            there = f"there are 1 to {len(known)}" if known else "recommendations.yaml has none"
            yield document.fault(f"there is no recommendation {number}; {there}", *here, place, "recommendation")
