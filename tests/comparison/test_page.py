"""The page of a comparison in a real browser: accessible, narrow and wide, light and dark, without the network."""

import re
from dataclasses import replace

import pytest

from tests.miniature import ROOT
from tests.rendering.test_browser import browser, violations  # noqa: F401 - a fixture
from workbench.comparison.changes import Change, Comparison, NotebookChange, Part, Reason, Where
from workbench.comparison.page import page_html, write_page
from workbench.comparison.words import word_differences

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIFE = "areas/fife"
WHERE = (Where("areas/fife/index.html", "Fife: a report", "Key facts"),)
WHY = (Reason("evidence", "children_survey of fife"),)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200"><rect width="600" height="90"/></svg>'
TEXT = ("Leaders know most families <well>.", "Leaders know the majority of families <well>.")
CHANGES = (
    Change(FIFE, "disclosure", "I feel safe", "shown", "held back", where=WHERE, reasons=WHY, marks=("held back",)),
    Change(FIFE, "grade", "Evaluation of 2.1", "Good", "Adequate", where=WHERE, reasons=WHY, marks=("grade",)),
    Change(FIFE, "number", "Records read", "19", "20", where=WHERE, reasons=(Reason("notebook", "04.ipynb"),)),
    Change(
        FIFE, "table", "Answers", where=WHERE,
        parts=(Part("Safe · n", "12", "13"), Part("Heard · n", "shown", "held back", "held back")),
        reasons=WHY, marks=("held back",),
    ),
    Change(
        FIFE, "chart", "Answers drawn", where=WHERE, parts=(Part("Safe · Number", "12", "13"),), reasons=WHY,
        drawings=("a.svg", "a.svg"),
    ),
    Change(FIFE, "text", "Facts", *TEXT, words=word_differences(*TEXT), where=WHERE, reasons=WHY, marks=("word",)),
)  # fmt: skip
COMPARISON = Comparison(
    "release 1", "the present build", "tiny", CHANGES, ("Moray",), ("Angus",),
    (NotebookChange("04_records", ("fife",), "cells: 1 changed", WHY),), {FIFE: "Fife"}, ("A note.",), "Tiny programme",
)  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_is_asked_of_the_network(browser, tmp_path, width, scheme):  # noqa: F811
    target = tmp_path / "changes.html"
    (tmp_path / "a.svg").write_text(DRAWING)
    write_page(COMPARISON, ROOT / "reports", target, (tmp_path, tmp_path))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(target.as_uri())
    found = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    said = page.inner_text("main")
    face = page.evaluate("document.fonts.ready.then(() => [...document.fonts].some((one) => one.status === 'loaded'))")
    context.close()
    assert found == []
    assert asked == []
    assert wide <= 0
    assert face
    assert "families <well>." in said


def test_at_the_top_stands_what_stands_out_and_nothing_beside_it(tmp_path):
    write_page(COMPARISON, ROOT / "reports", tmp_path / "page.html")
    first = (tmp_path / "page.html").read_text().partition("Look at these first")[2].partition("<h2")[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", first).split())
    assert "Answers (table): Heard · n: taken out: shown → put in: held back" in text
    assert "Safe · n" not in text
    assert "Evaluation of 2.1: taken out: Good → put in: Adequate" in text


def test_the_page_is_headed_by_the_title_and_leads_to_each_place():
    alike = [
        Change(f"areas/{area}", "number", title, "1", "2", where=(Where(f"areas/{area}/index.html", "Report"),))
        for title, areas in (("Facts", ("angus", "fife", "moray")), ("Records", ("angus", "fife", "stirling")))
        for area in areas
    ]
    page = page_html(replace(COMPARISON, changes=(*CHANGES, *alike)), ROOT / "reports")
    assert '<p class="site-title">Tiny programme</p>' in page
    headings = re.findall(r'<h2 id="([^"]+)">', page)
    assert len(headings) == len(set(headings))
    # Two groups that begin with the same area have a place each.
    assert re.findall(r'<a href="#(place-\d)">([^<]+)</a> \(([^)]+)\)', page) == [
        ("place-1", "3 areas alike, such as angus", "1 difference"),
        ("place-2", "3 areas alike, such as angus", "1 difference"),
        ("place-3", "Fife", "6 differences"),
    ]


def test_the_same_comparison_is_the_same_bytes(tmp_path):
    write_page(COMPARISON, ROOT / "reports", tmp_path / "one.html")
    write_page(COMPARISON, ROOT / "reports", tmp_path / "other.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()
