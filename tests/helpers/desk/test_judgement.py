"""From a note to the panel's decision through the forms, as the build reads what they write."""

import json
import re
from pathlib import Path

import pytest
import yaml

from helpers.desk.evaluation_form import evaluation_form, panel_form
from helpers.desk.form import Form
from helpers.desk.matter_form import matter_form
from helpers.desk.note_form import note_form
from helpers.desk.notes import Notes
from helpers.desk.proposal_form import proposal_form
from helpers.desk.proposals import Proposals
from helpers.desk.sorting import Matters
from helpers.errors import HelperError
from workbench.definitions import load_evaluations, load_matters
from workbench.definitions.judgement import load_notes, load_proposals

PROGRAMME, AREA = "compulsory-supervision-orders", "orkney-islands"
ROOT = Path(__file__).parents[3]
WHO = {"by": "Strategic inspector", "on": "2026-03-09"}
NOTE = WHO | {"quality_indicator": "5.3", "strand": "records", "text": "Chronologies: lists,\nno analysis."}
PROPOSAL = WHO | {
    "quality_indicator": "5.3", "evaluator": "first", "grade": "3", "rationale": "Reviews were late: SECRET-ONE.",
    "strands": ["records", "survey", "engagement"],
}  # fmt: skip
EVALUATION = {name: value for name, value in PROPOSAL.items() if name != "evaluator"} | {"rationale": "Agreed."}


def told(form: Form) -> str:
    """Return everything that the page in the browser is told, as text."""
    return json.dumps(form.get_state(["heading", "fields", "values", "errors", "said", "failed", "blocks"]))


def pressed(form: Form, answers: dict) -> Form:
    form.press("record", answers)
    assert (form.errors, form.failed) == ({}, ""), (form.errors, form.failed)
    return form


def loaded(load, project, definitions):
    return load(project, definitions.programme(PROGRAMME), AREA, definitions)


def first_matter(form: Form) -> str:
    """Return the answer that chooses the first matter that is there; the one before it is a new one."""
    return next(field for field in form.fields if field["id"] == "which")["choices"][1]["value"]


def test_a_note_is_in_the_file_and_below_the_form(known, project, definitions):
    form = pressed(note_form(known), NOTE)
    assert form.said == "Noted on 5.3, record reading, in orkney-islands/notes.yaml."
    assert form.values["text"] == "", "ready for the next one"
    assert "Chronologies: lists" in told(form)
    (note,) = loaded(load_notes, project, definitions).notes
    assert (note.quality_indicator, note.strand, note.by) == ("5.3", "records", "Strategic inspector")
    assert note.text == NOTE["text"]
    assert str(note.on) == "2026-03-09"


def test_two_forms_at_once_lose_nothing(known):
    one, other = note_form(known), note_form(known)
    pressed(one, NOTE | {"text": "First."})
    pressed(other, NOTE | {"text": "Second."})
    assert [note["text"] for note in Notes(known).of("5.3", "records")] == ["First.", "Second."]
    assert "Second." in told(one), "every form shows what stands there now"


def test_what_is_missing_is_said_beside_its_question_and_nothing_is_recorded(known):
    form = note_form(known)
    form.press("record", {"strand": "record", "text": " "})
    assert form.errors["text"] == "Note: write an answer."
    assert form.errors["strand"].startswith("Strand of evidence: choose one of Surveys, Record reading")
    assert set(form.errors) == {"quality_indicator", "strand", "text", "by", "on"}
    assert not Notes(known).file.path.exists()


def test_a_name_cannot_stand_where_a_role_should(known):
    with pytest.raises(HelperError, match="That is no role of this programme") as caught:
        Notes(known).write("5.3", "records", "Text.", "Eilidh Drever")
    assert "Eilidh" not in caught.value.message


def test_a_file_that_is_not_valid_is_told_and_the_text_stays_in_the_form(known):
    path = Notes(known).file.path
    path.parent.mkdir(parents=True)
    path.write_text("notes:\n- text: [\n")
    form = note_form(known)
    form.press("record", NOTE)
    assert form.failed.startswith("orkney-islands/notes.yaml, line 3: not valid YAML")
    assert form.values["text"] == NOTE["text"]
    assert path.read_text() == "notes:\n- text: [\n"


