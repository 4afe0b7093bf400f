"""A sitting ends with everything that it started."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request

import pytest
from playwright.sync_api import expect
from tornado.web import HTTPError

from tests.lab.desk_project import AREA, Seat, remaining, running_lab, started_by
from tests.miniature import PROGRAMME
from tests.rendering.test_browser import browser  # noqa: F401 - a fixture
from workbench.lab.ending import as_far_as_it_goes

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def start_kernel_unheard(lab):
    """Ask for a kernel of a server that may end meanwhile."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        start_kernel(lab)


@pytest.fixture
def sat_down(browser):  # noqa: F811
    """Return a function that sits down at a desk and returns the seat."""
    contexts = []

    def sit(lab):
        contexts.append(browser.new_context(viewport={"width": 1400, "height": 900}))
        seat = Seat(lab, contexts[-1])
        seat.sit_down()
        return seat

    yield sit
    for context in contexts:
        context.close()


def beside_the_report(seat, *notebooks):
    """Wait for the report beside the notebooks of a role, the first of them in front."""
    page = seat.page
    page.frame_locator('iframe[title="Report: Orkney Islands"]').locator("h1").first.wait_for()
    seat.front(notebooks[0])
    seat.notebook.locator(".jp-RenderedHTMLCommon h1").first.wait_for(state="attached")
    tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel")
    expect(tabs).to_have_text([*notebooks, "Report: Orkney Islands"])
    left, right = seat.notebook.bounding_box(), page.locator(".workbench-frame").bounding_box()
    assert left["x"] + left["width"] <= right["x"] + 1
    assert seat.wrong == []


def start_kernel(lab):
    request = urllib.request.Request(
        f"{lab.base}/api/kernels", method="POST", data=json.dumps({"name": "python3"}).encode()
    )
    request.add_header("Authorization", f"token {lab.token}")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 201


def test_a_kernel_that_is_gone_does_not_keep_the_server_from_ending():
    async def cleanup():
        raise HTTPError(404, "Kernel does not exist")

    asyncio.run(as_far_as_it_goes(cleanup)())


_CUT_OFF = """
import asyncio, anyio
from workbench.lab.ending import end_workers

async def request():
    await anyio.to_thread.run_sync(int)
    loop.stop()
    await asyncio.sleep(600)

loop = asyncio.new_event_loop()
task = loop.create_task(request())
loop.run_forever()
end_workers()
"""


def test_a_request_that_is_cut_off_does_not_keep_the_command_waiting():
    subprocess.run([sys.executable, "-c", _CUT_OFF], check=True, timeout=60, stderr=subprocess.DEVNULL)


def test_ctrl_c_ends_kernels_the_prepared_process_and_its_folders(desk_project, sat_down):
    with running_lab(desk_project, PROGRAMME, "--area", AREA, "--role", "author") as lab:
        seat = sat_down(lab)
        beside_the_report(seat, "06_evaluation.ipynb")
        seat.page.close()
        below = started_by(lab.process.pid)
        assert below, "a prepared process and a kernel"
        # Some are only just starting when the end comes: what holds the server's output open would be waited for.
        for _ in range(3):
            threading.Thread(target=start_kernel_unheard, args=(lab,), daemon=True).start()
        own = lab.desk / ".lab" / "sittings" / str(lab.process.pid)
        assert own.is_dir()
    assert remaining(below) == []
    assert not own.exists()


def test_what_a_killed_sitting_left_is_removed_by_the_next(desk_project, sat_down):
    with running_lab(desk_project, PROGRAMME, "--area", AREA) as lab:
        start_kernel(lab)
        below = started_by(lab.process.pid)
        left = lab.desk / ".lab" / "sittings" / str(lab.process.pid)
        os.kill(lab.process.pid, signal.SIGKILL)
        lab.process.wait()
        lab.process.returncode = 0  # it was meant to
        assert remaining(below) == []
    assert left.is_dir()
    with running_lab(desk_project, "--role", "reviewer") as lab:
        assert not left.exists(), "and the last desk is opened where nothing is named"
        seat = sat_down(lab)
        beside_the_report(seat, "explore.ipynb", "06_evaluation.ipynb")
        seat.page.close()
