"""The form in which a record is read, and the one by which finished readings are handed over."""

from __future__ import annotations

from typing import Any

from helpers.desk.fields import Answers, Field, checked, choices
from helpers.desk.form import Block, Form, paragraph, table
from helpers.desk.handing_over import hand_over
from helpers.desk.known import Known
from helpers.desk.moderation import moderate
from helpers.desk.readings import FINISHED, Readings
from helpers.desk.templates import READING, RECORD
from helpers.errors import HelperError

_SAVE, _FINISH = "save", "finish"


def reading_form(known: Known, readings: Readings) -> Form:
    """Return the form of the programme's template; a saved reading is filled in when its record is chosen."""
    template = readings.template
    opened: dict[str, Any] = {"which": None, "version": 0}

    def record(action: str, answers: Answers) -> str:
        number, reading = answers.get(RECORD), int(answers.get(READING) or (0 if template.doubled else 1))
        if opened["which"] != (number, reading):
            raise HelperError("Choose the record and the reading first, so that what was saved of it is here.")
        given = {name: value for name, value in answers.items() if name not in (RECORD, READING)}
        held = readings.save(number, reading, given, finished=action == _FINISH, seen=opened["version"])
        opened["version"] = held["version"]
        known.tell()
        if action == _SAVE:
            return f"{number} is saved as it is. Choose it again to go on."
        return f"{number} is finished, with {len(held['answers'])} answers."

    def choose(change: dict[str, Any]) -> None:
        """Fill in what was saved of the record and reading that were just chosen."""
        values = change["new"]
        number, reading = str(values.get(RECORD) or ""), int(values.get(READING) or (0 if template.doubled else 1))
        if not number or not reading or opened["which"] == (number, reading):
            return
        try:
            if reading == 2 and number != change["old"].get(RECORD) and not readings.twice(number):
                reading = 1  # from the second reading of one record to another that has none
            readings.expected(number, reading)
            keep(change["old"])
            held = readings.of(number, reading)
        except HelperError as error:
            # What was not saved stays in the form, under its own record.
            form.fill(change["old"], clear=True)
            form.failed = error.message
            return
        chosen = {RECORD: number} | ({READING: str(reading)} if template.doubled else {})
        opened.update(which=(number, reading), version=held["version"] if held else 0)
        form.errors, form.failed, form.said = {}, "", ""
        form.fill(chosen | (readings.answers_of(held) if held else {}), clear=True)

    def keep(values: dict[str, Any]) -> None:
        """Save what stands in the form before another record takes its place there."""
        if opened["which"] is None:
            return
        held = readings.of(*opened["which"])
        given = {name: value for name, value in values.items() if name not in (RECORD, READING)}
        if checked(readings.template.fields(), given, complete=False)[0] != (readings.answers_of(held) if held else {}):
            finished = bool(held and held["finished"])
            readings.save(*opened["which"], given, finished=finished, seen=opened["version"])
            known.tell()

    def show() -> None:
        form.ask([*_which(readings), *template.fields()])
        form.blocks = _progress(readings)

    actions = {_FINISH: "Finish the reading", _SAVE: "Save it for now"}
    form = Form(f"{template.title}, {known.place}", (), actions, record, draft=(_SAVE,))
    show()
    known.listeners.append(show)
    form.observe(choose, "values")
    return form


def handing_form(known: Known, readings: Readings) -> Form:
    """Return the form that writes the finished readings as a raw file, with agreement of two readers below."""

    def record(_action: str, _answers: Answers) -> str:
        path, count = hand_over(readings, readings.folder, known.place)
        command = f"workbench intake {known.desk.programme}{f' --area {known.desk.area}' if known.desk.area else ''}"
        return f"{count} readings are written to {path}. Take them in with: {command}"

    def show() -> None:
        form.blocks = [*_progress(readings), *_agreement(readings)]

    form = Form(f"Hand over what was read, {known.place}", (), {"hand": "Write the file for intake"}, record)
    show()
    known.listeners.append(show)
    return form


def _which(readings: Readings) -> list[Field]:
    there = [(one["record"], _record_words(one)) for one in readings.sample.records()]
    record = Field(RECORD, "Record", "select", choices(there), required=True)
    if not _doubled(readings):
        return [record]
    offered = choices([("1", "First reading"), ("2", "Second reading, by another reader")])
    hint = "A second reader is shown nothing of the first reading."
    return [record, Field(READING, "Reading", "radio", offered, required=True, hint=hint)]


def _progress(readings: Readings) -> list[Block]:
    try:
        records = readings.sample.records()
        if not records:
            return [paragraph("No sample is drawn yet. Draw it first.")]
        each = (1, 2) if _doubled(readings) else (1,)
        rows = [(one["record"], *(_state_words(readings, one, reading) for reading in each)) for one in records]
    except HelperError as error:
        return [paragraph(error.message)]
    columns = ("Record", "First reading", "Second reading") if _doubled(readings) else ("Record", "Reading")
    done = sum(row[1] == FINISHED for row in rows)
    return [table(f"Records: {done} of {len(rows)} finished", columns, rows)]


def _agreement(readings: Readings) -> list[Block]:
    if not _doubled(readings):
        return []
    found = moderate(readings)
    if not found.records:
        return [paragraph("Agreement of two readers is shown once both have finished a record.")]
    overall = found.overall
    kappa = "" if overall.kappa is None else f", kappa {overall.kappa:.2f} ({overall.word})"
    said = (
        f"{found.records} record{'s' if found.records > 1 else ''} read by two readers: the same answer in "
        f"{overall.same} of {overall.pairs} items{kappa}. For moderation at this desk: reports show agreement by their "
        "own rules."
    )
    rows = [(one.record, one.item, one.first, one.second) for one in found.differences]
    columns = ("Record", "Item", "First reader", "Second reader")
    return [paragraph(said), *([table(f"Where they differ: {len(rows)}", columns, rows)] if rows else [])]


def _doubled(readings: Readings) -> bool:
    return readings.template.doubled


def _record_words(one: dict[str, Any]) -> str:
    stratum = f", {one['stratum']}" if one["stratum"] else ""
    return f"{one['record']}{stratum}{', read by two readers' if one['twice'] else ''}"


def _state_words(readings: Readings, one: dict[str, Any], reading: int) -> str:
    if reading not in readings.readings_of(one):
        return "not read twice"
    return readings.state(one["record"], reading) or "not begun"
