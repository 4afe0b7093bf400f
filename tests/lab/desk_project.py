"""A project with evidence, built for two of its three areas, and JupyterLab on its desk in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.miniature import PROGRAMME, ROOT, Miniature, clean_environment, make_miniature
from workbench.processes import below

AREA = "orkney-islands"
BUILT = ("clackmannanshire", AREA)
UNBUILT = "glasgow-city"
#: What Chromium itself says of a page that was left while a request was under way.
LEFT_BEHIND = ("net::ERR_ABORTED", "Failed to fetch")
# Every cell with code has a number, or one ended with an error, after which no other runs.
_ALL_RAN = """() => {
  const notebook = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
  const cells = [...notebook.querySelectorAll('.jp-CodeCell')];
  const ran = (cell) => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').textContent);
  const empty = (cell) => !cell.querySelector('.cm-content').textContent.trim();
  const failed = notebook.querySelector('[data-mime-type$="stderr"]');
  return failed || (cells.length > 0 && cells.every((cell) => ran(cell) || empty(cell)));
}"""
_PROMPTS = """() => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-InputPrompt')]
  .map((each) => each.textContent).join(' ')"""
# Milliseconds; a machine that does other things as well takes its time.
_PATIENCE = 120_000
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(/lab\S*?)\?token=(\S+)")


def make_desk_project(folder: Path) -> Miniature:
    """Return a three-area project with its evidence taken in and two of its areas built."""
    miniature = make_miniature(folder)
    miniature.run("sample", PROGRAMME)
    miniature.run("intake", PROGRAMME)
    areas = [word for area in BUILT for word in ("--area", area)]
    miniature.run("build", PROGRAMME, *areas, "--engine", "embedded")
    return miniature


def started_by(process: int) -> set[int]:
    """Return every process below one."""
    return set(below(process))


def remaining(processes: set[int], seconds: float = 30) -> list[int]:
    """Return which of these processes are still there after so many seconds at most."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(Path(f"/proc/{one}").exists() for one in processes):
        time.sleep(0.05)
    return [one for one in processes if Path(f"/proc/{one}").exists()]


@dataclass
class Lab:
    """A running ``workbench lab``.

    Parameters
    ----------
    miniature
        The project.
    process
        The server.
    base, path, token
        Its address, the path of the layout it opens, and its token.
    said
        The lines that it printed at its start.
    """

    miniature: Miniature
    process: subprocess.Popen[str]
    base: str
    path: str
    token: str
    said: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Path:
        """The folder that JupyterLab shows."""
        return self.miniature.root / "evidence" / "desk"

    def folder(self, area: str = AREA) -> Path:
        """The folder of an area's desk."""
        return self.desk / PROGRAMME / area

    def address(self, path: str = "") -> str:
        """Return an address with the token."""
        return f"{self.base}{path or self.path}?token={self.token}"


@contextmanager
def running_lab(miniature: Miniature, *arguments: str):
    """Yield ``workbench lab`` with these arguments; end it as Ctrl-C does and see that it ends well."""
    environment = clean_environment() | {"PYTHONUNBUFFERED": "1"}
    own = [entry for entry in environment.get("PYTHONPATH", "").split(os.pathsep) if entry]
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "src"), *own])
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "lab", *arguments, "--no-browser"],
        cwd=miniature.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    said: list[str] = []
    try:
        found = None
        assert process.stdout is not None
        while found is None:
            line = process.stdout.readline()
            assert line, f"workbench lab ended: {''.join(said)}"
            said.append(line)
            found = _ADDRESS.search(line)
        yield Lab(miniature, process, found[1], found[2], found[3], said)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            rest, _ = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            rest, _ = process.communicate()
            raise AssertionError(f"workbench lab did not end: {''.join(said)}{rest}") from None
    assert process.returncode == 0, f"{''.join(said)}{rest}"
    assert "without encryption" not in rest, rest


