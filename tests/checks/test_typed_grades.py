import pytest

from workbench.checks.typed_grades import grade_findings, rationale_findings
from workbench.composition.sources import Source
from workbench.definitions import Evaluation, Evaluations

LABELS = {6: "Excellent", 5: "Very good", 4: "Good", 3: "Adequate", 2: "Weak", 1: "Unsatisfactory"}


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


def test_an_ordinary_word_names_no_indicator():
    text = "- **Children's wellbeing improves.**\n- **The quality of plans is good.**\n  Of them, most were read.\n"
    assert named_by_words(text).faults == named_by_words(text).notes == ()
    assert named_by_words("Wellbeing matters, and the team's work is good.").faults == ()


def test_an_indicator_without_a_number_is_named_by_its_title_or_by_its_chapter():
    (fault,) = named_by_words("Improvements in the wellbeing of children were evaluated as good.").faults
    assert "quality indicator wellbeing is adequate" in fault.message
    (fault,) = named_by_words("We evaluated this as good.", "_qi-wellbeing.qmd").faults
    assert "quality indicator wellbeing is adequate" in fault.message
