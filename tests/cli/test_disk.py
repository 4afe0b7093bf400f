"""What a user is told when the disk lets nothing be written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.miniature import PROGRAMME, clean_environment
from workbench.cli.disk import said_of
from workbench.files import make_folder, private_folder, write_text

ROOT = Path(__file__).resolve().parents[2]
#: Where the system makes nothing, whoever asks, and says that what was to be made does not exist.
NOWHERE = Path("/proc/nowhere")
needs_proc = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no /proc on this system")


@needs_proc
@pytest.mark.parametrize(
    "write",
    [make_folder, private_folder, lambda path: write_text(path, "a"), lambda path: write_text(path / "a", "a")],
    ids=["folder", "private folder", "file", "file in a folder"],
)
def test_a_place_where_nothing_can_be_made_is_told_from_a_file_that_is_missing(write):
    with pytest.raises(PermissionError) as raised:
        write(NOWHERE)
    assert said_of(raised.value).startswith("/proc")


@needs_proc
@pytest.mark.parametrize(
    ("setting", "folder", "command"),
    [
        ("WORKBENCH_BUILD", "/proc/nowhere", ["build", PROGRAMME, "--stage", "01_scoping"]),
        ("WORKBENCH_EVIDENCE", "/proc/nowhere", ["sample", PROGRAMME, "--area", "orkney-islands"]),
    ],
)
def test_a_command_that_can_write_nowhere_says_so_once_and_what_to_do(setting, folder, command):
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--project", str(ROOT), *command], cwd=ROOT,
        env=clean_environment() | {setting: folder}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert "cannot be used: the system makes no files or folders there" in done.stderr
    assert f"{setting}=FOLDER" in done.stderr


@pytest.mark.parametrize(
    ("number", "named"), [(errno.EACCES, "build"), (errno.EROFS, "build"), (errno.ENOSPC, "a.json")]
)
def test_what_is_refused_is_named_as_a_user_knows_it(tmp_path, monkeypatch, number, named):
    def refuse(prefix, suffix, dir):
        raise OSError(number, os.strerror(number), f"{dir}/{prefix}x{suffix}")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(OSError) as raised:
        write_text(tmp_path / "build" / "a.json", "a")
    assert Path(raised.value.filename).name == named and ".a.json." not in said_of(raised.value)


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENOTCONN])
def test_a_disk_or_share_that_fails_is_named(number):
    said = said_of(OSError(number, os.strerror(number), "/share/build/manifest.json"))
    assert said.startswith(f"/share/build/manifest.json cannot be used: {os.strerror(number)}. Look whether")


def test_a_file_that_is_missing_is_no_fault_of_the_disk():
    assert said_of(FileNotFoundError(errno.ENOENT, "No such file or directory", "a")) is None
