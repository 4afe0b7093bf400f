"""Every kind of output on paper: the structure of each PDF, and what makes each Word document accessible."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import zipfile
from xml.etree import ElementTree

import pikepdf
import pytest

from tests.every_kind import AREA, NO_PDF, PAGES, WEB_ONLY
from tests.rendering.test_pdf import elements
from tests.rendering.test_word import WP, W, words
from workbench.manifest import entry_digest

pytestmark = pytest.mark.slow
PDFS = [kind for kind in PAGES if kind not in NO_PDF]
DOCUMENTS = [kind for kind in PAGES if kind not in WEB_ONLY]


@pytest.mark.parametrize("kind", NO_PDF)
def test_what_is_not_wanted_is_not_made(every_kind, kind):
    assert every_kind(kind, "html").is_file()
    assert not every_kind(kind, "pdf").exists()


@pytest.mark.parametrize("kind", PDFS)
def test_a_pdf_is_tagged_titled_and_described(every_kind, kind):
    with pikepdf.open(every_kind(kind, "pdf")) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        with pdf.open_outline() as outline:
            assert len(outline.root) > 0
        found = elements(pdf)
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    kinds = [name for name, _ in found]
    levels = [int(name[2]) for name in kinds if re.fullmatch(r"/H[1-6]", name)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), "headings in order"
    for name, element in found:
        if name == "/Figure":
            assert len(str(element.get("/Alt", ""))) > 20
    assert kinds.count("/Table") == 0 or kinds.count("/TH") >= kinds.count("/Table")
    assert all("AtkinsonHyperlegible" in font for font in fonts)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_word_document_has_headings_header_rows_and_descriptions(every_kind, kind):
    with zipfile.ZipFile(every_kind(kind, "docx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = ElementTree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    core = parts["docProps/core.xml"]
    assert b"<dc:language>en-GB</dc:language>" in core and re.search(rb"<dc:title>[^<]+</dc:title>", core)
    styles = [style.get(f"{W}val") for style in body.iter(f"{W}pStyle")]
    levels = [int(style[7]) for style in styles if re.fullmatch(r"Heading[1-6]", style)]
    assert "Title" in styles
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), "headings in order"
    for table in body.iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    for picture in body.iter(f"{WP}docPr"):
        assert len(picture.get("descr") or "") > 20
    footers = [ElementTree.fromstring(parts[name]) for name in parts if re.fullmatch(r"word/footer\d*\.xml", name)]
    assert any("Draft, not released" in words(footer) for footer in footers)
    sections = list(body.iter(f"{W}sectPr"))
    assert all(section.find(f"{W}headerReference") is not None for section in sections)


@pytest.mark.parametrize("kind", PDFS)
def test_no_running_header_is_cut(every_kind, kind):
    with pikepdf.open(every_kind(kind, "pdf")) as pdf:
        title = str(pdf.docinfo.get("/Title", ""))
    with zipfile.ZipFile(every_kind(kind, "docx")) as archive:
        header = words(ElementTree.fromstring(archive.read("word/header1.xml")))
    assert title and "…" not in header


def test_every_footer_names_the_entry_that_the_manifest_has(every_kind):
    site = every_kind("overview", "html").parent
    pages = json.loads((site.parent / "manifest.json").read_text())["pages"]
    area = f"areas/{AREA}"
    for kind, place in (("overview", "national"), ("area report", area), ("progress review", area)):
        digits = entry_digest(pages[place])
        assert f"Manifest entry {digits}. " in every_kind(kind, "html").read_text()
        with zipfile.ZipFile(every_kind(kind, "docx")) as archive:
            assert digits in archive.read("word/footer1.xml").decode()
        run = subprocess.run(
            ["pdftotext", "-layout", str(every_kind(kind, "pdf")), "-"], capture_output=True, text=True, check=True
        )
        assert run.stdout.count(f"Draft, not released. Manifest entry {digits}") >= 1


def test_paper_begins_with_the_date_of_the_evidence_and_the_edition_but_for_plain_pages(every_kind):
    said = "Evidence as of 31 March 2026"
    for kind in ("area report", "feedback summary", "validation letter", "children's version"):
        assert f"{said}. " in every_kind(kind, "html").read_text()
        plain = kind == "children's version"
        with zipfile.ZipFile(every_kind(kind, "docx")) as archive:
            first = words(ElementTree.fromstring(archive.read("word/document.xml")))[:900]
        run = subprocess.run(
            ["pdftotext", "-l", "1", str(every_kind(kind, "pdf")), "-"], capture_output=True, text=True, check=True
        )
        for text in (first, " ".join(run.stdout.split())):
            assert (said in text) is not plain
            assert ("edition" in text) is not plain
