"""A finished release, every byte of it: nothing planted is found."""

import io
import zipfile

import pikepdf
import pytest
import typst

from helpers.held import HELD
from tests.miniature import PROGRAMME, Miniature, make_miniature
from tests.release.leaks import LEAKS
from tests.release.pdf_text import page_texts
from tests.release.planted import (
    AREA,
    NAME,
    QUOTED,
    SECRET,
    SERVICES,
    SHOWN,
    STAFF,
    leaks,
    number,
    plant,
    plant_quotations,
    read,
    texts,
)


def test_numbers_are_found_however_they_are_written():
    for text in ("of 4,507 staff", "4507", '"4507"', ">4,507<", "4\u202f507;"):
        assert number(4507).search(text), text
    for text in ("14,507", "4,507.5", "4507.25", "45071", "4,507,000", "a4507", "#4507"):
        assert not number(4507).search(text), text


def test_texts_are_read_from_archives_and_pictures(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("docProps/core.xml", f"<dc:creator>{NAME}</dc:creator>")
    assert any(NAME in text for _, text in read("report.docx", inner.getvalue()))
    picture = b"\x89PNG\r\n\x1a\n" + (len(NAME) + 2).to_bytes(4, "big") + b"tEXta\0" + NAME.encode() + b"\0\0\0\0"
    assert any(NAME in text for _, text in read("figure.png", picture))
    assert any(NAME in text for _, text in read("a.svg", b"<text>Zebedee <tspan>Quillfeather</tspan></text>"))


def test_the_text_of_a_page_is_read_without_a_program(tmp_path):
    content = typst.compile(b"#set document(title: [a])\nZebedee Quillfeather, 4,507 of them.")
    with pikepdf.open(io.BytesIO(content)) as document:
        (text,) = page_texts(document)
    assert f"{NAME}, 4,507 of them." in " ".join(text.split())


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Miniature:
    miniature = make_miniature(tmp_path_factory.mktemp("planted"), (AREA,))
    miniature.run("sample", PROGRAMME)
    plant(miniature.root / "evidence" / "raw")
    plant_quotations(miniature.root / "reports")
    miniature.run("intake", PROGRAMME)
    done = miniature.run("build", PROGRAMME, "--engine", "embedded")
    (miniature.root / "said.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    return miniature


@pytest.mark.slow
def test_no_planted_secret_is_in_any_byte_of_a_release(released):
    assert leaks(released.build / "site") == []
    # What may be shown is found in every format, so the search does see the planted evidence.
    for ending in ("html", "pdf", "docx"):
        shown = "\n".join(text for _, text in texts(released.build / "site" / "areas" / AREA, f"index.{ending}"))
        assert all(number(each).search(shown) for each in SHOWN), ending
        assert QUOTED in " ".join(shown.split()), ending
    # All findings are listed on the web page alone.
    page = (released.build / "site" / "areas" / AREA / "index.html").read_text(encoding="utf-8")
    assert HELD in " ".join(page.split())


@pytest.mark.slow
def test_what_is_held_back_or_left_out_is_said(released):
    said = (released.root / "said.txt").read_text(encoding="utf-8")
    (held,) = [line for line in said.splitlines() if line.startswith("Held back: ")]
    # The finding, and three notes of the return.
    assert held.startswith("Held back: 4 texts of the evidence in 1 area may identify somebody")
    assert f"({AREA}/{AREA}_engagement.csv, row 2; {AREA}/{AREA}_information_return.xlsx, row " in held
    assert "2 of 3 quotations are left out: 'q1' (not signed off); 'q2' (sign-off void: changed since)" in said
    assert '"statement, row 2",possible name,' in (released.build / "disclosure-log.csv").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__.removeprefix("_in_"))
def test_a_leak_in_any_kind_of_file_is_found(released, tmp_path, leak):
    leak(released.build / "site", tmp_path)
    assert leaks(tmp_path)


@pytest.mark.slow
def test_nor_is_what_a_number_is_held_back_for(released):
    log = (released.build / "disclosure-log.csv").read_text(encoding="utf-8")
    assert "it would give another one away" in log
    for where, text in texts(released.build / "site"):
        for telling in ("held-back.json", "held_back", "it is a small number, or", "would give another one away"):
            assert telling not in text, where
    for path in (released.build / "notebooks").rglob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert not any(number(secret).search(text) for secret in SECRET), path
        assert "role='" not in text
        if path.stem == "03_surveys":
            assert number(SERVICES["Social work"]).search(text)


@pytest.mark.slow
def test_a_release_that_gives_a_number_away_is_refused(released):
    path = released.build / "results" / AREA / "03_surveys" / "results.json"
    before = path.read_text(encoding="utf-8")
    site = {each: each.stat().st_mtime_ns for each in (released.build / "site").rglob("*")}
    # As if a helper had forgotten to hold back the other group.
    notebook = released.root / "notebooks" / "03_surveys.ipynb"
    source = notebook.read_text(encoding="utf-8")
    try:
        notebook.write_text(source.replace("results.save()", _LEAK), encoding="utf-8")
        result = released.run("build", PROGRAMME, "--engine", "embedded", check=False)
    finally:
        notebook.write_text(source, encoding="utf-8")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "The release is refused" in result.stdout
    assert f"{AREA}: Three of all staff: 3 is published, but counts from 1 to 4 are protected" in result.stdout
    assert "disclosure-log.csv" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert {each: each.stat().st_mtime_ns for each in (released.build / "site").rglob("*")} == site
    again = released.run("build", PROGRAMME, "--engine", "embedded")
    assert "numbers held back, none of which can be worked out" in again.stdout
    assert path.read_text(encoding="utf-8") == before
    assert str(STAFF) in before


_LEAK = (
    'from helpers.values import count\\nresults.value(\\"leak.three\\", '
    'count(3, \\"Three of all staff\\", table=\\"staff_survey\\"))\\nresults.save()'
)
