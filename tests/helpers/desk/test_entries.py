"""Several people write to one file: nothing is lost, nothing is half there, and what is not valid stays untouched."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.desk.entries import EntryFile, Shape
from helpers.errors import HelperError
from workbench.definitions.lined_yaml import read

NOTES = Shape("notes", ("text", "by"), ("on",))
ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path):
    return EntryFile(tmp_path / "orkney-islands" / "notes.yaml", NOTES)


WRITER = """
import sys
from pathlib import Path
from helpers.desk.entries import EntryFile, Shape
file = EntryFile(Path(sys.argv[1]), Shape("notes", ("text", "by"), ("on",)))
for number in range(int(sys.argv[3])):
    file.add("notes", {"text": f"{sys.argv[2]} {number}", "by": "Link inspector"})
    mine = next(one for one in file.read()["notes"] if one["text"] == f"{sys.argv[2]} {number}")
    file.change("notes", mine, mine | {"on": "2026-03-09"})
"""


def test_processes_that_write_at_once_lose_nothing(file):
    file.path.parent.mkdir()
    file.path.write_text("# kept\nnotes:\n- text: By hand.   # mine\n  by: Link inspector\n")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file.path), name, "12"], cwd=ROOT)
        for name in ("one", "two", "three", "four")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    found = file.read()["notes"]
    assert len(found) == 1 + 4 * 12
    for name in ("one", "two", "three", "four"):
        own = [one["text"] for one in found if one["text"].startswith(f"{name} ")]
        assert own == [f"{name} {number}" for number in range(12)], "each in the order in which it was written"
    assert all(one["on"] == "2026-03-09" for one in found[1:])
    assert file.path.read_text().startswith("# kept\nnotes:\n- text: By hand.   # mine\n")
    document, faults = read(file.path, "notes.yaml")
    assert not faults
    assert len(document.data["notes"]) == 49
    assert [path.name for path in file.path.parent.iterdir() if path.name not in ("notes.yaml", ".desk.lock")] == []


def test_a_writer_that_is_killed_leaves_a_whole_file(file):
    file.add("notes", {"text": "First.", "by": "Link inspector"})
    for _ in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file.path), "killed", "500"], cwd=ROOT)
        before = len(file.read()["notes"])
        while len(file.read()["notes"]) < before + 3:
            assert writer.poll() is None
        writer.kill()
        writer.wait()
        found = file.read()["notes"]
        assert [one["text"] for one in found[:1]] == ["First."]
        assert len(found) >= before + 3
        file.add("notes", {"text": "Still open to others.", "by": "Link inspector"})


def test_what_changed_meanwhile_is_not_written_over(file):
    file.add("notes", {"text": "First.", "by": "Link inspector"})
    seen = file.read()["notes"][0]
    file.change("notes", seen, seen | {"text": "Theirs."})
    with pytest.raises(HelperError, match=r"Somebody else has changed this since you looked at it\."):
        file.change("notes", seen, seen | {"text": "Ours."})
    assert [one["text"] for one in file.read()["notes"]] == ["Theirs."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"notes:\n- text: [\n", "orkney-islands/notes.yaml, line 3: not valid YAML"),
        (b"notes:\n- by: X\n", "line 2: 'text' is missing here"),
        (b"notes:\n- text: A\n  by: X\n- text: B\n  by: X\n  onn: 2026-01-01\n", "line 4: 'onn' is not known here"),
        (b"notes:\n- A\n", "line 2: an entry of 'notes' should hold names with values"),
        (b"notes: A\n", "line 1: 'notes' should be a list"),
        (b"nots:\n- text: A\n  by: X\n", "line 1: 'nots' is no part of this file. Did you mean notes"),
        (b"notes:\n- text: \xff\n", "line 2: this is not UTF-8"),
    ],
)
def test_a_file_that_is_not_valid_is_refused_and_stays(file, text, message):
    file.path.parent.mkdir()
    file.path.write_bytes(text)
    with pytest.raises(HelperError, match=message):
        file.add("notes", {"text": "New.", "by": "Link inspector"})
    assert file.path.read_bytes() == text


def test_a_disk_that_is_full_leaves_the_file_and_is_told(file, monkeypatch):
    file.add("notes", {"text": "Theirs.", "by": "Link inspector"})
    before = file.path.read_bytes()

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HelperError, match=r"notes.yaml could not be written \(No space left on device\)"):
        file.add("notes", {"text": "Ours.", "by": "Link inspector"})
    assert file.path.read_bytes() == before
    assert sorted(path.name for path in file.path.parent.iterdir()) == [".desk.lock", "notes.yaml"]


def test_an_editors_mark_and_line_ends_stay(file):
    file.path.parent.mkdir()
    file.path.write_bytes("\ufeffnotes:\r\n- text: Äußerung   # ours\r\n  by: X\r\n".encode())
    file.add("notes", {"text": "Two\nlines.", "by": "X"})
    content = file.path.read_bytes()
    assert content.startswith("\ufeffnotes:\r\n- text: Äußerung   # ours\r\n  by: X\r\n- text: ".encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    assert file.read()["notes"][1]["text"] == "Two\nlines."
    assert read(file.path, "notes.yaml")[0].data["notes"][1]["text"] == "Two\nlines."
