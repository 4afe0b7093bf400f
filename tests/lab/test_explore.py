"""The explorer in a real JupyterLab and a real browser: picked, clicked, brushed, by mouse and by keyboard."""

from __future__ import annotations

import json

import pytest

from tests.lab.desk_project import AREA, Seat
from tests.miniature import PROGRAMME
from tests.rendering.test_browser import TAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTEBOOK = f"{PROGRAMME}/{AREA}/explore.ipynb"


@pytest.fixture(scope="module")
def explored(lab, browser):
    """Somebody at the explorer, every cell run."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    seat = Seat(lab, context)
    run(seat)
    yield seat
    context.close()
    assert seat.wrong == []


def run(seat):
    """Open the explorer, once its kernel is there run every cell, and wait for the views."""
    page = seat.open(NOTEBOOK)
    # Before its kernel is there, JupyterLab asks which one is meant.
    seat.notebook.locator(".jp-Toolbar-kernelName, .jp-KernelName").filter(has_text="Python").first.wait_for()
    page.wait_for_timeout(1000)
    seat.idle()
    seat.run_all()
    seat.notebook.locator(".explorer-view").first.wait_for(timeout=60_000)
    seat.idle()
    assert seat.errors() == []
    return page


def view(seat, heading):
    """Return the output below a heading, scrolled to."""
    words = seat.notebook.locator(".jp-MarkdownCell", has=seat.page.locator("h2", has_text=heading))
    words.scroll_into_view_if_needed()
    cell = words.locator("xpath=following-sibling::*[1]")
    cell.scroll_into_view_if_needed()
    cell.locator(".explorer-view").wait_for()
    return cell


def violations(page):
    """Return what axe finds in the explorer's own widgets."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
    # The paging of tables belongs to DataTables, which calls all of them alike.
    within = {"include": [[".explorer-view"]], "exclude": [[".dt-paging"]]}
    results = Axe().run(page, context=within, options=options).response
    return [f"{found['id']}: {node['html'][:200]}" for found in results["violations"] for node in found["nodes"]]


def test_an_area_is_picked_and_every_view_follows(explored):
    matrix = view(explored, "Do the strands agree?")
    matrix.get_by_label("Area", exact=True).select_option(label="Glasgow City")
    matrix.locator("caption", has_text="Glasgow City").first.wait_for()
    cell = matrix.get_by_role("button", name="5.3").filter(has_text="for").first
    cell.click()
    matrix.locator('button[aria-pressed="true"]').wait_for()
    matrix.get_by_role("cell", name="glasgow-city_staff_survey.xlsx").first.wait_for()
    surveys = view(explored, "Surveys")
    surveys.locator("tr", has_text="Glasgow City").first.wait_for()
    assert "Where is this from?" in surveys.inner_text()


def test_areas_brushed_in_a_chart_are_those_of_the_table(explored):
    surveys = view(explored, "Surveys")
    surveys.get_by_label("Area", exact=True).select_option(label="Orkney Islands")
    rows = surveys.locator(".explorer-rows tbody tr")
    rows.filter(has_text="Orkney Islands").first.wait_for()
    page, chart = explored.page, surveys.locator(".explorer-chart svg .mark-rect path").first
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = surveys.locator(".explorer-chart svg path.background").first.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    chosen = surveys.get_by_label("Areas in the table")
    page.wait_for_function("(list) => list.selectedOptions.length === 1", arg=chosen.element_handle())
    name = chosen.evaluate("(list) => list.selectedOptions[0].textContent.trim()")
    rows.filter(has_text=name).first.wait_for()
    assert {row.split("\t")[0].strip() for row in rows.all_inner_texts()} == {name}


def test_the_same_is_done_by_keyboard_alone(explored):
    statistics = view(explored, "Published statistics")
    page = explored.page
    chosen = statistics.get_by_label("Areas in the table")
    chosen.scroll_into_view_if_needed()
    chosen.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_function("(list) => list.selectedOptions.length === 2", arg=chosen.element_handle())
    names = set(chosen.evaluate("(list) => [...list.selectedOptions].map((each) => each.textContent.trim())"))
    rows = statistics.locator(".explorer-rows tbody tr")
    for name in names:
        rows.filter(has_text=name).first.wait_for()
    statistics.get_by_label("Map", exact=True).focus()
    page.keyboard.press("Space")
    statistics.locator(".explorer-chart svg[aria-label], .explorer-chart svg [aria-label]").first.wait_for()
    matrix = view(explored, "Do the strands agree?")
    button = matrix.locator(".explorer-matrix button").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.getAttribute('aria-pressed') === 'true'")  # the focus stays


def test_nothing_that_was_shown_is_saved_in_the_notebook(explored):
    view(explored, "Do the strands agree?")
    explored.page.keyboard.press("Escape")
    explored.page.keyboard.press("Control+s")
    explored.page.wait_for_timeout(1500)
    kept = json.loads((explored.lab.desk / NOTEBOOK).read_text())
    assert "widgets" not in kept["metadata"]
    texts = json.dumps([cell.get("outputs", []) for cell in kept["cells"]])
    assert "Run the notebook to see it" in texts and "xlsx" not in texts and "%" not in texts


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_explorer(lab, browser, scheme):
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, color_scheme=scheme)
    seat = Seat(lab, context)
    page, found = run(seat), []
    for heading in ("Do the strands agree?", "Surveys", "Record reading", "Published statistics", "Last time"):
        view(seat, heading)
        found += violations(page)
    context.close()
    assert sorted(set(found)) == [] and seat.wrong == []
