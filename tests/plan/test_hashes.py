import os
import time

from workbench.files import sha256
from workbench.plan.hashes import FileHashes, digest


def aged(path, seconds=10):
    then = time.time_ns() - seconds * 1_000_000_000
    os.utime(path, ns=(then, then))


def test_a_missing_file_has_no_hash(tmp_path):
    assert FileHashes().of(tmp_path / "none") is None


def test_an_untouched_file_is_not_read_again(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_text("one")
    aged(path)
    hashes = FileHashes(tmp_path / "memory.json")
    first = hashes.of(path)
    hashes.save()
    monkeypatch.setattr("workbench.plan.hashes.sha256", lambda path: "read again")
    assert FileHashes(tmp_path / "memory.json").of(path) == first


def test_a_changed_file_is_read_again(tmp_path):
    path = tmp_path / "a"
    path.write_text("one")
    aged(path)
    hashes = FileHashes(tmp_path / "memory.json")
    hashes.of(path)
    path.write_text("two")
    assert hashes.of(path) == sha256(path)


def test_a_file_written_just_now_is_not_remembered(tmp_path):
    path = tmp_path / "a"
    path.write_text("one")
    hashes = FileHashes(tmp_path / "memory.json")
    hashes.of(path)
    hashes.save()
    assert not (tmp_path / "memory.json").exists()


def test_a_torn_memory_is_no_harm(tmp_path):
    (tmp_path / "memory.json").write_text('{"/a": [[1')
    path = tmp_path / "a"
    path.write_text("one")
    assert FileHashes(tmp_path / "memory.json").of(path) == sha256(path)


def test_a_digest_does_not_depend_on_order():
    assert digest({"a": [1, None], "b": "é"}) == digest({"b": "é", "a": [1, None]})
    assert digest([1, 2]) != digest([2, 1])
