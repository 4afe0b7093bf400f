"""The prepared process that starts before the plan is known."""

import os
import time

import pytest

import warm_kernels
from tests.tiny import make_tiny
from workbench.build import Options, build
from workbench.execution.early import EarlyProcess, likely_process
from workbench.execution.kernels import Preload
from workbench.plan.selection import Selection

pytestmark = pytest.mark.skipif(not warm_kernels.supported()[0], reason="warm kernels cannot be used here")


def test_it_is_taken_when_it_is_ready_and_is_then_its_users():
    early = EarlyProcess(Preload(("json",), None), {})
    process = early.take()
    early.drop()
    assert process.running
    process.close()


def test_dropped_before_it_is_ready_it_ends_by_itself_and_nobody_waits():
    early = EarlyProcess(Preload(("json",), None), {})
    began = time.monotonic()
    early.drop()
    assert time.monotonic() - began < 0.5
    early._thread.join(60)
    assert early.take() is None


def test_one_that_cannot_import_what_it_is_asked_for_is_none():
    assert EarlyProcess(Preload(("there_is_no_such_module",), None), {}).take() is None


@pytest.mark.slow
def test_it_starts_where_something_was_written_since_the_last_runs(tmp_path):
    tiny = make_tiny(tmp_path)
    report = build(tiny.project, "tiny", Options(Selection(stages=("01_look",))))
    assert report.exit_code == 0
    locked = (tiny.build / "lock.json").stat()
    for path in [*tiny.root.rglob("*.py"), *tiny.root.rglob("*.ipynb"), *tiny.root.rglob("*.yaml")]:
        if tiny.build not in path.parents:
            os.utime(path, ns=(locked.st_atime_ns, locked.st_mtime_ns - 10**9))
    programme = type("P", (), {"id": "tiny", "stages": ()})()
    assert likely_process(tiny.project, programme, fresh=False) is None
    notebook = next((tiny.root / "notebooks").glob("*.ipynb"))
    os.utime(notebook, ns=(locked.st_atime_ns, locked.st_mtime_ns + 10**9))
    early = likely_process(tiny.project, programme, fresh=False)
    early.take().close()
