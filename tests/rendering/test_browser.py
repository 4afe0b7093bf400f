"""The pages in a real browser: accessible (axe), narrow and wide, light and dark, without the network."""

import os
import shutil

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str | None:
    known = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in known if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser():
    program = chromium()
    if program is None:
        if os.environ.get("WORKBENCH_REQUIRE_BROWSER") == "1":
            pytest.fail("WORKBENCH_REQUIRE_BROWSER=1, but no Chromium is on this machine")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, rendered):
    """Return a function that opens a page of the site and fails on any request to elsewhere or any script error."""
    site, _ = rendered
    contexts, elsewhere = [], []

    def opened(name="areas/skye/index.html", width=1300, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda request: elsewhere.append(request.url) if not request.url.startswith("file:") else None
        )
        page.on("requestfailed", lambda request: elsewhere.append(request.url))
        page.on("pageerror", lambda error: elsewhere.append(str(error)))
        page.goto((site / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert elsewhere == []


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"], "preload": False})
    return [
        f"{found['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("width", [1300, 1600, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert violations(page) == []


@pytest.mark.parametrize("name", ["index.html", "areas/mull/index.html"])
def test_axe_finds_nothing_on_the_other_pages(open_page, name):
    assert violations(open_page(name)) == []


def test_axe_finds_nothing_in_print(open_page):
    page = open_page()
    page.emulate_media(media="print")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 700, 1100, 1300])
def test_the_page_never_scrolls_sideways(open_page, width):
    page = open_page(width=width)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_only_wide_tables_stop_the_keyboard(open_page):
    page = open_page(width=320)
    stops = page.eval_on_selector_all(
        ".table-region[tabindex='0']", "(all) => all.map((each) => each.getAttribute('aria-label'))"
    )
    assert stops == ["Table\xa02: A table with many columns"]


def test_the_skip_link_comes_first_and_works(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_focus_is_seen(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_tabs_by_keyboard(open_page):
    page = open_page()
    page.get_by_role("tab", name="Survey").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Interview"
    assert page.get_by_text("By interview.").is_visible()
    assert not page.get_by_text("By survey.").is_visible()


def test_lists_fold_on_a_phone(open_page):
    page = open_page(width=320)
    button = page.get_by_role("button", name="Reports")
    assert button.get_attribute("aria-expanded") == "false"
    assert not page.get_by_role("link", name="Mull").is_visible()
    button.press("Enter")
    assert page.get_by_role("link", name="Mull").is_visible()


def test_search_from_a_folder(open_page):
    page = open_page()
    page.get_by_role("searchbox").fill("records held")
    result = page.locator(".search-found a").first
    result.wait_for()
    assert page.locator(".search-found p").inner_text().endswith("found")
    result.click()
    assert page.url.partition("#")[0].endswith("areas/skye/index.html")
    page.get_by_role("searchbox").fill("zzzz")
    page.get_by_text("0 places found").wait_for()


def test_without_scripts_everything_is_there(open_page):
    page = open_page(java_script_enabled=False)
    for words in ("By survey.", "By interview.", "National overview"):
        assert page.get_by_text(words).first.is_visible()


def test_the_typeface_is_the_reports_own(open_page):
    page = open_page()
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible\"')")
