"""Matters, evaluations and recommendations as people recorded them in a programme's report folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from workbench.definitions.areas import NATIONAL
from workbench.definitions.base import Day, Definition, QualityIndicatorId, Text, Truth, Whole, Word
from workbench.definitions.definitions import Definitions
from workbench.definitions.faults import unknown, validated
from workbench.definitions.lined_yaml import Document, read
from workbench.definitions.loading import load_definitions
from workbench.definitions.programmes import Programme
from workbench.definitions.slots import Slot
from workbench.errors import Fault, InputFaults, shown_path
from workbench.project import Project


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


class Recommendation(Definition):
    """One recommendation; ``owner`` is a role or body, not a person.

    The text may be left out where the recommendations of the file name a slot that holds the texts.
    """

    number: Whole
    quality_indicator: QualityIndicatorId
    text: str = ""
    owner: Text


class Recommendations(Definition):
    """The recommendations of one area, or of a national report.

    Parameters
    ----------
    synthetic
        Whether they were made up.
    slot
        The slot that holds their texts in order. Where it is not filled, each text says where to look.
    recommendations
        In order.
    """

    synthetic: Truth = False
    slot: str = ""
    recommendations: tuple[Recommendation, ...]


MatterState = Literal["no significant concern", "area of uncertainty", "area of concern"]


class EarlierMatter(Definition):
    """How a matter stood before it was sorted otherwise."""

    state: MatterState
    because: Text
    next: str = ""
    by: str = ""
    on: Day | None = None


class Matter(Definition):
    """One matter of the scoping: what it is about, how it stands, why, and what would resolve it.

    Who sorted it, by role, when, and how it stood before are for the team: runs and reports are not told.
    """

    matter: Text
    quality_indicator: QualityIndicatorId
    state: MatterState
    because: Text
    next: str = ""
    by: str = Field(default="", exclude=True)
    on: Day | None = Field(default=None, exclude=True)
    earlier: tuple[EarlierMatter, ...] = Field(default=(), exclude=True)


class Matters(Definition):
    """The matters of one area's scoping."""

    synthetic: Truth = False
    matters: tuple[Matter, ...]


