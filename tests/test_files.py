"""Files written whole or not at all: who may read them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from workbench.files import replacing, write_bytes, write_text

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


def mode(path):
    return path.stat().st_mode & 0o777


def test_published_files_follow_the_umask_and_evidence_stays_private(tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from workbench.files import write_bytes, write_text;"
        "os.umask(0o022); folder = Path(sys.argv[1]); write_text(folder / 'open', 'a');"
        "write_bytes(folder / 'private', b'a', private=True)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    assert mode(tmp_path / "open") == 0o644
    assert mode(tmp_path / "private") == 0o600


def test_a_file_that_was_open_becomes_private(tmp_path):
    path = tmp_path / "a"
    write_text(path, "one")
    write_bytes(path, b"two", private=True)
    assert mode(path) == 0o600


def test_what_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a"
    write_text(path, "one")
    with pytest.raises(RuntimeError), replacing(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_a_files_place_is_named_as_the_user_knows_it(tmp_path):
    (tmp_path / "lock.json").mkdir()
    with pytest.raises(IsADirectoryError) as told:
        write_text(tmp_path / "lock.json", "{}")
    assert told.value.filename == str(tmp_path / "lock.json")
    assert told.value.filename2 is None
    assert [path.name for path in tmp_path.iterdir()] == ["lock.json"]
