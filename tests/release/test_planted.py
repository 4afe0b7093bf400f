"""A finished release, every byte of it: nothing planted is found."""

import pytest

from tests.miniature import PROGRAMME, Miniature, make_miniature
from tests.release.planted import AREA, NAME, SECRET, SERVICES, SHOWN, STAFF, number, plant, read, texts


def test_numbers_are_found_however_they_are_written():
    for text in ("of 4,507 staff", "4507", '"4507"', ">4,507<", "4\u202f507;"):
        assert number(4507).search(text), text
    for text in ("14,507", "4,507.5", "4507.25", "45071", "4,507,000", "a4507", "#4507"):
        assert not number(4507).search(text), text


def test_texts_are_read_from_archives_and_pictures(tmp_path):
    import io
    import zipfile

    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("docProps/core.xml", f"<dc:creator>{NAME}</dc:creator>")
    assert any(NAME in text for _, text in read("report.docx", inner.getvalue()))
    picture = b"\x89PNG\r\n\x1a\n" + (len(NAME) + 2).to_bytes(4, "big") + b"tEXta\0" + NAME.encode() + b"\0\0\0\0"
    assert any(NAME in text for _, text in read("figure.png", picture))
    assert any(NAME in text for _, text in read("a.svg", b"<text>Zebedee <tspan>Quillfeather</tspan></text>"))


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Miniature:
    miniature = make_miniature(tmp_path_factory.mktemp("planted"), (AREA,))
    miniature.run("sample", PROGRAMME)
    plant(miniature.root / "evidence" / "raw")
    miniature.run("intake", PROGRAMME)
    miniature.run("build", PROGRAMME, "--engine", "embedded")
    return miniature


@pytest.mark.slow
def test_no_planted_secret_is_in_any_byte_of_a_release(released):
    found, shown = [], set()
    for where, text in texts(released.build / "site"):
        if NAME in text or NAME.split()[1].lower() in text.lower():
            found.append(f"{where}: the name")
        found += [f"{where}: {secret}" for secret in SECRET if number(secret).search(text)]
        shown |= {each for each in SHOWN if number(each).search(text)}
    assert not found
    # What may be shown is found, so the search does see the planted evidence.
    assert shown == set(SHOWN)


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
