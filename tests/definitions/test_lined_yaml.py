"""YAML that is plain, safe and knows its lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.definitions.lined_yaml import MAXIMUM_BYTES, parse, read

REFUSED = {
    "a tag that makes an object": ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "uses a tag"),
    "a tag of YAML's own": ("a: !!int '3'\n", 1, "uses a tag"),
    "an anchor": ("a: &x [1]\n", 1, "uses an anchor or alias"),
    "aliases that explode": ("a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n", 1, "uses an anchor or alias"),
    "a key given twice": ("a: 1\nb: 2\na: 3\n", 3, "'a' is given twice (first on line 1)"),
    "a key given twice deep inside": (
        "a:\n  - {x: 1, y: 2}\n  - x: 1\n    x: 2\n",
        4,
        "'x' is given twice (first on line 3)",
    ),
    "a second document": ("a: 1\n---\nb: 2\n", 2, "holds a second document"),
    "deep nesting": ("[" * 200_000, 1, "is nested deeper than"),
    "a list as a key": ("? [1, 2]\n: x\n", 1, "as a key"),
    "nothing": ("# only a comment\n", 0, "is empty"),
    "an open bracket": ("a: [1, 2\nb: 3\n", 2, "is not valid YAML"),
    "a tabulator": ("a:\n\tb: 1\n", 2, "is not valid YAML"),
    "a control character": ("a: \x07\n", 0, "is not valid YAML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    text, line, message = REFUSED[name]
    document, faults = parse(text, "x.yaml")
    assert document is None
    assert faults[0].line == line
    assert message in faults[0].message


def test_plain_values():
    document, faults = parse(
        'a: no\nb: 0012\nc: 2.50\nd: "1"\ne: 2026-01-02\nf:\ng: true\nh: |\n  x\n  y\ni: 1e3\n', "x"
    )
    assert faults == []
    assert document.data == {
        "a": "no", "b": 12, "c": 2.5, "d": "1", "e": "2026-01-02", "f": None, "g": True, "h": "x\ny\n", "i": 1000.0,
    }  # fmt: skip


def test_infinities_stay_text():
    assert parse("a: .inf\nb: .nan\nc: 1e999\n", "x")[0].data["a"] == ".inf"


def test_lines_of_keys_entries_and_what_is_missing():
    document, _ = parse("# head\na:\n  - b: 1\n    c:\n      - x\n      - y\n", "x")
    assert document.line("a") == 2
    assert document.line("a", 0) == 3
    assert document.line("a", 0, "c", 1) == 6
    assert document.line("a", 0, "absent") == 3
    assert document.line() == 2


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a" * (MAXIMUM_BYTES + 1))
    assert [str(fault) for fault in read(path, "large.yaml")[1]] == ["large.yaml: is larger than 2 MB; split it"]


def test_bytes_that_are_not_utf8_are_named_by_line(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    assert [str(fault) for fault in read(path, "latin.yaml")[1]] == [
        "latin.yaml, line 2: is not UTF-8 text here; save the file as UTF-8"
    ]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - 2\r\n")
    document, faults = read(path, "windows.yaml")
    assert (faults, document.data, document.line("b", 0)) == ([], {"a": 1, "b": [2]}, 3)


@given(st.text(max_size=200))
def test_any_text_is_data_or_a_fault(text):
    document, faults = parse(text, "x.yaml")
    assert (document is None) == bool(faults)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("points:\n\t- a\n", 2, "A tab stands before its first word: indent with spaces"),
        ("points:\n  - text: Do this: now\n", 2, "A text with a colon in it stands in quotation marks"),
        (
            "points:\n  - text: “So it is: late”\n",
            2,
            "Curly quotation marks quote nothing in YAML: write straight ones",
        ),
    ],
)
def test_what_most_likely_makes_it_no_yaml_is_said(text, line, said):
    _, (fault,) = parse(text, "x.yaml")
    assert fault.line == line
    assert fault.message.startswith("is not valid YAML: ")
    assert fault.message.endswith(said)
