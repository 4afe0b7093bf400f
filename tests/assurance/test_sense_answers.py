"""Answers to reviews: to exactly one outcome, by a role, and to nothing that is not there."""

import pytest

from workbench.assurance.sense_checks import as_entry, holding_back
from workbench.assurance.sense_checks.answers import answers_path, read_answers, template, with_answers
from workbench.assurance.sense_checks.outcome import Outcome
from workbench.assurance.sense_checks.showing import closing_lines
from workbench.errors import InputFaults
from workbench.project import Project

JUMP = Outcome("no-jump", "fife", "review", "placements moved by 40", {"placements": 40.5})
ANSWER = "{{check: no-jump, place: fife, key: {key}, role: Assurer, date: 2026-04-20, comment: Six children.}}"


@pytest.fixture
def project(tmp_path):
    return Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")


def write(project, *answers):
    path = answers_path(project, "p")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("answers:\n" + "".join(f"  - {each}\n" for each in answers))


def read(project):
    return read_answers(project, "p", {"no-jump": None}, ("fife", "national"))


def test_an_answer_holds_for_the_numbers_it_was_given_to(project):
    write(project, ANSWER.format(key=JUMP.key))
    (answered,) = with_answers([JUMP], read(project))
    assert answered.answer.comment == "Six children."
    assert holding_back([answered]) == ()
    assert str(answered) == "reviewed: no-jump, fife: placements moved by 40"
    moved = Outcome("no-jump", "fife", "review", "placements moved by 41", {"placements": 41})
    assert holding_back(with_answers([moved], read(project))) == (moved,)


def test_a_failed_check_cannot_be_answered(project):
    failed = Outcome("no-jump", "fife", "fail", "x", {})
    write(project, ANSWER.format(key=failed.key))
    assert holding_back(with_answers([failed], read(project))) == (failed,)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("no-jump", "no-jmp", "Did you mean no-jump?"),
        ("fife", "fif", "Did you mean fife?"),
        ("role: Assurer", "role: Zebedee Quillfeather", "looks like a person's name"),
        ("2026-04-20", "2026-02-30", "not a day of the calendar"),
        ("comment: Six children.", "comment: ''", "is empty"),
    ],
)
def test_an_answer_with_a_fault_is_told_with_its_line(project, old, new, told):
    write(project, ANSWER.format(key=JUMP.key).replace(old, new))
    with pytest.raises(InputFaults) as raised:
        read(project)
    assert told in str(raised.value.faults[0])
    assert "reports/p/assurance/sense-checks.yaml, line 2" in str(raised.value.faults[0])


def test_the_same_answer_twice_is_a_fault(project):
    write(project, *[ANSWER.format(key=JUMP.key)] * 2)
    with pytest.raises(InputFaults, match="answered twice"):
        read(project)


def test_what_waits_for_an_answer_is_given_as_lines_to_copy(project):
    lines = template([JUMP], "reports/p/assurance/sense-checks.yaml")
    assert lines[-1] == f"    - {{check: no-jump, place: fife, key: {JUMP.key}, role: , date: , comment: }}"
    filled = lines[-1].strip("- ").replace("role: ", "role: Assurer").replace("date: ", "date: 2026-04-20")
    write(project, filled.replace("comment: ", "comment: Six."))
    assert with_answers([JUMP], read(project))[0].answer is not None
    assert template(with_answers([JUMP], read(project)), "x") == []


def test_the_manifest_has_no_answers_and_the_release_has(project):
    write(project, ANSWER.format(key=JUMP.key))
    found = with_answers([JUMP, Outcome("a", "fife", "pass")], read(project))
    assert as_entry(found) == as_entry([JUMP, Outcome("a", "fife", "pass")])
    assert as_entry(found)["totals"] == {"pass": 1, "review": 1, "fail": 0, "not checked": 0}
    told = as_entry(found, answers=True)["checks"]["no-jump"]["outcomes"]["fife"]["answer"]
    assert told == {"role": "Assurer", "date": "2026-04-20", "comment": "Six children."}


def test_a_build_ends_with_the_totals_and_the_first_of_what_waits():
    many = [Outcome("c", f"a{n}", "review", "x") for n in range(7)] + [Outcome("d", "fife", "fail", "2 is not 3")]
    lines = closing_lines(many, "p")
    assert lines[0] == "Sense checks: 7 to review, 1 failed: workbench check p --sense"
    assert lines[1] == "  failed: d, fife: 2 is not 3"
    assert lines[-1] == "  and 3 more"
    assert closing_lines([], "p") == []
