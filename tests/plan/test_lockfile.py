import json

import pytest

from workbench.plan.folders import build_folders
from workbench.plan.keys import Key, Record
from workbench.plan.lockfile import Lockfile


def key(notebook="n", **changes):
    parts = {"helper": {"helpers": "1"}, "evidence": {"notes": "2"}, "parameter": {}, "environment": {}, "upstream": {}}
    return Key(notebook=notebook, **(parts | changes))


DONE = Record("done", key(), {"results/fife/a/results.json": "5"})
FAILED = Record("failed", key("m"), {}, "ValueError: no")
SKIPPED = Record("skipped", None, {}, "not run")


@pytest.fixture
def folders(tmp_path):
    return build_folders(tmp_path, "p")


def test_records_survive_without_save(folders):
    lockfile = Lockfile(folders)
    for name, record in {"fife/a": DONE, "fife/b": FAILED, "fife/c": SKIPPED}.items():
        lockfile.add(name, record)
    again = Lockfile(folders)
    assert [again[name] for name in again.names] == [DONE, FAILED, SKIPPED]
    assert again.unfinished() == ("fife/b", "fife/c")


def test_saving_empties_the_journal_and_keeps_the_records(folders):
    lockfile = Lockfile(folders)
    lockfile.add("fife/a", DONE)
    lockfile.save()
    assert not folders.journal.exists()
    assert Lockfile(folders)["fife/a"] == DONE


def test_a_later_line_counts(folders):
    lockfile = Lockfile(folders)
    lockfile.add("fife/a", FAILED)
    lockfile.save()
    Lockfile(folders).add("fife/a", DONE)
    assert Lockfile(folders)["fife/a"] == DONE


def test_a_journal_left_after_saving_changes_nothing(folders):
    lockfile = Lockfile(folders)
    lockfile.add("fife/a", DONE)
    lines = folders.journal.read_bytes()
    lockfile.save()
    folders.journal.write_bytes(lines)
    assert Lockfile(folders)["fife/a"] == DONE


def test_shared_parts_are_kept_once(folders):
    lockfile = Lockfile(folders)
    for number in range(5):
        lockfile.add(f"fife/{number}", DONE)
    lockfile.save()
    stored = json.loads(folders.lockfile.read_text())
    assert list(stored["groups"].values()).count({"helpers": "1"}) == 1


def test_units_that_are_gone_are_dropped(folders):
    lockfile = Lockfile(folders)
    lockfile.add("fife/a", DONE)
    lockfile.add("fife/old", DONE)
    lockfile.save({"fife/a"})
    assert Lockfile(folders).names == ("fife/a",)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 99}', '{"schema": 1, "units": {"a": {}}}'])
def test_an_unreadable_lockfile_means_that_nothing_is_remembered(folders, content):
    folders.lockfile.parent.mkdir(parents=True)
    folders.lockfile.write_text(content)
    assert Lockfile(folders).names == ()


def test_the_same_records_give_the_same_bytes(folders, tmp_path):
    other = build_folders(tmp_path / "other", "p")
    for where, names in ((folders, ("a/1", "b/1")), (other, ("b/1", "a/1"))):
        lockfile = Lockfile(where)
        for name in names:
            lockfile.add(name, DONE)
        lockfile.save()
    assert folders.lockfile.read_bytes() == other.lockfile.read_bytes()
