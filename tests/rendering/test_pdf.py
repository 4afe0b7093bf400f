"""Each construct in the PDF, as text, as structure and as PDF/UA-1."""

import subprocess

import pikepdf
import pytest

from workbench.errors import WorkbenchError
from workbench.rendering import render
from workbench.rendering.pandoc import RenderError


@pytest.fixture(scope="module")
def path(rendered):
    site, _ = rendered
    return site / "areas/skye/index.pdf"


@pytest.fixture(scope="module")
def text(path):
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(run.stdout.split())


def elements(pdf):
    """Return every element of the structure tree as (type, element)."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, pikepdf.Array):
            waiting = list(item) + waiting
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                found.append((str(item.S), item))
            if "/K" in item:
                waiting = [item.K, *waiting]
    return found


def test_it_is_tagged_pdf_ua(path):
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Skye: services for children at home"


def test_structure_tree(path):
    with pikepdf.open(path) as pdf:
        found = elements(pdf)
        kinds = [kind for kind, _ in found]
        for kind in (
            "/H1",
            "/H2",
            "/P",
            "/L",
            "/LI",
            "/Table",
            "/TH",
            "/TD",
            "/Figure",
            "/Caption",
            "/Link",
            "/Note",
            "/TOC",
        ):
            assert kind in kinds, kind
        alts = [str(element.Alt) for kind, element in found if kind == "/Figure" and "/Alt" in element]
        assert any(alt.startswith('Bar chart: 90 of 94 records held a plan and 77 a "chronology"') for alt in alts)


def test_bookmarks(path):
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        assert "1 Key facts" in titles and "Key messages" in titles
        evidence = next(item for item in outline.root if item.title == "3 Evidence")
        assert [str(item.title) for item in evidence.children][:1] == ["3.1 Records"]


def test_words(text):
    for part in (
        "Joint inspection, 94 records", "31 March 2026", "Synthetic evidence – sample", "Contents", "Page 2 of",
        "Inspectors read 94 records. 94.", "fish & chips *not bold* <tag> [x]", "most (82%, 77 of 94)",
        "Figure 1: What records held", "Table 1: What records held", "Table 2: A table with many columns",
        "Figure 1 shows the answers; Table 1 gives them", "Section 3.1", "Tip: A tip with a title",
        "Warning: Heading as title", "Data: What records held", "This is the PDF.", "This is not the web page.",
        "not for the web", "What works well", "What could improve", "94", "records read", "Unsatisfactory", "Very good",
        "A footnote with a link to the overview",
    ):  # fmt: skip
        assert part in text, part
    for other in ("This is the web page", "This is the Word document", "comment for authors"):
        assert other not in text


def test_running_header_on_every_page_but_the_first(path):
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    for page in range(2, pages + 1):
        run = subprocess.run(
            ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(path), "-"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "Synthetic evidence – sample" in run.stdout
        assert f"Page {page} of {pages}" in run.stdout


def test_one_typeface_of_twelve_points_or_more(path):
    with pikepdf.open(path) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert fonts and all("AtkinsonHyperlegible" in font for font in fonts)


def test_links_lead_to_the_pdf_of_the_other_page(path):
    with pikepdf.open(path) as pdf:
        targets = {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        }
    assert targets == {"../../index.pdf"}


def test_the_page_break_begins_a_page(path):
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    starts = [[line.split() for line in page.splitlines() if line.strip()][1:2] for page in run.stdout.split("\f")]
    assert [["3", "Evidence"]] in starts


def test_a_table_too_wide_for_the_page_is_turned(composed, tmp_path):
    columns = [f"A heading of column {number}" for number in range(1, 10)]
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * 9]
    lines += ["| " + " | ".join(["several words in this cell here"] * 9) + " |"] * 6
    (composed / "index.qmd").write_text(
        "---\ntitle: Wide\n---\n\n## One\n\n" + "\n".join(lines) + "\n\n: Wide {#tbl-w}\n"
    )
    render(composed, tmp_path / "site", ("pdf",), "embedded")
    with pikepdf.open(tmp_path / "site/index.pdf") as pdf:
        boxes = [[float(number) for number in page.MediaBox] for page in pdf.pages]
    assert any(box[2] > box[3] for box in boxes)
    assert any(box[2] < box[3] for box in boxes)


def test_a_picture_that_typst_cannot_read_is_an_error_with_the_page(composed, tmp_path):
    (composed / "areas/skye/figures/items.svg").write_text("<svg>not a picture")
    with pytest.raises(RenderError, match=r"areas/skye/index.qmd"):
        render(composed, tmp_path / "site", ("pdf",), "embedded")
    assert (tmp_path / "site/index.pdf").is_file(), "the other pages are made all the same"


def test_a_sign_that_the_typeface_does_not_have_is_told_with_its_line(composed, tmp_path):
    (composed / "index.qmd").write_text("---\ntitle: Signs\n---\n\nWords.\n\nWell done 😀.\n")
    with pytest.raises(WorkbenchError, match=r"index.qmd, line 7, value '😀 \(grinning face\)': the typeface of PDFs"):
        render(composed, tmp_path / "site", ("pdf",), "embedded")