def test_a_matter_is_sorted_and_sorted_otherwise_with_how_it_stood(known, project, definitions):
    form = matter_form(known)
    new = WHO | {"which": "new", "matter": "Reviews on time", "quality_indicator": "5.3", "because": "Dates missing"}
    form.press("record", new | {"state": "area of uncertainty"})
    assert set(form.errors) == {"next"}, "what would resolve it"
    pressed(form, new | {"state": "area of uncertainty", "next": "Look at the dates."})
    there = first_matter(form)
    form.values = {"which": there}
    assert form.values["because"] == "Dates missing", "filled in as it stands"
    pressed(form, WHO | {"which": there, "state": "area of concern", "because": "Late in most", "next": "Ask why."})
    pressed(form, WHO | {"which": there, "state": "no significant concern", "because": "Mended"})
    (matter,) = loaded(load_matters, project, definitions).matters
    assert (matter.state, matter.because, matter.next, matter.by) == (
        "no significant concern", "Mended", "", "Strategic inspector",
    )  # fmt: skip
    assert [(one.state, one.next) for one in matter.earlier] == [
        ("area of uncertainty", "Look at the dates."), ("area of concern", "Ask why."),
    ]  # fmt: skip
    assert set(matter.model_dump()) == {"matter", "quality_indicator", "state", "because", "next"}, "what a run is told"


def test_a_matter_changed_by_somebody_else_is_not_written_over(known):
    matters = Matters(known)
    matters.add("Reviews", "5.3", "area of concern", "Late", "Link inspector", "Ask.", "2026-03-01")
    form = matter_form(known)
    answers = WHO | {"which": first_matter(form), "state": "no significant concern", "because": "Ours"}
    form.values = answers
    matters.sort(matters.all()[0], "area of uncertainty", "Theirs", "Link inspector", "Ask.", "2026-03-02")
    form.press("record", answers)
    assert form.failed.startswith("Somebody else has changed this since you looked at it.")
    assert form.values["because"] == "Ours"
    assert matters.all()[0]["because"] == "Theirs"
    pressed(form, answers)
    assert [one["because"] for one in matters.all()[0]["earlier"]] == ["Late", "Theirs"]


def test_the_second_evaluator_is_shown_nothing_before_theirs_is_recorded(known, project, definitions):
    first = pressed(proposal_form(known), PROPOSAL)
    second = proposal_form(known)
    evaluation, panel = evaluation_form(known), panel_form(known)
    for form in (first, second, evaluation, panel):
        form.values = {**form.values, "quality_indicator": "5.3"}
        assert "SECRET-ONE" not in told(form)
        assert '"Adequate' not in json.dumps(form.blocks)
    assert "The first evaluator has recorded a proposal for 5.3" in told(second)
    theirs = PROPOSAL | {"evaluator": "second", "grade": "4", "rationale": "SECRET-TWO"}
    pressed(second, theirs)
    for form in (first, second, evaluation):
        assert all(secret in told(form) for secret in ("SECRET-ONE", "SECRET-TWO")), "both once both are there"
    proposals = loaded(load_proposals, project, definitions).of("5.3")
    assert [(one.evaluator, one.grade) for one in proposals] == [("first", 3), ("second", 4)]


def test_an_evaluator_replaces_only_their_own_and_only_while_blind(known, project, definitions):
    form = pressed(proposal_form(known), PROPOSAL)
    form.press("record", PROPOSAL | {"grade": "2"})
    assert "has recorded a proposal for 5.3 already" in form.failed
    assert "3" not in form.failed.replace("5.3", ""), "the earlier grade is not told"
    pressed(form, PROPOSAL | {"grade": "2", "replaces": True})
    (own,) = loaded(load_proposals, project, definitions).of("5.3")
    assert (own.grade, [one.grade for one in own.earlier]) == (2, [3])
    pressed(form, PROPOSAL | {"evaluator": "second"})
    form.press("record", PROPOSAL | {"grade": "5", "replaces": True})
    assert "neither is changed any more" in form.failed


