"""From ``workbench lab`` to a usable page, and from a click on a notebook to a kernel that answers."""

from __future__ import annotations

import os
import re
import shutil
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from benchmarks.findings import Check, Findings
from benchmarks.pairs import Cost, Pairs, shown
from benchmarks.projects import PROGRAMME, Bench, quiet_environment

if TYPE_CHECKING:
    from benchmarks.comparisons import Setting

AREA = "orkney-islands"
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(/lab\S*?)\?token=(\S+)")
OPENED = ("02_self_evaluation", "03_surveys", "04_record_reading", "05_engagement", "06_evaluation")
_HEADING = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedHTMLCommon h1"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def running(bench: Bench, **environment: str) -> Iterator[tuple[str, str, str, float]]:
    """Yield a running ``workbench lab``: address, path, token, and when it was started."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        bench.command("lab", PROGRAMME, "--area", AREA, "--no-browser"),
        cwd=bench.root, env=quiet_environment() | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = ""
        while (found := _ADDRESS.search(said)) is None:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"workbench lab ended: {said}")
            said += line
        yield found[1], found[2], found[3], begun
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def usable(browser: Any, bench: Bench, **environment: str) -> tuple[float, list[float]]:
    """Return the seconds until the page can be used, and those for each notebook opened from the panel."""
    # Each sitting finds the first layout, not the one that the last left.
    shutil.rmtree(bench.root / "evidence" / "desk" / ".lab" / "workspaces", ignore_errors=True)
    with running(bench, **environment) as (base, path, token, begun):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        ready: list[float] = []

        def heard(frame: bytes | str) -> None:
            if b"kernel_info_reply" in (frame if isinstance(frame, bytes) else frame.encode()):
                ready.append(time.perf_counter())

        def answered(kernels: int) -> None:
            """Wait until so many kernels have answered: JupyterLab shows "idle" before there is one."""
            until = time.perf_counter() + 60
            while len(ready) < kernels and time.perf_counter() < until:
                page.wait_for_timeout(5)

        page.on("websocket", lambda channel: channel.on("framereceived", heard))
        page.goto(f"{base}{path}?token={token}")
        page.locator(".workbench-detail").wait_for()
        page.locator(_HEADING).first.wait_for()
        answered(1)
        until = time.perf_counter() - begun
        page.wait_for_timeout(4000)
        stages = page.locator(".workbench-list").first.get_by_role("button")
        opened = []
        for number, file in enumerate(OPENED, start=1):  # the first stage stands open already
            before, clicked = len(ready), time.perf_counter()
            stages.nth(number).click()
            page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current", has_text=file).wait_for()
            page.locator(_HEADING).first.wait_for()
            answered(before + 1)
            opened.append(time.perf_counter() - clicked)
            page.wait_for_timeout(500)
        page.close()
    return until, opened


def lab(where: Setting) -> Findings:
    """The desk with warm kernels against the same with ordinary ones."""
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    name, compares = "lab", "JupyterLab as `workbench lab` opens it: kernels of its prepared process and ordinary ones."
    if program is None:
        what = "a notebook opened after the first"
        return Findings(name, compares, [Check(what, "–", "well under a second", None)], ["No browser was found."])
    bench = where.session.bench
    starts: list[float] = []
    warm: list[Cost] = []
    ordinary: list[Cost] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for number in range(where.rounds):
            for off in ("", "measured without them") if number % 2 else ("measured without them", ""):
                until, opened = usable(browser, bench, **({"WARM_KERNELS_OFF": off} if off else {}))
                (ordinary if off else warm).append(Cost(statistics.median(opened)))
                if not off:
                    starts.append(until)
        browser.close()
    pairs = Pairs(tuple(warm), tuple(ordinary))
    opens = pairs.our_seconds
    start = statistics.median(starts)
    return Findings(
        name,
        compares,
        [
            Check("a notebook opened after the first, kernel ready", shown(opens), "at most 0.8 s", opens <= 0.8),
            Check("as fast as with ordinary kernels", f"{pairs.ratio:.1f} times", "faster", pairs.ratio > 1),
            Check("from the command to a usable page", shown(start), "at most 10 s", start <= 10),
        ],
        [
            pairs.medians("with warm kernels", "with ordinary ones") + ".",
            "Usable: the panel shows the area, the first notebook is drawn and a kernel has answered. One is opened "
            "by a click in the panel, and ready when it is drawn and its kernel has answered. Seen in a real Chromium.",
        ],
    )
