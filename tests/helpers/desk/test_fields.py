"""Skip logic and answers: what is asked, what is refused and in which words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.desk.fields import Choice, Condition, Field, asked, checked, choices

YES_NO = choices([("yes", "Yes"), ("no", "No")])
GRADES = choices([(str(value), f"{value}") for value in range(6, 0, -1)])


@st.composite
def forms(draw):
    """Forms whose conditions look back, as the definitions require."""
    fields = []
    for number in range(draw(st.integers(1, 8))):
        earlier = [field.id for field in fields]
        conditions = draw(
            st.lists(
                st.builds(Condition, st.sampled_from(earlier), st.sampled_from([("yes",), ("no",), ("yes", "no")])),
                max_size=2,
            )
        ) if earlier else []  # fmt: skip
        required = draw(st.booleans())
        fields.append(Field(f"q{number}", f"Question {number}", "radio", YES_NO, required, when=tuple(conditions)))
    return fields


answers = st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), st.sampled_from(["yes", "no", "", "maybe"]))


@settings(deadline=None, derandomize=True)
@given(forms(), answers)
def test_only_what_is_asked_counts(fields, given_answers):
    ask = asked(fields, given_answers)
    kept, wrong = checked(fields, given_answers)
    for field in fields:
        holds = all(one.field in ask and given_answers.get(one.field) in one.answers for one in field.when)
        assert (field.id in ask) == holds
        answer = given_answers.get(field.id, "")
        if not holds:
            assert field.id not in kept
            assert field.id not in wrong
        elif answer in ("yes", "no"):
            assert kept[field.id] == answer
        elif answer == "maybe":
            assert wrong[field.id] == f"{field.label}: choose one of Yes, No."
        else:
            assert (field.id in wrong) == field.required
    # What is kept asks the same again: a saved form opens as it was left.
    again, _ = checked(fields, kept, complete=False)
    assert again == kept


@settings(deadline=None, derandomize=True)
@given(forms(), answers)
def test_a_half_filled_form_is_held_only_to_what_is_answered(fields, given_answers):
    kept, wrong = checked(fields, given_answers, complete=False)
    assert all(given_answers[name] == "maybe" for name in wrong)
    assert set(kept) <= set(given_answers)


@pytest.mark.parametrize(
    ("field", "given_answer", "message"),
    [
        (Field("n", "Visits", "number", least=1, most=9), "12", "Visits: 12 is above 9, the most there can be."),
        (Field("n", "Visits", "number", least=1), "0", "Visits: 0 is below 1, the least there can be."),
        (Field("n", "Visits", "number"), "two", "Visits: 'two' is not a whole number."),
        (Field("n", "Visits", "number"), "٣", "Visits: '٣' is not a whole number."),
        (Field("d", "When", "date"), "31/3/26", "When: write the date as year-month-day, such as 2026-03-31."),
        (Field("g", "Quality", "radio", GRADES), "7", "Quality: choose one of 6, 5, 4, 3, 2, 1."),
        (Field("s", "Strands", "checks", YES_NO), ["yes", "perhaps"], "Strands: choose one of Yes, No."),
        (Field("s", "Strands", "checks", YES_NO, required=True), [], "Strands: choose at least one."),
        (Field("t", "Note", "lines", required=True), " \n\x00", "Note: write an answer."),
        (Field("t", "Note", "lines"), "x" * 4001, "The note has 4,001 characters; 4,000 are the most. Shorten it."),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_allowed_is_refused_in_clear_words(field, given_answer, message):
    assert checked([field], {field.id: given_answer}) == ({}, {field.id: message})


def test_answers_are_kept_in_their_own_form():
    fields = [
        Field("n", "Visits", "number"), Field("s", "Strands", "checks", YES_NO), Field("t", "Line", "text"),
        Field("a", "Alone", "tick"), Field("w", "Why", "text", when=(Condition("a", ("yes",)),)),
    ]  # fmt: skip
    given_answers = {"n": " 3 ", "s": ["no", "yes"], "t": " two\nwords ", "a": True, "w": "Because"}
    kept = {"n": 3, "s": ["yes", "no"], "t": "two words", "a": True, "w": "Because"}
    assert checked(fields, given_answers) == (kept, {})
    assert "w" not in checked(fields, given_answers | {"a": False})[0]


def test_a_page_is_told_no_answer():
    told = Field("g", "Grade", "radio", (Choice("4", "4 Good", "Important strengths"),), required=True).told()
    assert not {"value", "default", "checked", "selected"} & set(told)
