"""The explorer in a real JupyterLab and a real browser: picked, clicked, brushed, by mouse and by keyboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.lab.desk_project import AREA, Seat
from tests.miniature import PROGRAMME
from tests.rendering.test_browser import TAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTEBOOK = f"{PROGRAMME}/{AREA}/explore.ipynb"


HEADINGS = ("Do the strands agree?", "Surveys", "Record reading", "Published statistics", "Last time")
CHARTS = HEADINGS[1:4]
DRAWN_AS = {"Columns": "svg .mark-rule", "Tiles": "svg .mark-text", "Map": "svg .mark-shape"}


def ran(seat):
    """Wait until the notebook in front has run: it does so by itself."""
    seat.page.wait_for_function(
        "(count) => document.querySelectorAll('.jp-OutputArea-output .explorer-view').length === count",
        arg=len(HEADINGS),
    )
    seat.idle()
    assert seat.errors() == []
    # Whoever wrote nothing is not asked whether to save.
    seat.page.locator("#jp-main-dock-panel .jp-mod-dirty").wait_for(state="detached")


@pytest.fixture(scope="module")
def explored(lab, browser):
    """Somebody at the explorer, which has run; one page for all, since two of one notebook have one kernel."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, color_scheme="light")
    seat = Seat(lab, context)
    seat.open(NOTEBOOK)
    ran(seat)
    yield seat
    context.close()
    assert seat.wrong == []


def view(seat, heading):
    """Return the output below a heading, scrolled to."""
    words = seat.notebook.locator(".jp-MarkdownCell", has=seat.page.locator("h2", has_text=heading))
    words.scroll_into_view_if_needed()
    cell = words.locator("xpath=following-sibling::*[1]")
    cell.scroll_into_view_if_needed()
    cell.locator(".explorer-view").wait_for()
    return cell


def violations(page, within):
    """Return what axe finds in the explorer's own widgets in one output."""
    from axe_playwright_python.sync_playwright import Axe

    within.evaluate("(cell) => { cell.dataset.looked = 'at'; }")
    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
    # The paging of tables belongs to DataTables, which calls all of them alike.
    context = {"include": [["[data-looked] .explorer-view"]], "exclude": [[".dt-paging"]]}
    results = Axe().run(page, context=context, options=options).response
    within.evaluate("(cell) => { delete cell.dataset.looked; }")
    return [f"{found['id']}: {node['html'][:200]}" for found in results["violations"] for node in found["nodes"]]