def test_no_grade_is_chosen_beforehand(known):
    for form in (proposal_form(known), evaluation_form(known), panel_form(known)):
        assert "grade" not in form.values
        form.values = {**form.values, "quality_indicator": "5.3"}
        assert not form.values.get("grade")
    pressed(proposal_form(known), PROPOSAL)
    pressed(proposal_form(known), PROPOSAL | {"evaluator": "second"})
    form = evaluation_form(known)
    form.values = {**form.values, "quality_indicator": "5.3"}
    assert not form.values.get("grade"), "not even where both evaluators agree"


def test_an_evaluation_is_recorded_after_both_proposals_and_changed_with_a_reason(known, project, definitions):
    form = evaluation_form(known)
    form.press("record", EVALUATION)
    assert form.failed.startswith("None of the two proposals is recorded.")
    for evaluator in ("first", "second"):
        pressed(proposal_form(known), PROPOSAL | {"evaluator": evaluator})
    form.press("record", EVALUATION | {"strands": ["records"]})
    assert "rests on at least 3 strands; 1 is named" in form.failed
    pressed(form, EVALUATION)
    form.press("record", EVALUATION)
    assert form.failed.startswith("The evaluation is recorded.")

    panel = panel_form(known)
    panel.values = {**panel.values, "quality_indicator": "5.3"}
    change = {"quality_indicator": "5.3", "what": "change", "grade": "4", "state": "assured",
              "by": "Quality and consistency panel", "on": "2026-03-20"}  # fmt: skip
    panel.press("record", change)
    assert set(panel.errors) == {"reason"}
    panel.press("record", change | {"reason": "Like earlier ones", "on": "2026-03-01"})
    assert "would come before 2026-03-09" in panel.failed
    panel.press("record", change | {"reason": "The same", "grade": "3"})
    assert "The grade is 3 Adequate already" in panel.failed
    pressed(panel, change | {"reason": "Like earlier ones"})
    confirm = {"quality_indicator": "5.3", "what": "confirm", "state": "final", "by": change["by"], "on": "2026-04-01"}
    pressed(panel, confirm)
    one = loaded(load_evaluations, project, definitions).of("5.3")
    assert (one.grade, one.state, one.rationale, one.strands) == (
        4, "final", "Agreed.", ("survey", "records", "engagement"),
    )  # fmt: skip
    assert [(each.from_, each.to, each.by, each.reason) for each in one.changes] == [
        (3, 4, "Quality and consistency panel", "Like earlier ones")
    ]
    assert "Like earlier ones" in told(form), "the log is shown"


def test_without_a_second_evaluator_the_reason_is_kept(known, project, definitions):
    form = evaluation_form(known)
    alone = EVALUATION | {"alone": True}
    form.press("record", alone)
    assert set(form.errors) == {"alone_because"}
    pressed(form, alone | {"alone_because": "A review of one person's work"})
    (waived,) = loaded(load_proposals, project, definitions).waived
    assert (waived.quality_indicator, waived.reason) == ("5.3", "A review of one person's work")
    assert loaded(load_evaluations, project, definitions).of("5.3").grade == 3


def test_where_nothing_is_recorded_no_reason_for_a_missing_evaluator_is_either(known):
    form = evaluation_form(known)
    alone = EVALUATION | {"alone": True, "alone_because": "Small"}
    form.press("record", alone | {"strands": ["records"]})
    assert "at least" in form.failed
    assert not Proposals(known).file.path.exists(), "the form says that nothing was recorded"
    for evaluator in ("first", "second"):
        pressed(proposal_form(known), PROPOSAL | {"evaluator": evaluator})
    form.press("record", alone)
    assert form.failed.startswith("Both proposals are recorded, so there is a second evaluator")
    assert not Proposals(known).waived("5.3")


