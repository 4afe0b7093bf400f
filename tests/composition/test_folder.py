import os

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