def saved(seat):
    """Press Control and S where the focus is; return what is then in the file."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    for _ in range(4):  # while JupyterLab saves by itself it hears nothing
        try:
            with seat.page.expect_response(
                lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url, timeout=15_000
            ):
                seat.page.keyboard.press("Control+s")
        except PlaywrightTimeout:
            continue
        return json.loads((seat.lab.desk / NOTEBOOK).read_text())
    raise AssertionError("Control and S saved nothing")


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_explorer(explored, scheme):
    page, found = explored.page, []
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "(light) => document.body.dataset.jpThemeLight === light", arg=str(scheme == "light").lower()
    )
    for heading in HEADINGS:
        cell = view(explored, heading)
        if heading in CHARTS:
            cell.locator(".explorer-chart svg").first.wait_for()
        for drawn_as in DRAWN_AS if heading == CHARTS[-1] else ("",):
            if drawn_as:
                cell.get_by_label(drawn_as, exact=True).check()
                cell.locator(DRAWN_AS[drawn_as]).first.wait_for()
            found += violations(page, cell)
    page.emulate_media(color_scheme="light")
    assert sorted(set(found)) == []


def test_nothing_that_was_shown_is_saved_in_the_notebook(explored):
    # Whoever is in a view saves as anywhere else; what JupyterLab does itself the browser does not.
    explored.page.evaluate(
        "() => { window.left = []; addEventListener('keydown', (key) => key.defaultPrevented || left.push(key.key)); }"
    )
    view(explored, "Do the strands agree?").locator(".explorer-matrix button").first.focus()
    kept = saved(explored)
    assert "s" not in explored.page.evaluate("() => left")
    assert "widgets" not in kept["metadata"]
    texts = json.dumps([cell.get("outputs", []) for cell in kept["cells"]])
    assert "Run the notebook to see it" in texts and "xlsx" not in texts and "%" not in texts
    assert "widget-view" not in texts


def test_opened_again_it_runs_again_by_itself(explored):
    explored.open(NOTEBOOK)
    ran(explored)
    matrix = view(explored, HEADINGS[0])
    matrix.get_by_label("Area", exact=True).select_option(label="Glasgow City")
    matrix.locator("caption", has_text="Glasgow City").first.wait_for()


def test_a_copy_whose_code_somebody_changed_does_not_run_by_itself(explored):
    page = explored.page
    folder = explored.lab.desk / Path(NOTEBOOK).parent
    given = {
        name: [
            "".join(cell["source"])
            for cell in json.loads((folder / f"{name}.ipynb").read_text())["cells"]
            if cell["cell_type"] == "code"
        ]
        for name in ("explore", "judgement", "record_reading_form")
    }
    as_given = """async ([sources, mark]) => {
      const file = performance.getEntriesByType('resource').find(({name}) => name.includes('/runs.js')).name;
      const {asGiven} = await import(file);
      const cells = sources.map(source => ({type: 'code', sharedModel: {getSource: () => source}}));
      return asGiven({getMetadata: () => mark, cells});
    }"""
    mark = {"runs_when_opened": True}
    for name, sources in given.items():
        assert page.evaluate(as_given, [sources, mark]) is True, name
        assert page.evaluate(as_given, [sources, None]) is False, name
        for line in (
            "import os",
            "explorer.close()",
            "judgement.notes(1)",
            'area = "fife"; print(1)',
            "%run o.py",
            "!ls",
        ):
            assert page.evaluate(as_given, [[*sources, line], mark]) is False, line


def test_an_area_clicked_on_the_map_is_that_of_the_table(explored):
    statistics = view(explored, "Published statistics")
    statistics.get_by_label("Map", exact=True).check()
    # Not a bar of the chart that the map takes the place of.
    area = statistics.locator('svg path[aria-roledescription="geoshape"][aria-label^="Clackmannanshire: "]')
    area.click()
    chosen = statistics.get_by_label("Areas in the table")
    explored.page.wait_for_function("(list) => list.selectedOptions.length === 1", arg=chosen.element_handle())
    rows = statistics.locator(".explorer-rows tbody tr")
    rows.filter(has_text="Clackmannanshire").first.wait_for()
    assert {row.split("\t")[0].strip() for row in rows.all_inner_texts()} == {"Clackmannanshire"}


def test_of_a_chart_that_stays_the_rows_alone_change(explored):
    surveys = view(explored, "Surveys")
    chart = surveys.locator(".explorer-chart").first
    drawing = chart.locator("svg").first.element_handle()
    for area in ("Glasgow City", "Orkney Islands"):
        surveys.get_by_label("Area", exact=True).select_option(label=area)
        surveys.locator(f'.explorer-chart[aria-label*="{area}: "]').wait_for()
        assert explored.page.evaluate("(drawing) => drawing.isConnected", drawing), "the drawing is the same"


def test_of_a_table_that_stays_the_rows_alone_change(explored):
    surveys = view(explored, "Surveys")
    table = surveys.locator(".explorer-rows table").first.element_handle()
    question = surveys.get_by_label("Question", exact=True)
    for number, area in enumerate(("Glasgow City", "Orkney Islands")):
        surveys.get_by_label("Area", exact=True).select_option(label=area)
        surveys.locator(".explorer-rows tbody tr", has_text=area).first.wait_for()
        question.select_option(index=number + 1)
        asked = question.evaluate("(list) => list.selectedOptions[0].textContent.trim().replace(/\\s\\([^(]*\\)$/, '')")
        surveys.locator(".explorer-rows thead th", has_text=asked).wait_for()
        assert explored.page.evaluate("(table) => table.isConnected", table), "the table is the same"


def test_what_was_searched_for_stays_with_the_same_columns_and_words_are_no_markup(explored):
    surveys = view(explored, "Surveys")
    area = surveys.get_by_label("Area", exact=True)
    area.select_option(label="Glasgow City")
    rows, search = surveys.locator(".explorer-rows tbody tr"), surveys.locator(".explorer-rows .dt-search input")
    rows.filter(has_text="Glasgow City").first.wait_for()
    search.fill("no such answer")
    rows.filter(has_text="No matching records").wait_for()
    area.select_option(label="Orkney Islands")
    surveys.locator(".explorer-facts", has_text="Orkney Islands").first.wait_for()
    assert rows.filter(has_text="No matching records").is_visible() and search.is_visible()
    search.fill("")
    rows.filter(has_text="Orkney Islands").first.wait_for()
    drawn = """async () => {
      const { DataTable } = (await globalThis.workbenchModules.itables.loaded).jquery.fn;
      return DataTable.render.text().display('<b>&</b>');
    }"""
    assert explored.page.evaluate(drawn) == "&lt;b&gt;&amp;&lt;/b&gt;"
