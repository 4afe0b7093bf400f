"""The first difference is told in the words of its kind of file."""

import io
import json
import zipfile
import zlib

from workbench.provenance.differences import Difference, difference_of, differences, explained


def archive(parts, when=(1980, 1, 1, 0, 0, 0)):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, when), text)
    return content.getvalue()


def test_html_names_the_nearest_heading():
    page = "<h1>Fife</h1>\n<h2 id='r'>Record <em>reading</em></h2>\n<p>{} records</p>\n"
    said = difference_of("index.html", page.format(94).encode(), page.format(95).encode())
    assert said == "line 3, under “Record reading”\n  first:  <p>94 records</p>\n  second: <p>95 records</p>"


def test_a_notebook_names_the_cell():
    one = {"cells": [{"source": "x"}, {"source": "y", "outputs": [{"text": "94"}]}], "metadata": {}}
    other = json.loads(json.dumps(one).replace("94", "95"))
    said = difference_of("a.ipynb", json.dumps(one).encode(), json.dumps(other).encode())
    assert said.startswith("cell 2, outputs › 0 › text\n")


def test_json_names_the_key_and_layout_is_told_by_its_line():
    assert difference_of("m.json", b'{"a": {"b": 1}}', b'{"a": {"b": 2}}').startswith("a › b\n")
    assert difference_of("m.json", b'{"a": 1}', b'{"a":  1}').startswith("line 1\n")


def test_a_word_file_names_its_part_and_the_words():
    one, other = (archive({"a.xml": "<a/>", "word/document.xml": f"<w><p>{n}</p><q/></w>"}) for n in (94, 95))
    said = difference_of("index.docx", one, other)
    assert said.startswith("part word/document.xml, line 2\n")
    assert "<p>94</p>" in said


def test_a_spreadsheet_that_differs_in_its_times_alone_says_so():
    one, other = archive({"a.xml": "<a/>"}), archive({"a.xml": "<a/>"}, (2026, 5, 1, 0, 0, 0))
    assert difference_of("a.xlsx", one, other) == (
        "part a.xml is the same, its date_time is not: (1980, 1, 1, 0, 0, 0) and (2026, 5, 1, 0, 0, 0)"
    )


def test_a_part_that_only_one_has_is_named():
    said = difference_of("a.docx", archive({"a.xml": "", "b.xml": ""}), archive({"a.xml": ""}), ("mine", "yours"))
    assert said == "part b.xml is in the mine alone"


def test_a_pdf_names_the_object_and_looks_into_packed_ones():
    def document(text):
        packed = zlib.compress(text)
        head = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\n2 0 obj\n<<>>\nstream\n"
        return head + packed + b"\nendstream\nendobj\n"

    said = difference_of("index.pdf", document(b"BT (94) Tj ET"), document(b"BT (95) Tj ET"))
    assert said.startswith("object 2 0 obj\n")
    assert "(94)" in said
    assert "(95)" in said


def test_anything_else_names_the_byte():
    assert difference_of("a.ttf", b"\x00\x01", b"\x00\x02") == "byte 1 is 01 and 02"
    assert difference_of("a.html", b"\xff\x01", b"\xff\x02") == "byte 1 is 01 and 02"
    assert "packed otherwise" in difference_of("a.docx", archive({"a": "b"}), archive({"a": "b"}) + b"\n")


def test_folders_are_compared_whole_and_one_side_alone_is_told(tmp_path):
    for side, text in (("one", "94"), ("other", "95")):
        (tmp_path / side / "deep").mkdir(parents=True)
        (tmp_path / side / "deep" / "a.txt").write_text(text)
        (tmp_path / side / "same.txt").write_text("same")
    (tmp_path / "other" / ".more").write_text("")
    count, found = differences(tmp_path / "one", tmp_path / "other")
    assert (count, found) == (3, (Difference(".more", "only in the second"), Difference("deep/a.txt")))
    said = [explained(tmp_path / "one", tmp_path / "other", each, ("release", "rebuilt")) for each in found]
    assert said[0] == ".more: only in rebuilt"
    assert said[1].startswith("deep/a.txt: line 1\n  release: 94\n  rebuilt: 95")