def load_evaluations(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> Evaluations | None:
    """Return the evaluations recorded for an area, or None where none are.

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
        With every fault of ``reports/<programme>/areas/<area>/evaluations.yaml``.
    """
    known, programme = known_programme(project, programme, area_slug, definitions)
    document, evaluations = load_document(project, programme, area_slug, "evaluations", Evaluations)
    if document is None or evaluations is None:
        return None
    refuse_faults([*_evaluation_faults(evaluations, document, programme, known)], document)
    return evaluations


def load_recommendations(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> Recommendations | None:
    """Return the recommendations made to an area, or None where none are recorded.

    Parameters and errors are those of `load_evaluations`; the file is ``recommendations.yaml``.
    """
    known, programme = known_programme(project, programme, area_slug, definitions)
    document, recommendations = load_document(project, programme, area_slug, "recommendations", Recommendations)
    if document is None or recommendations is None:
        return None
    slots = {slot.id: slot for slot in known.slots(programme)}
    refuse_faults([*_recommendation_faults(recommendations, document, programme, slots)], document)
    return _with_texts(recommendations, slots.get(recommendations.slot))


def load_matters(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> Matters | None:
    """Return the matters sorted in an area's scoping, or None where none are recorded.

    Parameters and errors are those of `load_evaluations`; the file is ``matters.yaml``.
    """
    _, programme = known_programme(project, programme, area_slug, definitions)
    document, matters = load_document(project, programme, area_slug, "matters", Matters)
    if document is None or matters is None:
        return None
    faults: list[Fault] = []
    for number, one in enumerate(matters.matters):
        faults += indicator_fault(one.quality_indicator, document, programme, "matters", number)
    refuse_faults(faults, document)
    return matters


def authored_folder(project: Project, programme: str, area_slug: str) -> Path:
    """Return the folder of an area's authored files, or of the whole nation's where the slug is ``national``."""
    folder = project.reports / programme
    return folder / NATIONAL if area_slug == NATIONAL else folder / "areas" / area_slug


def known_programme(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None
) -> tuple[Definitions, Programme]:
    """Return the definitions and the programme, and refuse an area that is not known."""
    known = definitions or load_definitions(project)
    found = known.programme(programme) if isinstance(programme, str) else programme
    known.area(area_slug, found)
    return known, found


def load_document(
    project: Project, programme: Programme, area_slug: str, name: str, model: type[BaseModel]
) -> tuple[Document | None, BaseModel | None]:
    """Return an authored file with its lines and its content; both None where it is not there."""
    path = authored_folder(project, programme.id, area_slug) / f"{name}.yaml"
    if not path.is_file():
        return None, None
    document, faults = read(path, shown_path(path, project.root))
    content = None
    if document is not None:
        content, faults = validated(model, document)
    if faults:
        raise InputFaults(faults, _heading(faults))
    return document, content


def refuse_faults(faults: list[Fault], document: Document) -> None:
    """Raise the faults of an authored file, where there are any."""
    if faults:
        raise InputFaults(faults, _heading(faults))


def _heading(faults: list[Fault]) -> str:
    return f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in what is recorded for an area"


def _evaluation_faults(
    evaluations: Evaluations, document: Document, programme: Programme, known: Definitions
) -> Iterator[Fault]:
    if programme.scale is None:
        yield document.fault(f"{programme.id} has no scale, so no grade is recorded in it", "evaluations")
        return
    scale = known.scales[programme.scale]
    values = {grade.value for grade in scale.grades}
    strands = {strand.id for strand in programme.strands}
    seen: dict[str, int] = {}
    for number, one in enumerate(evaluations.evaluations):
        here = ("evaluations", number)
        yield from indicator_fault(one.quality_indicator, document, programme, *here)
        if one.quality_indicator in seen:
            first = document.line("evaluations", seen[one.quality_indicator], "quality_indicator")
            message = f"quality indicator {one.quality_indicator} is evaluated twice (first on line {first})"
            yield document.fault(message, *here, "quality_indicator")
        seen.setdefault(one.quality_indicator, number)
        if one.grade not in values:
            yield document.fault(off_scale(one.grade, scale.title, values), *here, "grade")
        for position, strand in enumerate(one.strands):
            if strand not in strands:
                yield document.fault(unknown("strand", strand, strands), *here, "strands", position)
            elif strand in one.strands[:position]:
                yield document.fault(f"the strand '{strand}' is given twice", *here, "strands", position)
        for position, change in enumerate(one.changes):
            for field, grade in (("from", change.from_), ("to", change.to)):
                if grade not in values:
                    yield document.fault(off_scale(grade, scale.title, values), *here, "changes", position, field)
        yield from _chain_faults(one, document, *here)


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


def off_scale(grade: int, title: str, values: set[int]) -> str:
    """Return what is said of a grade that a scale does not have."""
    known = ", ".join(str(value) for value in sorted(values))
    return f"grade {grade} is not on the {title.lower()} ({known})"


def indicator_fault(id: str, document: Document, programme: Programme, *here: str | int) -> Iterator[Fault]:
    """Yield a fault where the programme does not have a quality indicator."""
    if id not in programme.quality_indicators:
        known = ", ".join(programme.quality_indicators) or "none"
        message = f"{programme.id} has no quality indicator '{id}'; it has {known}"
        yield document.fault(message, *here, "quality_indicator")


def _with_texts(recommendations: Recommendations, slot: Slot | None) -> Recommendations:
    """Return the recommendations with the texts that the slot holds, or with where to look for them."""
    if slot is None:
        return recommendations
    texts = [item.title for item in slot.items]
    missing = f"Text not filled. Look in {slot.where.rstrip('.')}."
    return recommendations.model_copy(
        update={
            "recommendations": tuple(
                one.model_copy(update={"text": one.text or (texts[place] if place < len(texts) else missing)})
                for place, one in enumerate(recommendations.recommendations)
            )
        }
    )


def _recommendation_faults(
    recommendations: Recommendations, document: Document, programme: Programme, slots: Mapping[str, Slot]
) -> Iterator[Fault]:
    if recommendations.slot and recommendations.slot not in slots:
        yield document.fault(unknown(f"slot of {programme.id}", recommendations.slot, slots), "slot")
    for number, one in enumerate(recommendations.recommendations):
        here = ("recommendations", number)
        yield from indicator_fault(one.quality_indicator, document, programme, *here)
        if not one.text and not recommendations.slot:
            yield document.fault("has no text; write it, or name the slot that holds the texts", *here)
        if one.number != number + 1:
            yield document.fault(
                f"is number {one.number}, but the {number + 1} in order; number them 1, 2, 3 …", *here, "number"
            )
