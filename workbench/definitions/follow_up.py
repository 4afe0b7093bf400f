"""Key points, improvement plans and progress as people recorded them in a programme's report folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from workbench.definitions.authored import AuthoredFile, Setting, indicator_faults, repeated_faults
from workbench.definitions.base import DateOrPart, Day, Definition, QualityIndicatorId, Text, Truth, Whole
from workbench.definitions.lined_yaml import Document
from workbench.definitions.recommendations import Recommendations, load_recommendations
from workbench.errors import Fault

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


def _key_point_faults(content: KeyPoints, document: Document, setting: Setting) -> Iterator[Fault]:
    for number, one in enumerate(content.points):
        yield from indicator_faults(one.quality_indicator, document, setting.programme, "points", number)
        if content.of(one.quality_indicator) is not one:
            message = f"quality indicator {one.quality_indicator} has points already; put them together"
            yield document.fault(message, "points", number)


def _plan_faults(content: ImprovementPlan, document: Document, setting: Setting) -> Iterator[Fault]:
    numbers = [action.recommendation for action in content.actions]
    yield from _number_faults(numbers, _made(setting), document, "actions")


def _review_faults(content: ProgressReview, document: Document, setting: Setting) -> Iterator[Fault]:
    made = _made(setting)
    yield from _progress_faults(content.progress, made, document, "progress")
    for place, review in enumerate(content.earlier):
        yield from _progress_faults(review.progress, made, document, "earlier", place, "progress")


def _made(setting: Setting) -> Recommendations | None:
    return load_recommendations(setting.project, setting.programme, setting.area, setting.definitions)


load_key_points = AuthoredFile("key-points", KeyPoints, _key_point_faults)
"""Loads the key points recorded for an area, from ``key-points.yaml``."""

load_improvement_plan = AuthoredFile("improvement-plan", ImprovementPlan, _plan_faults)
"""Loads an area's improvement plan, from ``improvement-plan.yaml``; an action must name a recommendation."""

load_progress = AuthoredFile("progress", ProgressReview, _review_faults)
"""Loads a review of progress, from ``progress.yaml``.

An entry must name a recommendation, each at most once; what is met, or partly, needs evidence.
"""


def missing_numbers(made: Recommendations | None, named: Iterable[int]) -> list[int]:
    """Return the numbers of the recommendations that nobody named, in order."""
    named = set(named)
    return [one.number for one in (made.recommendations if made else ()) if one.number not in named]


def _progress_faults(
    entries: tuple[Progress, ...], made: Recommendations | None, document: Document, *here: str | int
) -> Iterator[Fault]:
    numbers = [one.recommendation for one in entries]
    yield from _number_faults(numbers, made, document, *here)
    twice = ((number, f"recommendation {number} is reported on twice") for number in numbers)
    yield from repeated_faults(twice, document, *here, field="recommendation")
    for number, one in enumerate(entries):
        if one.state != "no evidence" and not one.evidence:
            message = f"'{one.state}' needs its evidence; without any, the state is 'no evidence'"
            yield document.fault(message, *here, number, "state")


def _number_faults(
    numbers: Iterable[int], made: Recommendations | None, document: Document, *here: str | int
) -> Iterator[Fault]:
    known = {one.number for one in (made.recommendations if made else ())}
    for place, number in enumerate(numbers):
        if number not in known:
            there = f"there are 1 to {len(known)}" if known else "recommendations.yaml has none"
            yield document.fault(f"there is no recommendation {number}; {there}", *here, place, "recommendation")
