"""The form by which matters are sorted, with those that are there."""

from __future__ import annotations

import hashlib

from helpers.desk.asking import begun, date_field, in_words, indicator_field, role_field, today
from helpers.desk.entries import Entry
from helpers.desk.fields import Answers, Choice, Condition, Field, choices
from helpers.desk.form import Form, paragraph, table
from helpers.desk.known import Known
from helpers.desk.sorting import STATES, Matters
from helpers.errors import HelperError
from helpers.matters import CONCERN, UNCERTAIN

_NEW = "new"
_FILLED = ("state", "because", "next")


def matter_form(known: Known) -> Form:
    """Return the form; every matter stands below it."""
    matters = Matters(known)
    shown: dict[str, Entry] = {}

    def fields() -> list[Field]:
        there = tuple(Choice(name, f"{one['matter']} ({one['quality_indicator']})") for name, one in shown.items())
        new = (Condition("which", (_NEW,)),)
        indicator = indicator_field(known)
        return [
            Field("which", "Matter", "select", (Choice(_NEW, "A new matter"), *there), required=True),
            Field("matter", "What it is about", "text", required=True, when=new),
            Field(indicator.id, indicator.label, indicator.kind, indicator.choices, required=True, when=new),
            Field("state", "How it stands", "radio", choices((one, one.capitalize()) for one in STATES), required=True),
            Field("because", "Because", "lines", required=True, hint="The scoping shows it: no names."),
            Field("next", "What would resolve it", "lines", required=True,
                  when=(Condition("state", (UNCERTAIN, CONCERN)),)),
            role_field(known),
            date_field(),
        ]  # fmt: skip

    def record(_action: str, answers: Answers) -> str:
        stands = (answers["state"], answers["because"], answers["by"], answers.get("next", ""), answers["on"])
        if answers["which"] == _NEW:
            entry = matters.add(answers["matter"], answers["quality_indicator"], *stands)
        else:
            entry = _sorted_otherwise(matters, shown, answers["which"], stands)
        form.fill(today() | {"by": answers["by"]}, clear=True)
        known.tell()
        return f"“{entry['matter']}” is recorded as {entry['state']} in {matters.file.shown}; the build reads it there."

    def choose(change: dict[str, dict[str, object]]) -> None:
        """Fill in how the matter that was just chosen stands."""
        which = str(change["new"].get("which") or "")
        if which == str(change["old"].get("which") or ""):
            return
        # A new matter leaves what is typed already as it is.
        if which in shown or change["old"].get("which") in shown:
            stands = shown.get(which, {})
            form.fill({name: stands.get(name, "") for name in _FILLED})

    def show() -> None:
        try:
            found = matters.all()
        except HelperError as error:
            form.blocks = [paragraph(error.message)]
            return
        shown.clear()
        for one in found:
            # By what it is, not by where it stands: somebody may put another one above it meanwhile.
            shown.setdefault(_name(one), one)
        form.ask(fields())
        form.blocks = [_matters_table(known, found)] if found else [paragraph("No matter is recorded yet.")]

    form = Form(f"Matters, {known.place}", fields(), {"record": "Record the matter"}, record)
    begun(form, known, show)
    form.observe(choose, "values")
    return form


def _sorted_otherwise(matters: Matters, shown: dict[str, Entry], which: str, stands: tuple[str, ...]) -> Entry:
    seen = shown[which]
    try:
        return matters.sort(seen, *stands)
    except HelperError:
        # So that recording again, after a look at what stands there now, is about what was looked at.
        shown.update({
            name: now
            for name, old in list(shown.items())
            for now in matters.all()
            if (now["matter"], now["quality_indicator"]) == (old["matter"], old["quality_indicator"])
        })  # fmt: skip
        raise


def _name(one: Entry) -> str:
    said = f"{one['quality_indicator']}\0{one['matter']}"
    return f"m-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _matters_table(known: Known, found: list[Entry]) -> dict[str, object]:
    rows = [
        (one["matter"], one["quality_indicator"], one["state"], one["because"], one.get("next", ""), _who(one))
        for one in sorted(found, key=lambda one: -STATES.index(one["state"]) if one["state"] in STATES else 0)
    ]
    columns = ("Matter", known.heading, "Sorted as", "Because", "What would resolve it", "By, when")
    return table(f"Matters: {len(found)}", columns, rows)


def _who(one: Entry) -> str:
    said = ", ".join(filter(None, (one.get("by", ""), in_words(one["on"]) if one.get("on") else "")))
    times = len(one.get("earlier") or ())
    return said + (f"\nsorted otherwise {times} time{'s' if times > 1 else ''} before" if times else "")
