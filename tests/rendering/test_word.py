"""Each construct in the Word document."""

import zipfile
from xml.etree import ElementTree

import pytest

from workbench.rendering import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def parts(rendered):
    site, _ = rendered
    with zipfile.ZipFile(site / "areas/skye/index.docx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def body(parts):
    return ElementTree.fromstring(parts["word/document.xml"]).find(f"{W}body")


def words(element):
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def by_style(body):
    found = {}
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.setdefault(style.get(f"{W}val") if style is not None else "", []).append(words(paragraph))
    return found


def test_title_language_and_header(parts, body):
    styles = by_style(body)
    assert styles["Title"] == ["Skye: services for children at home"]
    assert styles["Subtitle"] == ["Joint inspection, 94 records"]
    assert styles["Date"] == ["31 March 2026"]
    assert b"<dc:title>Skye: services for children at home</dc:title>" in parts["docProps/core.xml"]
    assert b"<dc:language>en-GB</dc:language>" in parts["docProps/core.xml"]
    assert b'w:val="en-GB"' in parts["word/styles.xml"]
    header = parts["word/header1.xml"].decode()
    assert "Skye: services for children at home" in header
    assert "Synthetic evidence – sample" in header
    assert "WORKBENCH" not in header
    assert b"NUMPAGES" in parts["word/footer1.xml"]


def test_true_headings_and_a_linked_contents_list(body):
    styles = by_style(body)
    assert "1 Key facts" in styles["Heading1"] and "Key messages" in styles["Heading1"]
    assert "3.1 Records" in styles["Heading2"]
    assert "3 Evidence" in styles["TOC1"] and "3.1 Records" in styles["TOC2"]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert anchors <= marks
    assert {"fig-items", "tbl-items", "sec-records"} <= anchors


def test_figure(body):
    picture = next(body.iter(f"{WP}docPr"))
    assert picture.get("descr").startswith('Bar chart: 90 of 94 records held a plan and 77 a "chronology"')
    assert by_style(body)["ImageCaption"] == ["Figure\xa01: What records held"]
    extent = next(body.iter(f"{WP}extent"))
    assert 0 < int(extent.get("cx")) <= 160 * 36000


def test_tables(body):
    tables = list(body.iter(f"{W}tbl"))
    assert by_style(body)["TableCaption"] == ["Table\xa01: What records held", "Table\xa02: A table with many columns"]
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look.get(f"{W}firstRow") == "1" and look.get(f"{W}firstColumn") == "1"


def test_words(body, parts):
    text = " ".join(words(paragraph) for paragraph in body.iter(f"{W}p"))
    for part in (
        "Inspectors read 94 records. 94.", "fish & chips *not bold* <tag> [x]", "{{< meta a.b >}}",
        "most (82%, 77 of 94)",
        "This is the Word document.", "This is not the web page.", "not for the web",
    ):  # fmt: skip
        assert part in text, part
    for other in ("This is the web page", "This is the PDF", "comment for authors"):
        assert other not in text
    assert b"A footnote with a link" in parts["word/footnotes.xml"]


def test_components_and_callouts(body):
    styles = by_style(body)
    assert styles["KeyFact"][:2] == ["94\u2002records read", "82%\u2002of records had a chronology"]
    assert styles["CalloutTitle"] == ["Note", "Tip: A tip with a title"]
    assert styles["CautionTitle"] == ["Warning: Heading as title", "Important: Important matter", "Caution"]
    assert styles["QuietTitle"] == ["Data: What records held"]
    assert styles["Scale"] == ["Unsatisfactory | Weak | Adequate | ●\xa0Good | Very good | Excellent"]
    assert "What works well" in styles["Heading2"] + styles["Heading3"]
    assert "[c] A number too small to show without a risk of identifying someone." in styles["TableNotes"]


def test_page_break(body):
    assert any(mark.get(f"{W}type") == "page" for mark in body.iter(f"{W}br"))


def test_nothing_tells_when_it_was_made(rendered):
    site, _ = rendered
    with zipfile.ZipFile(site / "areas/skye/index.docx") as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_reference_document_is_what_its_script_makes():
    import importlib.util
    from pathlib import Path

    from workbench.rendering.pandoc import pandoc_program

    theme = Path(__file__).parents[2] / "reports/theme"
    spec = importlib.util.spec_from_file_location("make_reference", theme / "make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.make_reference(theme.parent / "_brand.yml", pandoc_program())
    assert made == (theme / "reference.docx").read_bytes(), "run: python reports/theme/make_reference.py"


def test_wide_tables_stand_together_at_the_end_on_pages_turned_on_their_side(composed, tmp_path):
    columns = [f"A heading of column {number}" for number in range(1, 10)]
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * 9]
    lines += ["| " + " | ".join(["several words in this cell here"] * 9) + " |"] * 6
    wide = "\n".join(lines) + "\n\n: Wide {#tbl-w}\n\n::: {.table-notes}\nA note.\n:::\n"
    (composed / "index.qmd").write_text(f"---\ntitle: Wide\n---\n\n## One\n\nBefore.\n\n{wide}\nAfter.\n")
    render(composed, tmp_path / "site", ("docx",), "embedded")
    with zipfile.ZipFile(tmp_path / "site/index.docx") as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    text = [words(paragraph) for paragraph in body.iter(f"{W}p")]
    told = "Table\xa01 is too wide for this page. It stands at the end of this document."
    assert [text.index(each) for each in ("Before.", told, "After.", "Table\xa01: Wide", "A note.")] == sorted(
        text.index(each) for each in ("Before.", told, "After.", "Table\xa01: Wide", "A note.")
    )
    sheets = [section.find(f"{W}pgSz").get(f"{W}orient") for section in body.iter(f"{W}sectPr")]
    assert sheets == [None, "landscape"]  # and no empty section after the last
    last = list(body)[-1]
    assert last.tag == f"{W}sectPr" and last.find(f"{W}headerReference") is not None
