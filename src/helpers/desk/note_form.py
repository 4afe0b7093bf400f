"""The form for notes on a cell of the evidence matrix, with the notes that are there."""

from __future__ import annotations

from helpers.desk.asking import begun, date_field, in_words, indicator_field, role_field, strand_field
from helpers.desk.fields import Answers, Field
from helpers.desk.form import Form, paragraph, table
from helpers.desk.known import Known
from helpers.desk.notes import Notes
from helpers.errors import HelperError

_HINT = (
    "For the team alone: no report shows it. Write no names and nothing else that could identify a person; nothing "
    "here checks that while you write (the command workbench check looks later)."
)


def note_form(known: Known) -> Form:
    """Return the form; the notes on the chosen cell stand below it."""
    notes = Notes(known)

    def record(_action: str, answers: Answers) -> str:
        note = notes.write(
            answers["quality_indicator"], answers["strand"], answers["text"], answers["by"], answers["on"]
        )
        form.fill({"text": ""})
        known.tell()
        return f"Noted on {note['quality_indicator']}, {known.strands[note['strand']].lower()}, in {notes.file.shown}."

    def show() -> None:
        cell = [str(form.values.get(name) or "") for name in ("quality_indicator", "strand")]
        try:
            form.blocks = _notes_table(known, notes, *cell)
        except HelperError as error:
            form.blocks = [paragraph(error.message)]

    text = Field("text", "Note", "lines", required=True, hint=_HINT)
    fields = [indicator_field(known), strand_field(known), text, role_field(known), date_field()]
    form = Form(f"Notes on the evidence, {known.place}", fields, {"record": "Record the note"}, record)
    return begun(form, known, show, "quality_indicator", "strand")


def _notes_table(known: Known, notes: Notes, indicator: str, strand: str) -> list[dict[str, object]]:
    found = notes.of(indicator, strand)
    where = " on this cell" if indicator and strand else " on what is chosen" if indicator or strand else ""
    if not found:
        return [paragraph(f"There is no note{where} yet.")]
    rows = [
        (one["quality_indicator"], known.strands.get(one["strand"], one["strand"]), one["text"], one["by"],
         in_words(one["on"]))
        for one in found
    ]  # fmt: skip
    return [table(f"Notes{where}: {len(found)}", (known.heading, "Strand", "Note", "By", "When"), rows)]
