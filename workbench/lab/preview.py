"""Quarto's own preview of the composed reports, where Quarto is on the machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.plan.folders import build_folders

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.rendering.quarto import Quarto

_SECONDS = 120


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
        copy = self.folder / programme
        shutil.copytree(composed, copy, ignore=shutil.ignore_patterns("_site", ".quarto"), dirs_exist_ok=True)
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
        command = [self.quarto.program, "preview", str(folder), "--no-browser", "--no-execute", "--render", "html"]
        return subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], cwd=folder, env=dict(self.environment),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def end(self) -> None:
        """End every preview."""
        for process, _ in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._running.clear()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise WorkbenchError("Quarto could not preview the report. `workbench build` says what is wrong with it.")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.2)
    raise WorkbenchError(f"Quarto's preview was not ready after {_SECONDS} seconds.")
