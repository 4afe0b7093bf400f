"""Notes and proposed evaluations of one area: the team's own working papers, which no report shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from workbench.definitions.authored import (
    indicator_fault,
    known_programme,
    load_document,
    off_scale,
    refuse_faults,
)
from workbench.definitions.base import Day, Definition, QualityIndicatorId, Text, Truth, Whole, Word
from workbench.definitions.definitions import Definitions
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.definitions.programmes import Programme
from workbench.errors import Fault
from workbench.project import Project


class Note(Definition):
    """A note on one strand's evidence about one quality indicator, by role."""

    quality_indicator: QualityIndicatorId
    strand: Word
    text: Text
    by: Text
    on: Day


class Notes(Definition):
    """The notes on one area's evidence, in the order in which they were written."""

    synthetic: Truth = False
    notes: tuple[Note, ...] = ()


class EarlierProposal(Definition):
    """A proposal before its evaluator replaced it."""

    grade: Whole
    rationale: Text
    strands: tuple[Word, ...] = ()
    by: Text
    on: Day


class Proposal(EarlierProposal):
    """An evaluation that one of two evaluators proposes, blind to the other's."""

    quality_indicator: QualityIndicatorId
    evaluator: Literal["first", "second"]
    earlier: tuple[EarlierProposal, ...] = ()


class Waived(Definition):
    """Why a quality indicator was evaluated without a second evaluator."""

    quality_indicator: QualityIndicatorId
    reason: Text
    by: Text
    on: Day


class Proposals(Definition):
    """The proposed evaluations of one area."""

    synthetic: Truth = False
    proposals: tuple[Proposal, ...] = ()
    waived: tuple[Waived, ...] = ()

    def of(self, quality_indicator: str) -> tuple[Proposal, ...]:
        """Return the proposals for a quality indicator, the first evaluator's first."""
        found = [one for one in self.proposals if one.quality_indicator == quality_indicator]
        return tuple(sorted(found, key=lambda one: one.evaluator))


def load_notes(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> Notes | None:
    """Return the notes on an area's evidence, or None where there are none.

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
        With every fault of ``reports/<programme>/areas/<area>/notes.yaml``.
    """
    _, programme = known_programme(project, programme, area_slug, definitions)
    document, content = load_document(project, programme, area_slug, "notes", Notes)
    if document is None or content is None:
        return None
    faults: list[Fault] = []
    for number, note in enumerate(content.notes):
        faults += indicator_fault(note.quality_indicator, document, programme, "notes", number)
        faults += _strand_faults((note.strand,), document, programme, "notes", number, "strand")
    refuse_faults(faults, document)
    return content


def load_proposals(
    project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
) -> Proposals | None:
    """Return the evaluations proposed for an area, or None where none are.

    Parameters and errors are those of `load_notes`; the file is ``proposals.yaml``.
    """
    known, programme = known_programme(project, programme, area_slug, definitions)
    document, content = load_document(project, programme, area_slug, "proposals", Proposals)
    if document is None or content is None:
        return None
    refuse_faults([*_proposal_faults(content, document, programme, known)], document)
    return content


def _proposal_faults(
    proposals: Proposals, document: Document, programme: Programme, known: Definitions
) -> Iterator[Fault]:
    if programme.scale is None:
        yield document.fault(f"{programme.id} has no scale, so no grade is proposed in it", "proposals")
        return
    scale = known.scales[programme.scale]
    values = {grade.value for grade in scale.grades}
    seen: dict[tuple[str, str], int] = {}
    for number, one in enumerate(proposals.proposals):
        here = ("proposals", number)
        yield from indicator_fault(one.quality_indicator, document, programme, *here)
        key = (one.quality_indicator, one.evaluator)
        if key in seen:
            first = document.line("proposals", seen[key], "evaluator")
            message = f"the {one.evaluator} evaluator proposes {one.quality_indicator} twice (first on line {first})"
            yield document.fault(message, *here, "evaluator")
        seen.setdefault(key, number)
        for place, each in ((here, one), *(((*here, "earlier", at), old) for at, old in enumerate(one.earlier))):
            if each.grade not in values:
                yield document.fault(off_scale(each.grade, scale.title, values), *place, "grade")
            yield from _strand_faults(each.strands, document, programme, *place, "strands")
    for number, waived in enumerate(proposals.waived):
        yield from indicator_fault(waived.quality_indicator, document, programme, "waived", number)


def _strand_faults(named: Sequence[str], document: Document, programme: Programme, *here: str | int) -> Iterator[Fault]:
    strands = {strand.id for strand in programme.strands}
    for strand in named:
        if strand not in strands:
            yield document.fault(unknown("strand", strand, strands), *here)
