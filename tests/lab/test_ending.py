"""A sitting ends with everything that it started."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from tests.lab.desk_project import AREA, running_lab
from tests.miniature import PROGRAMME

pytestmark = pytest.mark.slow


def started_by(process: int) -> set[int]:
    """Return every process below one."""
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found |= {child} | started_by(child)
    return found


def start_kernel(lab):
    request = urllib.request.Request(
        f"{lab.base}/api/kernels", method="POST", data=json.dumps({"name": "python3"}).encode()
    )
    request.add_header("Authorization", f"token {lab.token}")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 201


def gone(processes, seconds=10):
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(Path(f"/proc/{one}").exists() for one in processes):
        time.sleep(0.05)
    return [one for one in processes if Path(f"/proc/{one}").exists()]


def test_ctrl_c_ends_kernels_the_prepared_process_and_its_folders(desk_project):
    with running_lab(desk_project, PROGRAMME, "--area", AREA, "--role", "author") as lab:
        start_kernel(lab)
        below = started_by(lab.process.pid)
        assert below, "a prepared process and a kernel"
        own = lab.desk / ".lab" / "sittings" / str(lab.process.pid)
        assert own.is_dir()
    assert gone(below) == []
    assert not own.exists()


def test_what_a_killed_sitting_left_is_removed_by_the_next(desk_project):
    with running_lab(desk_project, PROGRAMME, "--area", AREA) as lab:
        start_kernel(lab)
        below = started_by(lab.process.pid)
        left = lab.desk / ".lab" / "sittings" / str(lab.process.pid)
        os.kill(lab.process.pid, signal.SIGKILL)
        lab.process.wait()
        lab.process.returncode = 0  # it was meant to
        assert gone(below) == []
    assert left.is_dir()
    with running_lab(desk_project):
        assert not left.exists(), "and the last desk is opened where nothing is named"
