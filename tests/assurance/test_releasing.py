"""What is looked at of a site, what may differ between a draft and its release, and how reasons are told."""

import pickle
import subprocess
import zipfile

import pytest

from workbench.assurance.refusals import CHECKS, NotReleased, Refusal
from workbench.assurance.refusals_pages import page_refusals, synthetic_refusals
from workbench.assurance.releasing import note_uncommitted
from workbench.assurance.releasing_folder import _SYNTHETIC
from workbench.assurance.releasing_proof import differing_pages, without_state
from workbench.project import Project

PAGE = (
    '<html lang="en-GB"><head><title>T</title></head><main><h1>A</h1><p class="page-state">{state}</p>\n'
    '<p>{words}</p></main><p class="page-made">{state}. Evidence as of 2026.</p></html>'
)
WORD = {
    "docProps/core.xml": "<dc:title>A report</dc:title><dc:language>en-GB</dc:language>",
    "word/document.xml": (
        '<w:p><w:pStyle w:val="Heading1"/>Synthetic evidence</w:p><wp:docPr id="1" descr="A chart"/>'
        "<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr><w:tr/></w:tbl>"
    ),
}
SHEET = {
    "docProps/core.xml": "<dc:title>Data</dc:title>",
    "xl/workbook.xml": '<sheet name="Cover" sheetId="1"/>',
    "xl/sharedStrings.xml": "<t>Sample report – synthetic evidence</t>",
}
PDF = b"%PDF-1.7 /StructTreeRoot /Lang (en-GB) <pdfuaid:part>1</pdfuaid:part> <dc:title>A</dc:title>"


def zipped(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE.format(state="Draft, not released", words="Synthetic evidence."))
    zipped(folder / "index.docx", WORD)
    zipped(folder / "data.xlsx", SHEET)
    (folder / "index.pdf").write_bytes(PDF)
    return folder


def test_nothing_is_found_in_good_files(site):
    assert list(page_refusals(site)) == []


@pytest.mark.parametrize(
    ("name", "part", "old", "new", "fault"),
    [
        ("index.docx", "docProps/core.xml", "A report", "", "has no title."),
        ("index.docx", "docProps/core.xml", "en-GB", "", "does not name its language."),
        ("index.docx", "word/document.xml", "Heading1", "Normal", "has no true heading."),
        ("index.docx", "word/document.xml", 'descr="A chart"', "", "has 1 picture without a description."),
        ("index.docx", "word/document.xml", "<w:tblHeader/>", "", "has a table without a header row."),
        ("data.xlsx", "docProps/core.xml", "Data", "", "has no title."),
        ("data.xlsx", "xl/workbook.xml", "Cover", "Sheet1", "has a sheet without a name."),
    ],
)
def test_each_check_of_word_and_spreadsheets_finds_its_fault(site, name, part, old, new, fault):
    parts = WORD if name.endswith("docx") else SHEET
    assert old in parts[part]
    zipped(site / name, parts | {part: parts[part].replace(old, new)})
    assert [(each.check, str(each)) for each in page_refusals(site)] == [("accessibility", f"{name}: {fault}")]


@pytest.mark.parametrize(
    ("old", "fault"),
    [
        (b"<pdfuaid:part>1</pdfuaid:part>", "is not tagged as PDF/UA-1."),
        (b"/Lang", "does not name its language."),
        (b"dc:title", "has no title."),
        (b"%PDF-", "is no PDF."),
    ],
)
def test_each_check_of_pdf_finds_its_fault(site, old, fault):
    (site / "index.pdf").write_bytes(PDF.replace(old, b""))
    assert fault in [each.why for each in page_refusals(site)]


def test_what_does_not_say_that_it_is_synthetic_is_found(site):
    (site / "index.pdf").unlink()
    assert list(synthetic_refusals(site)) == []
    (site / "index.html").write_text(PAGE.format(state="Draft", words="Real evidence."))
    zipped(site / "data.xlsx", SHEET | {"xl/sharedStrings.xml": "<t>Data</t>"})
    assert [each.where for each in synthetic_refusals(site)] == ["data.xlsx", "index.html"]


def test_a_released_page_may_differ_in_its_state_alone(site, tmp_path):
    released = tmp_path / "released"
    released.mkdir()
    for name in ("index.docx", "data.xlsx", "index.pdf"):
        (released / name).write_bytes((site / name).read_bytes())
    page = PAGE.format(state="Release 1, final", words="Synthetic evidence.")
    (released / "index.html").write_text(page)
    assert differing_pages(site, released) == []
    (released / "index.html").write_text(page.replace("evidence.", "evidence: 95 of 100."))
    (released / "new.html").write_text(page)
    (released / "data.xlsx").unlink()
    assert differing_pages(site, released) == ["data.xlsx", "index.html", "new.html"]


def test_words_like_a_state_in_the_text_stay():
    page = PAGE.format(state="Draft", words="Draft. Evidence as of 2026.")
    assert "<p>Draft. Evidence as of 2026.</p>" in without_state(page)
    assert without_state("<p>No report.</p>") == "<p>No report.</p>"


def test_every_reason_is_told_under_its_check_with_what_to_do_once():
    refusals = [Refusal(check, "fife", "is wrong.", f"mend {check}") for check in CHECKS] * 1
    refusals += [Refusal("states", f"area {number}", f"is wrong by {number}.", "mend states") for number in range(20)]
    refusals += [Refusal("build", f"area {number}", "is alike.", "mend build") for number in range(20)]
    error = pickle.loads(pickle.dumps(NotReleased(refusals, "p")))
    lines = error.message.splitlines()
    assert lines[0] == f"p is not released. Nothing was written. {len(refusals)} reasons:"
    assert [line.split(" (")[0] for line in lines if line and not line.startswith(" ")][1:] == list(CHECKS)
    assert lines.count("  What to do: mend states") == 1
    assert "  and 13 more" in lines
    assert [line for line in lines if "alike" in line] == [
        f"  {', '.join(f'area {number}' for number in range(8))} and 12 more: is alike."
    ]
    assert error.exit_code == 1


@pytest.mark.parametrize("text", ["synthetic: True # made", "points: []\nsynthetic: yes", "{synthetic: true}"])
def test_what_is_made_up_is_known_however_it_is_written(text):
    assert _SYNTHETIC.search(text)


@pytest.mark.parametrize("text", ["synthetic: false", "# synthetic: true", "nothing synthetic here", "synthetic:"])
def test_what_is_not_made_up_is_not_said_to_be(text):
    assert not _SYNTHETIC.search(text)


def test_what_is_in_no_commit_is_said_before_a_release(tmp_path):
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=tmp_path, check=True)

    def said():
        notes = []
        note_uncommitted(Project(tmp_path, tmp_path / "evidence", tmp_path / "build"), notes.append)
        return notes

    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "areas.yaml").write_text("areas: []")
    assert said() == []  # in no repository
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    assert said() == []
    for report in ("angus", "fife", "moray", "stirling"):
        path = tmp_path / "reports" / "p" / "sign-offs" / f"{report}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("sign_offs: []")
    (note,) = said()
    assert note.startswith("Not committed: reports/p/sign-offs/angus.yaml, reports/p/sign-offs/fife.yaml, ")
    assert "moray.yaml and 1 more. Commit first: " in note
