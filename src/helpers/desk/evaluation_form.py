"""The forms in which the team records its evaluation and the panel changes or confirms it."""

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
from helpers.desk.entries import Entry
from helpers.desk.fields import Answers, Condition, Field, choices
from helpers.desk.form import Block, Form, paragraph, table
from helpers.desk.known import Known
from helpers.desk.proposal_form import compared
from helpers.desk.recording import STATES, Evaluations
from helpers.errors import HelperError

_CHANGE, _CONFIRM = "change", "confirm"


def evaluation_form(known: Known) -> Form:
    """Return the form in which the team records what it decided, with both proposals below."""
    evaluations = Evaluations(known)

    def record(action: str, answers: Answers) -> str:
        indicator = answers["quality_indicator"]
        evaluations.record(
            indicator, answers["grade"], answers["rationale"], answers["strands"], answers["by"], answers["on"],
            alone=answers.get("alone_because", ""),
        )  # fmt: skip
        form.fill(today() | {"quality_indicator": indicator}, clear=True)
        known.tell()
        return f"The evaluation of {indicator} is recorded in {evaluations.file.shown}, as a draft."

    def show() -> None:
        form.blocks = _shown(known, evaluations, str(form.values.get("quality_indicator") or ""))

    fields = [
        indicator_field(known),
        grade_field(known, "The grade that was decided"),
        Field("rationale", "Rationale", "lines", required=True, hint="It stands in the report. Name no person."),
        strands_field(known, required=True),
        Field("by", "Decided by", *_role(known)),
        date_field(),
        Field("alone", "There is no second evaluator", "tick"),
        Field("alone_because", "Why there is none", "text", required=True, when=(Condition("alone", ("yes",)),)),
    ]
    form = Form(f"Record the evaluation, {known.place}", fields, {"record": "Record the evaluation"}, record)
    return begun(form, known, show, "quality_indicator")


def panel_form(known: Known) -> Form:
    """Return the form in which the panel changes an evaluation with a reason, or confirms it."""
    evaluations = Evaluations(known)
    seen: dict[str, Entry] = {}

    def record(_action: str, answers: Answers) -> str:
        indicator = answers["quality_indicator"]
        if indicator not in seen:
            raise HelperError(f"No evaluation of {indicator} is recorded yet, so there is nothing to look at.")
        try:
            if answers["what"] == _CHANGE:
                done = evaluations.change(
                    seen[indicator], answers["grade"], answers["reason"], answers["by"], on=answers["on"],
                    state=answers["state"], rationale=answers.get("rationale", ""),
                )  # fmt: skip
                said = f"changed from {seen[indicator]['grade']} to {done['grade']}"
            else:
                evaluations.confirm(seen[indicator], answers["state"])
                said = f"confirmed as {answers['state']}"
        finally:
            known.tell()
        form.fill(today() | {"quality_indicator": indicator}, clear=True)
        return f"The evaluation of {indicator} is {said} in {evaluations.file.shown}."

    def show() -> None:
        indicator = str(form.values.get("quality_indicator") or "")
        form.blocks = _shown(known, evaluations, indicator)
        seen.clear()
        try:
            found = evaluations.of(indicator) if indicator else None
        except HelperError:
            found = None
        if found:
            seen[indicator] = found

    change = (Condition("what", (_CHANGE,)),)
    grade = grade_field(known, "The new grade")
    role = role_field(known, panel=True)
    fields = [
        indicator_field(known),
        Field("what", "What the panel does", "radio",
              choices([(_CHANGE, "Changes the grade"), (_CONFIRM, "Confirms it as it stands")]), required=True),
        Field(grade.id, grade.label, grade.kind, grade.choices, required=True, when=change),
        Field("reason", "Reason for the change", "lines", required=True, when=change),
        Field("rationale", "Rationale for the new grade", "lines", when=change, hint="Left blank, it stays as it is."),
        Field("state", "How far the evaluation has come", "select", choices((one, one.capitalize()) for one in STATES),
              required=True),
        role,
        date_field(),
    ]  # fmt: skip
    form = Form(f"Quality and consistency, {known.place}", fields, {"record": "Record it"}, record)
    return begun(form, known, show, "quality_indicator")


def _role(known: Known) -> tuple[object, ...]:
    field = role_field(known)
    return field.kind, field.choices, field.required, field.hint


def _shown(known: Known, evaluations: Evaluations, indicator: str) -> list[Block]:
    if not indicator:
        return [paragraph("Choose a quality indicator.")]
    try:
        found = evaluations.of(indicator)
        both = evaluations.proposals.shown(indicator)
        why_not = evaluations.open_to(indicator)
    except HelperError as error:
        return [paragraph(error.message)]
    blocks = [compared(known, indicator, both)] if both else []
    if found is None:
        return [*blocks, *([paragraph(why_not)] if why_not else [])]
    return [*blocks, _recorded(known, found), *_log(known, found)]


def _recorded(known: Known, found: Entry) -> Block:
    strands = ", ".join(known.strands.get(strand, strand) for strand in found.get("strands") or ())
    row = (_grade(known, found["grade"]), found["rationale"], strands, found["decided_by"],
           in_words(found["decided_on"]), found["state"])  # fmt: skip
    columns = ("Grade", "Rationale", "Strands", "Decided by", "When", "State")
    return table(f"What is recorded for {found['quality_indicator']}", columns, [row])


def _log(known: Known, found: Entry) -> list[Block]:
    rows = [
        (in_words(one["on"]), one["by"], _grade(known, one["from"]), _grade(known, one["to"]), one["reason"])
        for one in found.get("changes") or ()
    ]
    return [table("Changes of the grade", ("When", "By", "From", "To", "Why"), rows)] if rows else []


def _grade(known: Known, value: object) -> str:
    return f"{value} {known.grades.get(int(str(value)), '')}".strip()
