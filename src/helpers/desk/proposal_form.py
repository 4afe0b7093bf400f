"""The form in which an evaluator proposes an evaluation, blind to the other evaluator's."""

from __future__ import annotations

from helpers.desk.asking import (
    begun,
    date_field,
    grade_field,
    in_words,
    indicator_field,
    role_field,
    strands_field,
    today,
)
from helpers.desk.fields import Answers, Field, choices
from helpers.desk.form import Form, paragraph, table
from helpers.desk.known import Known
from helpers.desk.proposals import EVALUATORS, Proposals
from helpers.errors import HelperError


def proposal_form(known: Known) -> Form:
    """Return the form; the proposals stand below it once both are recorded."""
    proposals = Proposals(known)

    def record(_action: str, answers: Answers) -> str:
        indicator = answers["quality_indicator"]
        proposals.propose(
            indicator, answers["evaluator"], answers["grade"], answers["rationale"], answers.get("strands", ()),
            answers["by"], on=answers["on"], replaces=answers.get("replaces", False),
        )  # fmt: skip
        # What was proposed leaves the form as well: the next who sits down here may be the other evaluator.
        form.fill(today() | {"quality_indicator": indicator}, clear=True)
        known.tell()
        return f"The {answers['evaluator']} evaluator's proposal for {indicator} is recorded in {proposals.file.shown}."

    def show() -> None:
        try:
            form.blocks = _blocks(known, proposals, str(form.values.get("quality_indicator") or ""))
        except HelperError as error:
            form.blocks = [paragraph(error.message)]

    offered = choices((one, f"{one.capitalize()} evaluator") for one in EVALUATORS)
    fields = [
        indicator_field(known),
        Field("evaluator", "You propose as", "radio", offered, required=True),
        grade_field(known, "The grade you propose"),
        Field("rationale", "Why", "lines", required=True, hint="Name no person."),
        strands_field(known, required=True),
        role_field(known),
        date_field(),
        Field("replaces", "This replaces the proposal that I recorded before (it is kept)", "tick"),
    ]
    form = Form(f"Propose an evaluation, {known.place}", fields, {"record": "Record the proposal"}, record)
    return begun(form, known, show, "quality_indicator")


def _blocks(known: Known, proposals: Proposals, indicator: str) -> list[dict[str, object]]:
    if not indicator:
        return [paragraph("Choose a quality indicator to see how far its proposals are.")]
    both = proposals.shown(indicator)
    if not both:
        recorded = proposals.recorded(indicator)
        there = f"The {recorded[0]} evaluator has recorded a proposal" if recorded else "No proposal is recorded yet"
        return [paragraph(f"{there} for {indicator}. Both are shown here once both are recorded.")]
    return [compared(known, indicator, both)]


def compared(known: Known, indicator: str, both: tuple[dict[str, object], ...]) -> dict[str, object]:
    """Return both proposals side by side."""
    rows = [
        (
            str(one["evaluator"]).capitalize(),
            f"{one['grade']} {known.grades.get(int(str(one['grade'])), '')}".strip(),
            one["rationale"],
            ", ".join(known.strands.get(strand, strand) for strand in one.get("strands") or ()),
            f"{one['by']}, {in_words(str(one['on']))}",
        )
        for one in both
    ]
    return table(f"Proposals for {indicator}", ("Evaluator", "Grade", "Why", "Strands", "By, when"), rows)