def test_a_matter_that_is_chosen_stays_the_same_when_another_comes_above_it(known):
    matters = Matters(known)
    for name in ("Reviews", "Plans"):
        matters.add(name, "5.3", "no significant concern", "Seen", "Link inspector", on="2026-03-01")
    form = matter_form(known)
    chosen = first_matter(form)
    path = matters.file.path
    above = "matters:\n- {matter: Above, quality_indicator: '5.3', state: area of concern, because: Told}\n"
    path.write_text(above + path.read_text().removeprefix("matters:\n"))
    known.tell()
    pressed(form, WHO | {"which": chosen, "state": "area of concern", "because": "Late", "next": "Ask."})
    stands = [(one["matter"], one["because"]) for one in matters.all()]
    assert stands == [("Above", "Told"), ("Reviews", "Late"), ("Plans", "Seen")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("notes", "- {quality_indicator: '5.3', strand: records, text: A, by: X, on: March 2026}",
         "line 2: 'on' is no date"),
        ("matters", "- {matter: [A], quality_indicator: '5.3', state: x, because: y}", "'matter' should be a single"),
        ("proposals", "- {quality_indicator: '5.3', evaluator: first, grade: Good, rationale: A, by: X, on: 2026-1}",
         "'grade' is no grade of the scale"),
        ("evaluations", "- {quality_indicator: '5.3', grade: 4, rationale: A, decided_by: X, decided_on: 2026-01-01, "
         "state: draft, changes: [{on: 2026-01-02}]}", r"'by' is missing \(in 'changes'\)"),
        ("evaluations", "- {quality_indicator: '5.3', grade: 4, rationale: A, decided_by: X, decided_on: 2026-01-01, "
         "state: draft, strands: survey}", "'strands' should be a list"),
    ],
)  # fmt: skip
def test_what_was_written_by_hand_and_cannot_be_shown_is_told_with_its_line(known, name, text, message):
    path = Proposals(known).file.path.with_name(f"{name}.yaml")
    path.parent.mkdir(parents=True)
    path.write_text(f"{name}:\n{text}\n")
    forms = [make(known) for make in (note_form, matter_form, proposal_form, evaluation_form, panel_form)]
    for form in forms:
        form.values = {**form.values, "quality_indicator": "5.3"}
    known.tell()
    assert any(re.search(message, str(form.blocks)) for form in forms), [form.blocks for form in forms]


def test_the_panel_cannot_write_over_what_changed_meanwhile(known):
    form = evaluation_form(known)
    pressed(form, EVALUATION | {"alone": True, "alone_because": "Small"})
    panel, other = panel_form(known), panel_form(known)
    confirm = {"quality_indicator": "5.3", "what": "confirm", "by": "Quality and consistency panel", "on": "2026-03-20"}
    known.listeners.clear()  # as on two machines: neither hears of the other
    for each in (panel, other):
        each.values = {**each.values, "quality_indicator": "5.3"}
    pressed(other, confirm | {"state": "assured"})
    panel.press("record", confirm | {"state": "final"})
    assert panel.failed.startswith("Somebody else has changed this")


def test_the_samples_files_are_added_to_without_other_changes(known):
    """The evaluations of the project's own sample, as they stand in the repository."""
    source = ROOT / "reports" / PROGRAMME / "areas" / "stirling" / "evaluations.yaml"
    path = Proposals(known).file.path.with_name("evaluations.yaml")
    path.parent.mkdir(parents=True)
    path.write_bytes(source.read_bytes())
    panel = panel_form(known)
    panel.values = {**panel.values, "quality_indicator": "5.3"}
    pressed(panel, {"quality_indicator": "5.3", "what": "change", "grade": "3", "state": "assured", "reason": "Alike",
                    "by": "Quality and consistency panel", "on": "2026-04-20"})  # fmt: skip
    before, after = source.read_text(), path.read_text()
    parts = before.split("- quality_indicator")
    assert after.startswith("- quality_indicator".join(parts[:2]))
    assert after.endswith(parts[3])
    changed = yaml.safe_load(after)["evaluations"][1]
    assert changed["grade"] == 3
    assert changed["rationale"] == yaml.safe_load(before)["evaluations"][1]["rationale"]


def test_colours_are_those_of_the_brand():
    brand = yaml.safe_load((ROOT / "reports" / "_brand.yml").read_text())["color"]["palette"]
    css = (ROOT / "src" / "helpers" / "desk" / "form.css").read_text()
    light, dark = css.split('[data-jp-theme-light="false"] .desk {')[:2]
    names = ("ink", "muted", "line", "edge", "wash", "paper", "loch", "loch-wash", "pine", "pine-wash", "rowan",
             "rowan-wash")  # fmt: skip
    for name in names:
        assert f"--desk-{name}: {brand[name]};" in light
        assert f"--desk-{name}: {brand[f'{name}-dark']};" in dark.split("}")[0]
    assert f"--desk-focus: {brand['focus']};" in light
