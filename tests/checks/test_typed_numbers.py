import pytest

from workbench.checks.typed_numbers import number_findings
from workbench.composition.results import Recorded
from workbench.composition.sources import Source

WORDS = ["none", "few", "less than half", "the majority", "most", "almost all", "all"]
RECORDED = Recorded(
    values={
        "records.chronology": {
            "kind": "proportion", "label": "Chronology is up to date", "text": "82%", "status": "shown", "word": "most",
            "says": "most (82%, 77 of 94)", "percent": 82, "count": 77, "base": 94,
        },
        "records.read": {"kind": "count", "label": "Records read", "text": "1,094", "says": "1,094", "status": "shown"},
        "records.hidden": {"kind": "proportion", "label": "x", "text": "not shown", "says": "", "status": "suppressed"},
    }
)  # fmt: skip
SHORT = "{{< meta records.chronology.text >}}"
WORD = "{{< meta records.chronology.word >}}"


def numbers(text):
    return number_findings(Source("a.qmd", "a.qmd", text), RECORDED, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        f"Almost all ({SHORT}) had one.",
        f"**Almost all** ({SHORT}) had one.",
        f"The majority of the records read ({SHORT}) had one.",
        f"So it is: {WORD} (83%) had one.",
        f"So it is: {WORD} (82%, 78 of 94) had one.",
        "We read records ({{< meta records.read.text >}}) and {{< meta records.read.text >}} (1,093) more.",
    ],
)
def test_what_stands_in_brackets_with_a_value_and_differs_is_a_fault(text):
    (fault,) = numbers(f"One.\n\n{text}").faults
    assert fault.line == 3
    assert "is now" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        f"Most ({SHORT}) had one.",
        f"{WORD} (82%, 77 of 94) had one.",
        "{{< meta records.read.text >}} (1,094) were read.",
        "Most of all, staff want time. All of them said so.",
        "{{< meta records.chronology.says >}} had one, and most of these were good.",
        "Almost all ({{< meta records.hidden.text >}}) had one.",
        "<!-- Almost all ({{< meta records.chronology.text >}}) -->",
        "Of 32 areas, 12 took part.",
        f"About four in five had one, {SHORT} in all.",
        "Inspectors read 1,094 records.",
    ],
)
def test_what_agrees_or_is_about_something_else_is_left_alone(text):
    found = numbers(text)
    assert found.faults == ()
    assert found.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        f"Chronologies were there in almost all records, {SHORT} to be exact.",
        f"It was 75% once, now it is {SHORT}.",
        "Chronology is up to date in the majority of records.",
        "“Chronology is up to date”: 79%.",
        "Chronologies were up to date on 76% of days.",
        f"Three quarters of records had one, {SHORT} in all.",
        f"Nearly all had one, {SHORT} in all.",
        f"Of the 94 records read, 70 had one: {SHORT}.",
        f"A chronology was there in 70 of the 94 records, {SHORT}.",
        "Inspectors read 94 records.",
    ],
)
def test_what_differs_in_a_sentence_about_a_value_is_a_note(text):
    found = numbers(text)
    assert found.faults == ()
    assert [note.file for note in found.notes] == ["a.qmd"]
    assert "is this about records." in found.notes[0].message


def test_each_item_of_a_list_is_a_sentence_of_its_own():
    # Three items, three claims: each is looked at by itself.
    items = f"* Chronologies: {SHORT}.\n* Plans were there in 75% of records.\n1. In all, 50% had one."
    assert numbers(items).notes == ()
