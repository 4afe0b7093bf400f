"""The forms by which a sample of records is drawn and a record that cannot be read is replaced."""

from __future__ import annotations

from helpers.desk.asking import begun, date_field, in_words, role_field, today
from helpers.desk.fields import Answers, Field, choices
from helpers.desk.form import Block, Form, paragraph, table
from helpers.desk.known import Known
from helpers.desk.readings import Readings
from helpers.desk.sample import REASONS
from helpers.errors import HelperError


def draw_form(known: Known, readings: Readings) -> Form:
    """Return the form by which the sample is drawn; what was drawn stands below it, without case numbers."""
    sample = readings.sample

    def record(_action: str, answers: Answers) -> str:
        strata = [one.strip() for one in answers.get("strata", "").split(",") if one.strip()]
        drawn = sample.draw(
            answers["frame"], answers["case"], strata, answers["size"], answers.get("twice", 0), answers["seed"],
            answers["by"], answers["on"],
        )  # fmt: skip
        known.tell()
        drawn_from = drawn["frame"]["cases"]
        return f"{len(drawn['records'])} of {drawn_from:,} cases are drawn. The list of them is in {where}."

    def show() -> None:
        try:
            drawn = sample.read()
        except HelperError as error:
            form.blocks = [paragraph(error.message)]
            return
        form.blocks = _design(drawn) if drawn else [paragraph(f"No sample is drawn yet. Put the list into {where}.")]

    where = sample.folder.prepare()
    doubled = (
        (Field("twice", "Records to be read by two readers", "number", least=0),) if readings.template.doubled else ()
    )
    fields = [
        Field("frame", "List of cases, a CSV file", "text", required=True, hint=f"In {where}. Such as cases.csv"),
        Field("case", "Its column of case numbers", "text", required=True),
        Field("strata", "Its columns to stratify by", "text", hint="Separated by commas. Blank for one stratum."),
        Field("size", "Records to be read", "number", required=True, least=1),
        *doubled,
        Field("seed", "Seed", "number", required=True, least=0,
              hint="Any whole number, chosen before. With it anybody can draw the same sample again."),
        role_field(known),
        date_field(),
    ]  # fmt: skip
    form = Form(f"Draw the sample of records, {known.place}", fields, {"draw": "Draw the sample"}, record)
    return begun(form, known, show)


def replace_form(known: Known, readings: Readings) -> Form:
    """Return the form by which a record is replaced; the log stands below it."""
    sample = readings.sample

    def fields() -> list[Field]:
        there = [(one["record"], _said(one)) for one in sample.records()]
        return [
            Field("record", "Record that cannot be read", "select", choices(there), required=True),
            Field("reason", "Why", "radio", choices((one, one) for one in REASONS), required=True),
            role_field(known),
            date_field(),
        ]

    def record(_action: str, answers: Answers) -> str:
        entry = sample.replace(answers["record"], answers["reason"], answers["by"], answers["on"])
        form.fill(today() | {"by": answers["by"]}, clear=True)
        known.tell()
        new = entry["replaced_by"]
        return f"{entry['record']} is replaced by {new}." if new else (
            f"{entry['record']} is taken out. Its stratum has no case left to take its place."
        )  # fmt: skip

    def show() -> None:
        form.ask(fields())
        log = (sample.read() or {}).get("log", ())
        rows = [(one["record"], one["reason"], one["replaced_by"] or "none left", one["by"], in_words(one["on"]))
                for one in log]  # fmt: skip
        columns = ("Record", "Why", "Replaced by", "By", "When")
        form.blocks = [table(f"Refused and replaced: {len(rows)}", columns, rows)] if rows else [
            paragraph("No record was replaced.")
        ]  # fmt: skip

    form = Form(f"Replace a record, {known.place}", fields(), {"replace": "Replace the record"}, record)
    return begun(form, known, show)


def _design(drawn: dict) -> list[Block]:
    frame = drawn["frame"]
    rows = [(one["stratum"] or "All", f"{one['population']:,}", f"{one['drawn']:,}") for one in drawn["strata"]]
    said = (
        f"Drawn on {in_words(drawn['on'])} by: {drawn['by']}; seed {drawn['seed']}; list {frame['name']} "
        f"({frame['cases']:,} cases, SHA-256 {frame['sha256'][:12]}…)."
    )
    twice = sum(one["twice"] and not one["out"] for one in drawn["records"])
    also = f" {twice} of the records are read by two readers." if twice else ""
    by = ", ".join(frame["strata"]) or "Stratum"
    return [paragraph(said + also), table("The sample", (by, "Cases in the list", "Records drawn"), rows)]


def _said(one: dict) -> str:
    return ", ".join(filter(None, (one["record"], one["stratum"])))
