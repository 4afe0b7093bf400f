"""Each construct in HTML."""

import itertools
import re

import pytest
from bs4 import BeautifulSoup


@pytest.fixture(scope="module")
def page(rendered):
    site, _ = rendered
    return BeautifulSoup((site / "areas/skye/index.html").read_text(encoding="utf-8"), "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def test_title_block(page):
    assert page.html["lang"] == "en-GB"
    assert page.title.string == "Skye: services for children at home – Services for children at home"
    assert [h.string for h in page.find_all("h1")] == ["Skye: services for children at home"]
    assert page.select_one(".subtitle").string == "Joint inspection, 94 records"
    assert page.time["datetime"] == "2026-03-31"
    assert page.time.string == "31 March 2026"
    assert [a["href"] for a in page.select(".downloads a")] == ["index.pdf", "index.docx"]
    assert page.find("meta", {"name": "description"})["content"] == "A sample report."


def test_every_page_says_that_evidence_is_synthetic(rendered):
    site, _ = rendered
    for path in site.rglob("index.html"):
        banner = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one(".page-banner")
        assert words(banner) == "Synthetic evidence – sample"


def test_landmarks_and_navigation(page):
    assert page.select_one("a.skip-link")["href"] == "#content"
    assert page.main["id"] == "content"
    assert page.header and page.footer
    links = {a.get_text(): a for a in page.select(".site-nav a")}
    assert links["Skye"]["aria-current"] == "page"
    assert links["Mull"]["href"] == "../mull/index.html"
    assert links["National overview"]["href"] == "../../index.html"
    assert page.select_one(".nav-heading").string == "Area reports"
    assert words(page.footer).startswith("Sample release. Evidence as of 31 March 2026.")


def test_headings_are_in_order_and_numbered(page):
    levels = [int(h.name[1]) for h in page.main.find_all(re.compile("^h[1-6]$"))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert words(page.find(id="sec-records")) == "3.1 Records"
    assert words(page.find(id="key-messages")) == "Key messages"
    contents = [words(a) for a in page.select(".contents a")]
    assert "3 Evidence" in contents and "3.1 Records" in contents
    assert "Survey" not in contents, "a tab is no section"
    assert "Heading as title" not in " ".join(contents), "a callout's title is no section"


def test_values(page):
    text = words(page.article)
    assert "Inspectors read 94 records. 94. In Skye there is 94 and fish & chips *not bold* <tag> [x]." in text
    assert "{{< meta a.b >}} is only shown" in text
    assert "Children’s plans – “quoted” – were read." in text


def test_includes_and_comments(page):
    text = words(page.article)
    assert "This part is included, and itself includes: a note from deep inside: most (82%, 77 of 94)." in text
    assert "comment for authors" not in str(page)


def test_figure(page):
    figure = page.find("figure", id="fig-items")
    assert figure.img["src"] == "figures/items.svg"
    assert figure.img["alt"].startswith('Bar chart: 90 of 94 records held a plan and 77 a "chronology"')
    assert (figure.img["width"], figure.img["height"]) == ("700", "260")
    assert words(figure.figcaption) == "Figure 1: What records held"


def test_table(page):
    region = page.find(id="tbl-items")
    assert region["role"] == "region" and region["tabindex"] == "0"
    assert region["aria-label"] == "Table\xa01: What records held"
    assert words(region.caption) == "Table 1: What records held"
    assert [(th["scope"], words(th)) for th in region.thead.find_all("th")] == [
        ("col", "Item"), ("col", "Yes"), ("col", "Share"),
    ]  # fmt: skip
    assert [(th["scope"], words(th)) for th in region.tbody.find_all("th")] == [
        ("row", "Plan"), ("row", "Chronology"), ("row", "Child’s own view"),
    ]  # fmt: skip


def test_cross_references(page):
    links = {words(a): a["href"] for a in page.select("a.cross-reference")}
    assert links == {
        "Figure 1": "#fig-items", "Table 1": "#tbl-items", "Table 2": "#tbl-wide", "Section 3.1": "#sec-records",
        "3": "#sec-evidence",
    }  # fmt: skip


def test_links_and_footnotes(page, rendered):
    site, _ = rendered
    assert page.find("a", string="the overview")["href"] == "../../index.html"
    assert page.find("section", class_="footnotes")
    index = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert index.find("a", string="Skye", href="areas/skye/index.html#sec-evidence")
    for link in page.find_all("a", href=re.compile("^#")):
        assert page.find(id=link["href"][1:]), link


def test_callouts(page):
    boxes = {re.search(r"callout-(\w+)", " ".join(box["class"]))[1]: box for box in page.select("div.callout")}
    assert set(boxes) == {"note", "tip", "warning", "important", "caution"}
    assert words(boxes["note"].select_one(".callout-title")) == "Note"
    assert words(boxes["tip"].select_one(".callout-title")) == "Tip: A tip with a title"
    assert words(boxes["warning"].select_one(".callout-title")) == "Warning: Heading as title"
    assert boxes["important"].select_one(".callout-icon") is None
    assert all(box["role"] == "note" for box in boxes.values())
    folded = page.select_one("details.callout")
    assert words(folded.summary) == "Data: What records held"
    assert folded.select_one(".table-region")["aria-label"] == "Data: What records held"


def test_conditional_content(page):
    text = words(page.article)
    assert "This is the web page." in text
    assert "Some words are only for the web ." in text or "Some words are only for the web." in text
    for other in ("This is the PDF", "This is the Word document", "This is not the web page", "not for the web"):
        assert other not in text


def test_columns_and_tabs(page):
    columns = page.select(".columns > .column")
    assert [words(column.h4 or column.h3) for column in columns] == ["What works well", "What could improve"]
    tabs = page.select(".tabset > div.tab")
    assert [words(tab.select_one(".tab-title")) for tab in tabs] == ["Survey", "Interview"]


def test_components(page):
    facts = page.select(".key-facts li")
    assert words(facts[0]) == "94 records read"
    assert words(facts[1]) == "82% of records had a chronology"
    points = page.select(".evaluation ol.scale li")
    assert [words(point) for point in points] == [
        "Unsatisfactory", "Weak", "Adequate", "Good (this evaluation)", "Very good", "Excellent",
    ]  # fmt: skip
    assert [words(point.strong) for point in points if "chosen" in point.get("class", [])] == ["Good"]
    assert page.select_one(".works-well") and page.select_one(".could-improve")
    assert page.select_one(".own-class .own-words").string == "words with one"


def test_page_break(page):
    assert len(page.select(".page-break")) == 1


def test_nothing_comes_from_elsewhere(rendered):
    site, _ = rendered
    for path in [*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(src|href)=["']?(https?:)?//|url\(["']?https?:|@import""", text), path


def test_links_are_relative_and_lead_to_files(rendered):
    site, _ = rendered
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for element in soup.find_all(["a", "link", "script", "img"]):
            target = (element.get("href") or element.get("src") or "").partition("#")[0]
            if target:
                assert not target.startswith("/")
                assert (path.parent / target).resolve().is_file(), (path, target)


def test_search_index(rendered):
    site, _ = rendered
    text = (site / "assets/search-index.js").read_text(encoding="utf-8")
    assert text.startswith("window.workbenchSearchIndex = [")
    assert '"href":"areas/skye/index.html"' in text
    assert '["sec-records","3.1 Records"' in text
