import pytest

from workbench.checks.words import grade_findings, number_findings, rationale_findings
from workbench.composition.results import Recorded
from workbench.composition.sources import Source
from workbench.definitions import Evaluation, Evaluations

WORDS = ["none", "few", "less than half", "the majority", "most", "almost all", "all"]
LABELS = {6: "Excellent", 5: "Very good", 4: "Good", 3: "Adequate", 2: "Weak", 1: "Unsatisfactory"}
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


def grades(text, name="_qi-2.1.qmd"):
    return grade_findings(Source(name, name, text), {"2.1": "Adequate", "5.3": "Good"}, LABELS.values())


def test_a_grade_that_is_not_the_recorded_one_is_a_fault():
    (fault,) = grades("Help is good.\n\nImpact was evaluated as **good**.").faults
    assert str(fault) == (
        "_qi-2.1.qmd, line 3, value 'Good': the recorded evaluation of quality indicator 2.1 is adequate"
    )
    (fault,) = grades("Quality indicator 5.3 was evaluated as very good.", "_key-messages.qmd").faults
    assert fault.value == "Very good"


@pytest.mark.parametrize(
    "text",
    [
        "Impact was evaluated as adequate.",
        "Good help is there, and staff are good at it.",
        "Records evaluated as good or better were few.",
        "The plans of children were evaluated as weak in five records.",
        "Quality indicator 5.3 was evaluated as good.",
        "An evaluation of {{< meta evaluation.qi_2_1.grade.text >}}.",
    ],
)
def test_the_recorded_grade_and_ordinary_words_are_left_alone(text):
    found = grades(text)
    assert found.faults == ()
    assert found.notes == ()


def test_an_earlier_grade_is_a_note():
    found = grades("In 2019 impact was evaluated as good.")
    assert found.faults == ()
    assert len(found.notes) == 1


def test_a_text_that_names_no_indicator_is_left_alone():
    assert grades("Services were evaluated as weak.", "_key-messages.qmd").faults == ()


def test_a_rationale_states_the_grade_it_stands_with():
    one = Evaluation(
        quality_indicator="2.1", grade=3, rationale="Judged to be good on the whole.", decided_by="Lead",
        decided_on="2026-04-20", state="draft",
    )  # fmt: skip
    (fault,) = rationale_findings(Evaluations(evaluations=(one,)), LABELS, "e.yaml").faults
    assert "says “good”, the grade is adequate" in fault.message


TITLES = {"2.1": "Impact on children and young people", "9.2": "Leadership of strategy and direction"}


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Leadership of strategy and direction was evaluated as adequate.", True),
        ("Quality indicator 9.2 is adequate.", True),
        ("We found leadership to be adequate.", False),
    ],
)
def test_a_quality_indicator_may_be_named_by_its_title(text, certain):
    source = Source("a.qmd", "_key-messages.qmd", text)
    found = grade_findings(source, {"2.1": "Adequate", "9.2": "Very good"}, LABELS.values(), TITLES)
    assert (len(found.faults), len(found.notes)) == ((1, 0) if certain else (0, 1))


def test_ordinary_words_with_a_title_are_left_alone():
    source = Source("a.qmd", "_key-messages.qmd", "Leadership matters. Children have good days. Support is good.")
    found = grade_findings(source, {"2.1": "Adequate", "9.2": "Very good"}, LABELS.values(), TITLES)
    assert found.faults == found.notes == ()


WELLBEING = {"wellbeing": "Improvements in the wellbeing of children", "early-help": "Help that comes early"}


def named_by_words(text, name="_key-messages.qmd"):
    recorded = {"wellbeing": "Adequate", "early-help": "Weak"}
    return grade_findings(Source("a.qmd", name, text), recorded, LABELS.values(), WELLBEING)


def test_each_item_of_a_list_is_a_sentence_of_its_own_and_an_ordinary_word_names_no_indicator():
    text = "- **Children's wellbeing improves.**\n- **The quality of plans is good.**\n  Of them, most were read.\n"
    assert named_by_words(text).faults == named_by_words(text).notes == ()
    assert named_by_words("Wellbeing matters, and the team's work is good.").faults == ()
    # Three items, three claims: each is looked at by itself.
    items = f"* Chronologies: {SHORT}.\n* Plans were there in 75% of records.\n1. In all, 50% had one."
    assert numbers(items).notes == ()


def test_an_indicator_without_a_number_is_named_by_its_title_or_by_its_chapter():
    (fault,) = named_by_words("Improvements in the wellbeing of children were evaluated as good.").faults
    assert "quality indicator wellbeing is adequate" in fault.message
    (fault,) = named_by_words("We evaluated this as good.", "_qi-wellbeing.qmd").faults
    assert "quality indicator wellbeing is adequate" in fault.message
