"""Quarto's own preview of the composed reports, where Quarto is on the machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import WorkbenchError
from workbench.plan.folders import build_folders

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.rendering.quarto import Quarto

_SECONDS = 180
_SITE = "_site"
_CONFIGURATION = "_quarto.yml"


@dataclass
class Previews:
    """The previews of one sitting: one Quarto for each programme.

    Parameters
    ----------
    project
        The project.
    folder
        Where copies of the composed reports go: Quarto writes beside what it previews.
    environment
        Variables for Quarto.
    """

    project: Project
    folder: Path
    environment: Mapping[str, str]
    _running: dict[str, tuple[subprocess.Popen[bytes], int]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @cached_property
    def quarto(self) -> Quarto | None:
        """The Quarto of this machine, or None."""
        from workbench.rendering.quarto import find_quarto

        return find_quarto()

    def open(self, programme: str, area: str) -> str:
        """Return the address of an area's page in Quarto's preview, of the reports as they were composed last.

        Raises
        ------
        WorkbenchError
            When Quarto is not there, nothing has been composed, or Quarto does not start.
        """
        if self.quarto is None:
            raise WorkbenchError("Quarto is not on this machine. The report is shown without it.")
        composed = build_folders(self.project.build, programme).project
        page = "index" if area == "national" else f"areas/{area}/index"
        if not (composed / f"{page}.qmd").is_file():
            raise WorkbenchError("There is no report to preview yet. Build the draft first.")
        with self._lock:
            copy = self.folder / programme
            copy_composed(composed, copy)
            process, port = self._running.get(programme, (None, 0))
            if process is None or process.poll() is not None:
                port = _free_port()
                process = self._start(copy, port)
                self._running[programme] = (process, port)
        address = f"http://127.0.0.1:{port}/{page}.html"
        _wait(address, process)
        return address

    def _start(self, folder: Path, port: int) -> subprocess.Popen[bytes]:
        assert self.quarto is not None
        command = [self.quarto.program, "preview", str(folder), "--no-browser", "--no-navigate", "--no-watch-inputs"]
        return subprocess.Popen(
            [sys.executable, "-m", "workbench.lab.tending", *command, "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder, env={"NO_COLOR": "1", **self.environment}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def end(self) -> None:
        """End every preview."""
        for process, _ in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._running.clear()


def copy_composed(composed: Path, copy: Path) -> None:
    """Copy a composed project for a preview: web pages alone, each made by Quarto once somebody asks for it.

    What is there already and has not changed stays untouched, so that Quarto makes no page twice.

    Parameters
    ----------
    composed
        The composed project.
    copy
        Where its copy goes.
    """

    def leave(folder: str, names: list[str]) -> list[str]:
        here = Path(folder).relative_to(composed)
        return [
            name
            for name in names
            if name in (_SITE, ".quarto", _CONFIGURATION) or _same(Path(folder, name), copy / here / name)
        ]

    shutil.copytree(composed, copy, ignore=leave, dirs_exist_ok=True)
    text = _for_the_web((composed / _CONFIGURATION).read_text(encoding="utf-8"))
    configuration = copy / _CONFIGURATION
    if not configuration.is_file() or configuration.read_text(encoding="utf-8") != text:
        configuration.write_text(text, encoding="utf-8")
    # Quarto begins with every page that is older than its source, all of the programme's. It makes one anew when it is
    # asked for the first time, whatever stands there.
    for source in composed.rglob("*.qmd"):
        place = source.relative_to(composed).with_suffix(".html")
        page = copy / _SITE / place
        if not any(part.startswith(("_", ".")) for part in place.parts) and not page.exists():
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("<!DOCTYPE html><title>Not made yet</title>", encoding="utf-8")


def _for_the_web(configuration: str) -> str:
    """Return ``_quarto.yml`` without the formats for paper.

    Examples
    --------
    >>> print(_for_the_web("format: {html: {toc: true, format-links: [docx]}, docx: default}"), end="")
    format:
      html:
        toc: true
        format-links: false
    """
    import yaml

    settings: dict[str, Any] = yaml.safe_load(configuration)
    html = (settings.get("format") or {}).get("html")
    settings["format"] = {"html": {**(html if isinstance(html, dict) else {}), "format-links": False}}
    return yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)


def _same(source: Path, copy: Path) -> bool:
    if not source.is_file() or not copy.is_file():
        return False
    old, new = copy.stat(), source.stat()
    return (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until Quarto has made a page: it answers when it has."""
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # it is on this machine
    until = time.monotonic() + _SECONDS
    while (left := until - time.monotonic()) > 0:
        if process.poll() is not None:
            raise WorkbenchError("Quarto could not preview the report. `workbench build` says what is wrong with it.")
        try:
            with ask.open(address, timeout=left):
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.2)
    raise WorkbenchError(f"Quarto's preview was not ready after {_SECONDS} seconds.")