class Seat:
    """Somebody at the desk: a page of a browser that takes down every error and every request to elsewhere.

    Parameters
    ----------
    lab
        The server.
    context
        A context of the browser of its own.
    """

    def __init__(self, lab: Lab, context) -> None:
        from playwright.sync_api import expect

        self.lab = lab
        self.wrong: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(_PATIENCE)
        expect.set_options(timeout=_PATIENCE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._wrong(f"script error: {error}"))
        self.page.on("request", self._asked)
        self.page.on(
            "response", lambda answer: self._wrong(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        )

    def _said(self, message) -> None:
        if message.type == "error":
            self._wrong(f"console: {message.text}")

    def _asked(self, request) -> None:
        own = (self.lab.base, self.lab.base.replace("http:", "ws:"), "data:", "blob:")
        if not request.url.startswith(own):
            self.wrong.append(f"request to {request.url}")

    def _wrong(self, text: str) -> None:
        if not any(known in text for known in LEFT_BEHIND):
            self.wrong.append(text)

    def sit_down(self, path: str = ""):
        """Open a layout (that of the command by default) and wait until JupyterLab is there."""
        self.page.goto(self.lab.address(path))
        self.page.locator("#jp-main-dock-panel").wait_for()
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")
        return self.page

    def open(self, path: str):
        """Open one notebook in a layout of its own and wait until its kernel is idle; return the page.

        Parameters
        ----------
        path
            Relative to the desk, such as ``compulsory-supervision-orders/orkney-islands/explore.ipynb``.
        """
        name = re.sub(r"[^A-Za-z0-9]", "-", path)
        self.sit_down(f"/lab/workspaces/one-{name}/tree/{path}")
        self.idle()
        return self.page

    @property
    def notebook(self):
        """The notebook in front."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").last

    def front(self, label: str) -> None:
        """Wait until the tab with this label is the one in front of those beside it."""
        tab = self.page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current .lm-TabBar-tabLabel")
        tab.get_by_text(label, exact=True).wait_for()

    def idle(self, name: str = "") -> None:
        """Wait until the notebook in front is there, its kernel is idle and no cell waits for it.

        Parameters
        ----------
        name
            Name of its file. To be given after a click that opens one: until it is there, another one is in front.
        """
        if name:
            self.front(name)
        self.notebook.locator(".jp-RenderedHTMLCommon h1").first.wait_for(state="attached")
        # JupyterLab shows "idle" before its kernel is there, and a name for it only then.
        self.notebook.locator(".jp-Toolbar-kernelName, .jp-KernelName").filter(has_text="Python").first.wait_for()
        self.notebook.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
        self.page.wait_for_function(
            "() => ![...document.querySelectorAll('.jp-InputPrompt')].some((each) => each.textContent.includes('*'))"
        )

    def run_all(self) -> None:
        """Run every cell of the notebook in front and wait until they have run."""
        from playwright.sync_api import TimeoutError as PlaywrightTimeout

        before = self.page.evaluate(_PROMPTS)
        for _ in range(20):
            # A command of the menu goes to the notebook that has the focus.
            self.notebook.locator(".jp-RenderedHTMLCommon h1").first.click()
            self.page.locator(".lm-MenuBar-item", has_text=re.compile("^Run$")).click()
            self.page.locator(".lm-Menu-item", has_text="Run All Cells").first.click()
            try:
                self.page.wait_for_function(
                    f"(before) => {{ const now = ({_PROMPTS})(); return now.includes('*') || now !== before; }}",
                    arg=before, timeout=3000,
                )  # fmt: skip
            except PlaywrightTimeout:
                continue  # it still was not quite there, and drops what is run meanwhile
            break
        self.page.wait_for_function(_ALL_RAN)
        self.idle()

    def outputs(self) -> list[str]:
        """Return the text of every output of the notebook in front."""
        return self.notebook.locator(".jp-OutputArea-output").all_inner_texts()

    def errors(self) -> list[str]:
        """Return errors and warnings of the notebook in front; JupyterLab draws both as what is on stderr."""
        return self.notebook.locator('.jp-OutputArea-output[data-mime-type$="stderr"]').all_inner_texts()
