"""That a concern was raised is never lost, and nothing but that is kept."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.concerns.inspection import START
from workbench.concerns.concerns import all_concerns, raise_concern, update_concern
from workbench.concerns.journal import concerns_file, read_journal
from workbench.concerns.overdue import overdue_lines
from workbench.errors import UnknownName, WorkbenchError


def test_a_concern_from_raised_to_closed(project, record):
    assert record().id == "C1"
    assert record(raised_by=" local  READER ").raised_by == "Local reader"
    passed = update_concern(project, "c1", status="passed-on", by="Inspection lead", at=START + timedelta(hours=2))
    assert (passed.status, passed.changed_by) == ("passed-on", "Inspection lead")
    closed = update_concern(project, "C1", status="closed", by="Local lead", at=START + timedelta(days=3))
    assert (closed.status, closed.raised_at) == ("closed", START)
    assert [one.status for one in all_concerns(project)] == ["closed", "raised"]
    with pytest.raises(WorkbenchError, match="closed already"):
        update_concern(project, "C1", status="closed", by="Local lead", at=START)
    with pytest.raises(WorkbenchError, match="is closed"):
        update_concern(project, "C1", status="passed-on", by="Local lead", at=START)
    with pytest.raises(UnknownName, match="No concern has that id"):
        update_concern(project, "C9", status="closed", by="Local lead", at=START)


def test_only_what_is_allowed_is_kept(project, record):
    record()
    update_concern(project, "C1", status="passed-on", by="Inspection lead", at=START)
    lines = [json.loads(line) for line in concerns_file(project).read_text().splitlines()]
    assert set(lines[0]) == {"schema", "id", "event", "at", "programme", "area", "raised_by", "to"}
    assert set(lines[1]) == {"schema", "id", "event", "at", "by"}


@pytest.mark.parametrize("role", ["Inspector, who saw bruises", "Eilidh Drever", ""])
def test_a_role_is_one_of_the_list_and_what_was_typed_is_not_repeated(project, record, role):
    for field in ("raised_by", "to"):
        with pytest.raises(UnknownName) as caught:
            record(**{field: role})
        assert "bruises" not in str(caught.value) and "Eilidh" not in str(caught.value)
    assert not concerns_file(project).exists()


def test_only_the_owner_can_read(project, record):
    folder = concerns_file(project).parent
    folder.mkdir(parents=True, mode=0o755)
    record()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_line_cut_short_spoils_only_itself(project, record):
    record()
    path = concerns_file(project)
    with path.open("ab") as stream:
        stream.write(b'{"at": "2026-03-02T10:00:00Z", "ev')
    assert record().id == "C3"
    assert [one.id for one in all_concerns(project)] == ["C1", "C3"]
    assert read_journal(project).unreadable == (2,)
    assert "damaged lines (2)" in overdue_lines(project, START)[0]


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from workbench.concerns.journal import append
from workbench.project import Project
root = Path(sys.argv[1])
project = Project(root=root, evidence=root / "evidence", build=root / "build")
for _ in range(25):
    event = {"event": "raised", "at": "2026-03-02T09:30:00Z"}
    append(project, lambda journal: {"id": f"C{len(journal.events) + 1}", **event})
"""


def test_many_at_once_lose_nothing(project):
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(project.root)]) for _ in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert [event["id"] for event in read_journal(project).events] == [f"C{number}" for number in range(1, 101)]


def test_an_unknown_area_of_the_programme(project, definitions):
    programme = definitions.programme("compulsory-supervision-orders")
    with pytest.raises(UnknownName):
        raise_concern(
            project,
            programme,
            "atlantis",
            raised_by="Inspector",
            to="Inspection lead",
            at=START,
            definitions=definitions,
        )
