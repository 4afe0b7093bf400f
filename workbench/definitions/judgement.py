"""Notes and proposed evaluations of one area: the team's own working papers, which no report shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

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


def _note_faults(content: Notes, document: Document, setting: Setting) -> Iterator[Fault]:
    for number, note in enumerate(content.notes):
        here = ("notes", number)
        yield from indicator_faults(note.quality_indicator, document, setting.programme, *here)
        yield from strand_faults((note.strand,), document, setting.programme, *here, "strand", listed=False)


def _proposal_faults(content: Proposals, document: Document, setting: Setting) -> Iterator[Fault]:
    programme = setting.programme
    if programme.scale is None:
        yield document.fault(f"{programme.id} has no scale, so no grade is proposed in it", "proposals")
        return
    twice = (
        (
            (one.quality_indicator, one.evaluator),
            f"the {one.evaluator} evaluator proposes {one.quality_indicator} twice",
        )
        for one in content.proposals
    )
    yield from repeated_faults(twice, document, "proposals", field="evaluator")
    for number, one in enumerate(content.proposals):
        here = ("proposals", number)
        yield from indicator_faults(one.quality_indicator, document, programme, *here)
        versions = [(one, here), *((old, (*here, "earlier", at)) for at, old in enumerate(one.earlier))]
        yield from grade_faults(((each.grade, (*place, "grade")) for each, place in versions), document, setting)
        for each, place in versions:
            yield from strand_faults(each.strands, document, programme, *place, "strands")
    for number, waived in enumerate(content.waived):
        yield from indicator_faults(waived.quality_indicator, document, programme, "waived", number)


load_notes = AuthoredFile("notes", Notes, _note_faults)
"""Loads the notes on an area's evidence, from ``notes.yaml``."""

load_proposals = AuthoredFile("proposals", Proposals, _proposal_faults)
"""Loads the evaluations proposed for an area, from ``proposals.yaml``."""
