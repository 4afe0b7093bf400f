"""Notes, blind proposals and record reading in a real JupyterLab and a real browser."""

import csv
import json

import pytest
import yaml
from playwright.sync_api import expect

from helpers.desk.asking import in_words
from tests.lab.desk_project import AREA, Seat
from tests.miniature import PROGRAMME
from tests.rendering.test_browser import TAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
JUDGEMENT = f"{PROGRAMME}/{AREA}/judgement.ipynb"
READING = f"{PROGRAMME}/{AREA}/record_reading_form.ipynb"


def violations(page):
    """Return what axe finds in the forms."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
    results = Axe().run(page, context=".desk", options=options).response
    return [f"{found['id']}: {node['html'][:160]}" for found in results["violations"] for node in found["nodes"]]


def form(page, title):
    found = page.get_by_role("form", name=title)
    found.wait_for()
    return found


def authored(seat, name):
    path = seat.lab.miniature.root / "reports" / PROGRAMME / "areas" / AREA / f"{name}.yaml"
    return yaml.safe_load(path.read_text()) if path.exists() else None


def opened(seat, path):
    """Open a notebook of forms, which runs by itself, and wait until its last form is there."""
    page = seat.open(path)
    page.locator(".jp-CodeCell").last.locator(".desk").first.wait_for()
    seat.idle()
    assert seat.errors() == []
    return page


def saved(page):
    """Press Control and S where the focus is, and wait until JupyterLab has saved."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    for _ in range(6):  # while JupyterLab saves by itself it hears nothing
        try:
            with page.expect_response(
                lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url, timeout=10_000
            ):
                page.keyboard.press("Control+s")
            return
        except PlaywrightTimeout:
            continue
    raise AssertionError("Control and S saved nothing")


def signed(section):
    section.get_by_label("Your role").or_(section.get_by_label("Decided by")).select_option("Strategic inspector")


def test_a_note_written_by_keyboard_alone_is_found_in_the_file(seat):
    page = opened(seat, JUDGEMENT)
    notes = form(page, "Notes on the evidence, Orkney Islands")
    assert violations(page) == []
    notes.get_by_label("Quality indicator").focus()
    page.keyboard.type("5.3")
    page.keyboard.press("Tab")
    page.keyboard.type("Record")
    page.keyboard.press("Tab")
    # "dd" would delete a cell, if JupyterLab's own keys reached it here.
    page.keyboard.type("Chronologies are added to; nobody")
    saved(page)
    page.keyboard.type(" says dd.")
    page.keyboard.press("Tab")
    page.keyboard.type("Strategic")
    notes.get_by_role("button", name="Record the note").focus()
    assert notes.locator(".words").inner_text().endswith(in_words(notes.get_by_label("Date").input_value()))
    cells = seat.notebook.locator(".jp-Cell").count()
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    notes.get_by_text("Noted on 5.3, record reading").wait_for()
    assert seat.notebook.locator(".jp-Cell").count() == cells
    (note,) = authored(seat, "notes")["notes"]
    assert (note["text"], note["by"]) == ("Chronologies are added to; nobody says dd.", "Strategic inspector")
    notes.get_by_role("cell", name="Chronologies are added to").wait_for()
    # It lies in the file, and in no cell's output.
    assert "Chronologies" not in (seat.lab.folder(AREA) / "judgement.ipynb").read_text()


def test_what_is_missing_is_told_at_the_top_and_beside_the_question(seat):
    page = opened(seat, JUDGEMENT)
    matters = form(page, "Matters, Orkney Islands")
    matters.get_by_role("button", name="Record the matter").click()
    alert = matters.get_by_role("alert")
    alert.get_by_text("Nothing was recorded yet").wait_for()
    expect(alert).to_be_focused()
    assert violations(page) == []
    alert.get_by_role("link", name="Matter: choose an answer.").click()
    assert matters.get_by_label("Matter", exact=True).evaluate("node => node === document.activeElement")
    assert matters.get_by_label("What would resolve it").is_hidden()
    matters.get_by_label("Matter", exact=True).select_option("A new matter")
    matters.get_by_label("Area of concern").check()
    matters.get_by_label("What would resolve it").wait_for()
    page.keyboard.press("ArrowUp")
    assert matters.get_by_label("Area of uncertainty").is_checked(), "arrows move between the answers, not the cells"


