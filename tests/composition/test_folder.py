import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbench.composition.folder import Folder


def test_a_file_of_the_same_content_keeps_its_time(tmp_path):
    Folder(tmp_path).write("a/b.txt", "x")
    os.utime(tmp_path / "a/b.txt", (1, 1))
    folder = Folder(tmp_path)
    folder.write("a/b.txt", "x")
    assert folder.changed == set()
    assert (tmp_path / "a/b.txt").stat().st_mtime == 1


def test_a_file_takes_the_place_of_nothing_else(tmp_path):
    folder = Folder(tmp_path)
    folder.write("a.txt", "1")
    folder.write("a.txt", b"2")
    assert (tmp_path / "a.txt").read_text() == "2"


def test_what_was_neither_written_nor_kept_goes(tmp_path):
    for name in ("old/a.txt", "kept/b.txt", "c.txt"):
        Folder(tmp_path).write(name, "x")
    folder = Folder(tmp_path)
    folder.write("c.txt", "x")
    folder.keep("kept")
    folder.sweep()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b.txt", "c.txt", "kept"]
    assert folder.changed == {"old/a.txt"}


def test_what_another_thread_writes_is_waited_for(tmp_path):
    def write_slowly():
        time.sleep(0.1)
        folder.write("late.txt", "x")

    Folder(tmp_path).write("late.txt", "old")
    folder = Folder(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        folder.wait_for(pool.submit(write_slowly))
        folder.sweep()
    assert (tmp_path / "late.txt").read_text() == "x"
    assert folder.kept == folder.changed == {"late.txt"}


def test_what_another_thread_could_not_write_is_told(tmp_path):
    def fail():
        raise OSError("the disk is full")

    folder = Folder(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        folder.wait_for(pool.submit(fail))
        with pytest.raises(OSError, match="the disk is full"):
            folder.sweep()
