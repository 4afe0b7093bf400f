"""The desk in a real JupyterLab and a real browser, as an inspector meets it."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.lab.desk_project import AREA, UNBUILT, remaining, started_by
from tests.miniature import PROGRAMME
from tests.rendering.test_browser import TAGS
from workbench.lab.layout import layout_file

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CARDS = '.jp-LauncherCard[data-category="Workbench"]'
SURVEYS = f"{PROGRAMME}/{AREA}/03_surveys/03_surveys.ipynb"


def violations(page, within=".workbench-panel"):
    """Return what axe finds in our own parts; JupyterLab's belong to JupyterLab."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False, "iframes": False}
    results = Axe().run(page, context=within, options=options).response
    return [f"{found['id']}: {node['html'][:160]}" for found in results["violations"] for node in found["nodes"]]


def is_build(process):
    """Return whether a process is a build that the panel started, rather than one that it started itself."""
    try:
        return b"workbench.lab.attended" in Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def panel(page):
    found = page.locator(".workbench-panel")
    found.locator(".workbench-areas > li:visible").first.wait_for()
    return found


def area_of(page, slug):
    return panel(page).locator(f'li[data-area="{slug}"]')


def unfolded(page, slug):
    item = area_of(page, slug)
    if item.locator(".workbench-area").get_attribute("aria-expanded") == "false":
        item.locator(".workbench-area").click()
    item.locator(".workbench-detail").wait_for()
    return item


def test_the_desk_opens_on_the_area_with_its_notebooks_and_the_panel(seat):
    page = seat.sit_down()
    seat.notebook.wait_for()
    item = area_of(page, AREA)
    item.locator(".workbench-detail").wait_for()
    assert item.locator(".workbench-area").get_attribute("aria-expanded") == "true"
    assert item.locator(".workbench-list").first.locator(".workbench-says").all_inner_texts() == ["Up to date"] * 6
    assert "Evidence: 7 of 7 tables" in item.inner_text()
    for title, file in (("Read records", "record_reading_form.ipynb"), ("Explore the evidence", "explore.ipynb")):
        item.get_by_role("button", name=title, exact=True).click()
        seat.front(file)
    assert area_of(page, UNBUILT).locator(".workbench-area .workbench-says").inner_text().startswith("0 of 6 stages")


