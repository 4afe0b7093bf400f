"""A real site, as a build makes it: every kind of page accessible, by keyboard too, without the network."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.every_kind import PAGES
from tests.rendering.test_browser import browser, violations  # noqa: F401 - a fixture

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = tuple(PAGES)
WAYS = {"desktop": (1280, "light", "screen"), "phone, dark": (320, "dark", "screen"), "print": (1280, "light", "print")}


@pytest.fixture
def open_page(browser, every_kind):  # noqa: F811
    """Return a function that opens a kind of page and fails on any request to elsewhere or any script error."""
    contexts, wrong = [], []

    def opened(kind, way="desktop"):
        width, scheme, media = WAYS[way]
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(every_kind(kind, "html").as_uri())
        page.emulate_media(media=media)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_runs_off_the_page(open_page, kind, way):
    page = open_page(kind, way)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_in_order_and_pictures_are_described(open_page, kind):
    page = open_page(kind)
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map((h) => Number(h.tagName[1]))"
    )
    levels = [level for level in levels if level]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    pictures = page.evaluate(
        "[...document.images].map((i) => [i.alt.trim().length, i.loading, i.complete && i.naturalWidth > 0])"
    )
    assert all(length > 20 and loading == "eager" and drawn for length, loading, drawn in pictures)


def test_everything_can_be_reached_by_keyboard(open_page):
    page = open_page("area report", "phone, dark")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    reached, last = set(), None
    for number in range(900):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "(() => { const e = document.activeElement; return [e.id, ...e.classList, e.tagName.toLowerCase()]; })()"
        )
        reached |= set(where)
        if number and where[-1] == "body":
            break
        last = where
    else:
        pytest.fail(f"the keyboard never comes to the end of the page; it is at {last}")
    assert {"search-words", "fold-button", "traced", "trace-note", "callout-title", "table-region"} <= reached
    page.keyboard.press("Shift+Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "what has the focus can be seen"


def test_a_place_in_the_page_is_not_hidden_by_what_stands_above(open_page):
    page = open_page("area report")
    page.evaluate("location.hash = '#sec-recommendations'")
    top = "document.getElementById('sec-recommendations').getBoundingClientRect().top"
    page.wait_for_function(f"{top} < 200")
    assert 0 <= page.evaluate(top) < 200


def test_a_number_leads_to_its_trace(open_page):
    page = open_page("area report")
    page.click(".key-facts a.traced >> nth=1")
    page.wait_for_load_state()
    assert page.url.endswith("trace.html#v-context-cso-at-home")
    assert page.locator("#v-context-cso-at-home").inner_text().startswith("T")


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_where_the_search_found_something(open_page, way):
    page = open_page("area report", way)
    if way != "print":
        page.get_by_role("searchbox").fill("chronology")
        page.locator(".search-found a").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
