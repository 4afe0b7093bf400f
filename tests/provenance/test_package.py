"""Packages whose bytes were changed: they have no parts, and nothing else happens."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.provenance.footers import word_entries
from workbench.provenance.package import parts_of
from workbench.provenance.word import word_marks


def package() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml"):
            archive.writestr(name, f"<part>{name} {'0123456789 ' * 40}</part>")
    return content.getvalue()


WHOLE = package()


def test_the_wanted_parts_are_read(tmp_path):
    (tmp_path / "a.docx").write_bytes(WHOLE)
    found = parts_of(tmp_path / "a.docx", lambda name: name.startswith("word/"))
    assert list(found) == ["word/_rels/document.xml.rels", "word/document.xml"]
    assert found["word/document.xml"].startswith(b"<part>word/document.xml")
    assert parts_of(tmp_path / "missing.docx", lambda name: True) == {}


@settings(max_examples=150)
@given(place=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255), end=st.integers(0, len(WHOLE)))
def test_a_changed_byte_or_a_cut_stops_no_check(tmp_path_factory, place, value, end):
    path = tmp_path_factory.getbasetemp() / "changed.docx"
    path.write_bytes(WHOLE[:place] + bytes([value]) + WHOLE[place + 1 :])
    assert isinstance(parts_of(path, lambda name: True), dict)
    word_marks(path), word_entries(path)
    path.write_bytes(WHOLE[:end])
    assert word_marks(path) == []