def test_a_stage_opens_from_the_panel_and_runs_in_a_warm_kernel(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_empty")
    unfolded(page, AREA).get_by_role("button", name="Surveys").click()
    seat.idle("03_surveys.ipynb")
    seat.run_all()
    assert seat.errors() == []
    assert any("Orkney Islands" in text for text in seat.outputs())
    assert seat.notebook.locator(".jp-RenderedSVG").count() > 0, "figures are drawn in the notebook"
    assert "warm" in seat.notebook.locator(".jp-NotebookPanel-toolbar").inner_text()
    source = (seat.lab.miniature.root / "notebooks" / "03_surveys.ipynb").read_text()
    assert "injected-parameters" not in source
    assert json.loads((seat.lab.desk / SURVEYS).read_text())["cells"][2]["metadata"]["tags"] == ["injected-parameters"]


def test_a_draft_is_built_with_progress_and_its_report_stands_beside_the_notebook(seat):
    page = seat.open(f"{PROGRAMME}/{AREA}/01_scoping/01_scoping.ipynb")
    item = unfolded(page, UNBUILT)
    item.get_by_role("button", name="Build this area's draft").click()
    item.get_by_role("status").get_by_text("Building the draft").wait_for()
    item.get_by_role("status").get_by_text(re.compile(r"[1-6] of 6 notebooks")).wait_for()
    builds = {one for one in started_by(seat.lab.process.pid) if is_build(one)}
    building = builds.union(*map(started_by, builds))
    assert builds and len(building) > len(builds), "a build and its kernels"
    item.get_by_role("button", name="Stop").click()
    item.get_by_role("status").get_by_text("Stopped. What was finished is kept").wait_for()
    page.wait_for_function('() => document.activeElement.textContent === "Build this area\'s draft"')
    assert remaining(building) == [], "nothing is left running"
    page.keyboard.press("Enter")
    item.get_by_role("status").get_by_text("Building the draft").wait_for()
    # Somebody goes on writing meanwhile: the report comes beside it, and the keys stay theirs.
    seat.notebook.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("End")
    ended = item.locator('.workbench-status:not([data-state="running"])')
    ended.wait_for(timeout=300_000)
    assert ended.get_attribute("data-state") == "done", item.locator(".workbench-log").text_content()
    frame = page.frame_locator('iframe[title="Report: Glasgow City"]')
    frame.locator("h1").first.wait_for()
    assert "Glasgow" in frame.locator("body").inner_text()
    page.get_by_text("The draft of Glasgow City is ready").first.wait_for()
    assert page.evaluate("Boolean(document.activeElement.closest('.cm-editor'))")
    left = page.locator(".jp-NotebookPanel").first.bounding_box()
    right = page.locator(".workbench-frame").bounding_box()
    assert left["x"] + left["width"] <= right["x"] + 1, "side by side"
    assert "6 of 6 stages run" in item.locator(".workbench-area").inner_text()
    # Scripts of a report run, and reach nothing of the notebooks.
    reached = page.frames[-1].evaluate("(() => { try { return parent.document.title; } catch { return 'apart'; } })()")
    assert reached == "apart"


def test_what_was_clicked_last_is_in_front_and_nothing_covers_the_report(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_quick")
    item = unfolded(page, AREA)
    item.evaluate(
        """(area, names) => { for (const name of names) {
          [...area.querySelectorAll('button')].find((each) => each.textContent === name).click();
        } }""",
        ["Surveys", "Engagement", "Show the report"],
    )
    page.locator(".workbench-frame").wait_for()
    seat.front("Report: Orkney Islands")
    seat.front("05_engagement.ipynb")
    tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel").all_inner_texts()
    assert [name for name in tabs if name != "Launcher"] == ["03_surveys.ipynb", "05_engagement.ipynb", tabs[-1]]
    item.get_by_role("button", name="Self-evaluation").click()
    seat.front("02_self_evaluation.ipynb")
    assert page.locator(".workbench-frame").is_visible(), "a notebook goes beside what is read"


def test_fresh_copies_set_aside_what_was_written_and_another_desk_is_a_click_away(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_fresh")
    item = unfolded(page, AREA)
    item.get_by_role("button", name="Record reading").first.click()
    seat.idle("04_record_reading.ipynb")
    assert page.locator("#jp-main-dock-panel .jp-mod-dirty").count() == 0, "nobody has changed anything yet"
    seat.notebook.locator(".jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n# written a moment ago")
    page.locator("#jp-main-dock-panel .jp-mod-dirty").first.wait_for()
    item.locator("summary", has_text="More").click()
    item.get_by_role("button", name="Take fresh copies").click()
    page.get_by_text("The notebooks of Orkney Islands are fresh copies").first.wait_for()
    page.wait_for_function("() => !document.querySelector('.jp-NotebookPanel').textContent.includes('a moment ago')")
    (aside,) = (seat.lab.folder() / "set-aside").glob("04_record_reading*")
    assert "# written a moment ago" in aside.read_text()
    assert "moment ago" not in (seat.lab.folder() / "04_record_reading" / "04_record_reading.ipynb").read_text()
    other = unfolded(page, UNBUILT)
    other.locator("summary", has_text="More").click()
    other.get_by_role("button", name="Sit down at the desk of Glasgow City").click()
    page.wait_for_url(f"**/{PROGRAMME}_{UNBUILT}_inspector*")
    seat.front("explore.ipynb")
    area_of(page, UNBUILT).locator(".workbench-detail").wait_for()


def test_a_layout_is_found_as_it_was_left(seat):
    path = f"/lab/workspaces/{PROGRAMME}_left"
    page = seat.sit_down(path)
    for stage, name in (("Surveys", "03_surveys.ipynb"), ("Engagement", "05_engagement.ipynb")):
        unfolded(page, AREA).get_by_role("button", name=stage).click()
        seat.idle(name)
    unfolded(page, AREA).get_by_role("button", name="Show the report").click()
    seat.front("Report: Orkney Islands")
    page.locator(".workbench-frame").wait_for()
    kept = layout_file(seat.lab.desk / ".lab" / "workspaces", f"{PROGRAMME}_left")
    opened = {f"notebook:{PROGRAMME}/{AREA}/{name}/{name}.ipynb" for name in ("03_surveys", "05_engagement")}
    opened |= {f"workbench-report:{PROGRAMME}/{AREA}"}
    for _ in range(300):  # JupyterLab keeps a layout a moment after it was changed, and this one changes in steps
        data = {}
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):  # not there, or just being written
            data = json.loads(kept.read_text())["data"]
        main = json.dumps(data.get("layout-restorer:data", {}).get("main", {}))
        if opened <= set(data) and all(one in main for one in opened):
            break
        page.wait_for_timeout(200)
    else:
        pytest.fail("the layout was not kept")
    page = seat.sit_down(path)
    page.locator(".jp-NotebookPanel").nth(1).wait_for(state="attached")
    page.locator(".workbench-frame").wait_for()
    tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel").all_inner_texts()
    assert {"03_surveys.ipynb", "05_engagement.ipynb", "Report: Orkney Islands"} <= set(tabs)


def test_what_goes_wrong_is_one_clear_message(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_wrong")
    item = unfolded(page, "clackmannanshire")
    notebook = seat.lab.miniature.root / "notebooks" / "02_self_evaluation.ipynb"
    kept = notebook.read_text()
    content = json.loads(kept)
    content["cells"][1]["metadata"]["tags"] = []
    try:
        notebook.write_text(json.dumps(content))
        item.get_by_role("button", name="Build this area's draft").click()
        failed = item.locator('.workbench-status[data-state="failed"]')
        failed.wait_for()
        assert "has no cell tagged 'parameters'" in failed.inner_text()
        assert "Traceback" not in item.inner_text()
    finally:
        notebook.write_text(kept)
    # The server answers a misplaced notebook with 422, which a browser writes to its console.
    seat.wrong[:] = [line for line in seat.wrong if "422" not in line]


def test_an_area_with_something_to_be_run_again_says_so_at_its_top(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_again")
    notebook = seat.lab.miniature.root / "notebooks" / "02_self_evaluation.ipynb"
    kept = notebook.read_text()
    content = json.loads(kept)
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": "1 + 1", "outputs": [], "id": "again"})
    toggle = unfolded(page, "clackmannanshire").locator(".workbench-area")
    assert "again" not in toggle.inner_text() and toggle.locator('[data-state="done"]').is_visible()
    try:
        notebook.write_text(json.dumps(content))
        toggle.click()
        toggle.click()
        toggle.get_by_text("6 of 6 stages run, evidence: 7 of 7, 1 to be run again").wait_for()
        assert toggle.locator('[data-state="outdated"]').is_visible()
    finally:
        notebook.write_text(kept)


def test_the_launcher_has_a_card(seat):
    seat.page.set_viewport_size({"width": 1400, "height": 320})
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_launcher")
    page.locator(".jp-LauncherCard", has_text="Build this area's draft").wait_for()
    assert page.locator(".jp-LauncherCard").first.get_attribute("data-category") == "Workbench", "before JupyterLab's"
    expect(area_of(page, AREA).locator(".workbench-area")).to_be_in_viewport()
    page.locator(".jp-LauncherCard", has_text="Areas").click()
    page.wait_for_function("() => document.activeElement.type === 'search'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_our_own_parts(lab, browser, scheme):
    from tests.lab.desk_project import Seat

    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme=scheme)
    seat = Seat(lab, context)
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_axe-{scheme}")
    # JupyterLab opens its launcher where there is nothing yet: a report that is quicker would be in its place.
    page.locator(".jp-LauncherCard", has_text="Areas").wait_for()
    item = unfolded(page, AREA)
    item.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    item.get_by_role("button", name="Show the report").click()
    page.frame_locator(".workbench-frame").locator("h1").first.wait_for()
    page.wait_for_function(
        "(light) => document.body.dataset.jpThemeLight === light", arg=str(scheme == "light").lower()
    )
    found = violations(page) + violations(page, ".workbench-beside") + violations(page, CARDS)
    context.close()
    assert found == [] and seat.wrong == []


def test_the_areas_are_those_of_the_programme_that_was_chosen_last(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_programmes")
    area_of(page, AREA).locator(".workbench-detail").wait_for()
    asked = []
    page.route("**/workbench/areas?*", lambda route: asked.append(route))
    choose = page.locator(".workbench-panel select")
    choose.focus()
    for programme in ("throughcare", PROGRAMME):  # as arrow keys choose one after the other, faster than any answer
        with page.expect_request("**/workbench/areas?*"):
            choose.select_option(programme)
    for route in asked:
        route.continue_()
    area_of(page, AREA).wait_for()
    areas = page.locator(".workbench-areas > li").evaluate_all("(all) => all.map((one) => one.dataset.area)")
    assert not [area for area in areas if area.startswith("sample-service")]


def test_the_panel_is_worked_by_keyboard_alone(seat):
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_keys")
    area_of(page, AREA).locator(".workbench-detail").wait_for()
    # JupyterLab gives the focus to what it opens as it starts; a person begins when it has settled.
    expect(page.locator(".jp-Launcher")).to_be_focused()
    page.locator(".workbench-panel select").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("glas")
    assert panel(page).locator(".workbench-areas > li:visible").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f'li[data-area="{UNBUILT}"] .workbench-detail').wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Open the notebooks"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "what has the focus can be seen"
