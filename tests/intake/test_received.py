"""The day on which a file arrived, as the batch note says it, stays with the version that arrived then."""

from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.intake.batch import read_batch
from workbench.intake.entries import new_entry
from workbench.store import StoredFile


def stored(sha256):
    return StoredFile("staff", "fife", "fife/staff.csv", sha256, "x", 4, 2, False, "2026-03-31", 4)


def note(folder: Path, text):
    (folder / "batch.yaml").write_text(text)
    return read_batch(folder)


def test_the_note_may_say_when_files_arrived(tmp_path):
    assert note(tmp_path, "synthetic: true\n").received == ""
    assert note(tmp_path, "received: 2026-04-02\n").received == "2026-04-02"
    with pytest.raises(WorkbenchError, match="received is a date such as"):
        note(tmp_path, "received: last week\n")


def test_a_version_keeps_the_day_it_arrived_and_a_new_one_has_its_own():
    first = new_entry(stored("a"), "d", [], [], None, "2026-04-02")
    # Read anew, for another definition: it did not arrive again.
    again = new_entry(stored("a"), "e", [], [], first, "2026-05-05")
    second = new_entry(stored("b"), "e", [], [], again, "2026-05-05")
    assert [version["received"] for version in second["versions"]] == ["2026-04-02", "2026-05-05"]
    assert "received" not in new_entry(stored("a"), "d", [], [], None)["versions"][0]