def test_the_second_evaluator_sees_nothing_of_the_first_before_theirs_is_recorded(seat):
    page = opened(seat, JUDGEMENT)
    propose = form(page, "Propose an evaluation, Orkney Islands")
    for evaluator, grade, why in (("First", "3 Adequate", "SECRET-ONE"), ("Second", "4 Good", "SECRET-TWO")):
        # No grade is chosen beforehand.
        expect(propose.get_by_role("radio", checked=True)).to_have_count(0)
        propose.get_by_label("Quality indicator").select_option("9.2")
        propose.get_by_label(f"{evaluator} evaluator").check()
        propose.get_by_label(grade).check()
        propose.get_by_label("Why").fill(why)
        for strand in ("Surveys", "Record reading", "Engagement"):
            propose.get_by_label(strand).check()
        signed(propose)
        propose.get_by_role("button", name="Record the proposal").click()
        propose.get_by_text(f"The {evaluator.lower()} evaluator's proposal for 9.2 is recorded").wait_for()
        if evaluator == "First":
            assert "SECRET-ONE" not in page.content()
            propose.get_by_text("Both are shown here once both are recorded").wait_for()
    propose.get_by_role("cell", name="SECRET-ONE").wait_for()
    propose.get_by_role("cell", name="SECRET-TWO").wait_for()
    assert [one["grade"] for one in authored(seat, "proposals")["proposals"]] == [3, 4]
    assert violations(page) == []


def test_a_form_half_filled_can_be_recorded_after_its_notebook_was_opened_a_second_time(seat):
    page = opened(seat, JUDGEMENT)
    notes = form(page, "Notes on the evidence, Orkney Islands")
    notes.get_by_label("Quality indicator").select_option("9.2")
    notes.get_by_label("Strand").select_option("Engagement")
    asked = "() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert not page.evaluate(asked), "only a place was chosen"
    notes.get_by_label("Note", exact=True).click()
    page.keyboard.type("Begun before the second page.")
    with page.expect_event("dialog") as leaving:
        page.evaluate("() => { setTimeout(() => location.reload()); }")
    assert leaving.value.type == "beforeunload"
    leaving.value.dismiss()
    second = Seat(seat.lab, page.context)
    opened(second, JUDGEMENT)
    second.page.close()
    signed(notes)
    notes.get_by_role("button", name="Record the note").click()
    notes.get_by_text("Noted on 9.2, engagement").wait_for()
    assert not page.evaluate(asked), "it is recorded"
    assert "Begun before the second page." in [note["text"] for note in authored(seat, "notes")["notes"]]
    # JupyterLab tells each page of the widgets of the other, which it does not know.
    for page_of in (seat, second):
        page_of.wrong[:] = [
            text for text in page_of.wrong if not text.startswith("console: Comm not found for comm id")
        ]
    assert second.wrong == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_forms_can_be_read_in_both_themes(seat, theme):
    page = opened(seat, JUDGEMENT)
    page.evaluate(f"document.body.dataset.jpThemeLight = '{'true' if theme == 'light' else 'false'}'")
    assert violations(page) == []


def test_a_record_is_drawn_read_and_handed_over(seat):
    folder = seat.lab.miniature.root / "evidence" / "reading" / PROGRAMME / AREA / "record_reading"
    page = opened(seat, READING)
    draw = form(page, "Draw the sample of records, Orkney Islands")
    with (folder / "cases.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["case"], *([f"SWIFT-{number}"] for number in range(9))])
    draw.get_by_label("List of cases").fill("cases.csv")
    draw.get_by_label("Its column of case numbers").fill("case")
    draw.get_by_label("Records to be read", exact=True).fill("3")
    draw.get_by_label("Seed").fill("7")
    signed(draw)
    draw.get_by_role("button", name="Draw the sample").click()
    draw.get_by_text("3 of 9 cases are drawn").wait_for()
    assert "SWIFT" not in page.content()

    read = form(page, "Record reading, Orkney Islands")
    read.get_by_label("Record", exact=True).select_option("R001")
    read.get_by_label("First reading").check()
    read.get_by_role("group", name="Reader", exact=True).get_by_label("A", exact=True).check()
    quality = read.get_by_role("group", name="Quality of the chronology")
    assert quality.is_hidden()
    chronology = read.get_by_role("group", name="There is an up-to-date chronology in the record")
    chronology.get_by_label("Partly").check()
    quality.get_by_label("4 Good").check()
    read.get_by_role("button", name="Save it for now").click()
    read.get_by_text("R001 is saved as it is").wait_for()
    held = json.loads((folder / "R001-1.json").read_text())
    assert held["answers"] == {"reader": "A", "chronology": "partly", "chronology_quality": "4"}
    assert not held["finished"]
    assert violations(page) == []
    read.get_by_label("Inspector", exact=True).check()
    read.get_by_role("button", name="Finish the reading").click()
    read.get_by_text("R001 is finished").wait_for()
    hand = form(page, "Hand over what was read, Orkney Islands")
    hand.get_by_role("row", name="R001 finished").wait_for()
    hand.get_by_role("button", name="Write the file for intake").click()
    hand.get_by_text("did not come from this form").wait_for()
