"""Reference notebooks run again: every stored output is compared with a new one, by nbval behind a gate."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from workbench.checks.notebook_rules.reading import read
from workbench.errors import Fault, MissingProgram

RULE = "same-outputs"
_COLOUR = re.compile(r"(?:\x1b|#x1B)\[[0-9;]*m")
_CELL = re.compile(r"Cell (\d+)")
_SECONDS_A_CELL = 300


def rerun_faults(path: Path, *, shown: str = "") -> list[Fault]:
    """Run a reference notebook again in a copy of its folder, and return the cells whose outputs differ.

    nbval passes a notebook without outputs and one that asks it to look away: hold it to the rules first
    (`workbench.checks.notebooks.notebook_faults`).

    Parameters
    ----------
    path
        The notebook; its folder holds the evidence it reads.
    shown
        How the file is called in faults; by default its name.

    Raises
    ------
    MissingProgram
        When nbval is not installed.
    """
    if importlib.util.find_spec("nbval") is None:
        raise MissingProgram("nbval, which runs reference notebooks again, is not installed. Do: make setup-test")
    name = shown or path.name
    with tempfile.TemporaryDirectory() as scratch:
        folder, report = Path(scratch) / "run", Path(scratch) / "report.xml"
        shutil.copytree(path.parent, folder)
        result = subprocess.run(
            _command(path.name, report), cwd=folder, env=_environment(), capture_output=True, text=True
        )
        if not report.exists() or result.returncode not in (0, 1):
            last = [*result.stdout.strip().splitlines(), *result.stderr.strip().splitlines(), "no reason given"]
            return [Fault(name, message=f"cannot be run again ({last[0]}): open it in JupyterLab and run it [{RULE}]")]
        failures = _failures(report)
    ids = {cell.number: cell.id for cell in read(path).code}
    return [
        Fault(name, message=f"code cell {number} ({ids.get(number, '')}) {what} [{RULE}]") for number, what in failures
    ]


def _command(notebook: str, report: Path) -> list[str]:
    options = ["--nbval", f"--nbval-cell-timeout={_SECONDS_A_CELL}", "-vv", "-p", "no:cacheprovider", "--rootdir", "."]
    return [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", notebook]


def _environment() -> dict[str, str]:
    """Return the environment without what would change the run: settings of the workbench and of pytest."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("WORKBENCH_", "PYTEST_"))}


def _failures(report: Path) -> list[tuple[int, str]]:
    """Return number and difference of each cell that failed."""
    found = []
    for case in ElementTree.parse(report).iter("testcase"):
        failure = next((each for each in case if each.tag in ("failure", "error")), None)
        number = _CELL.search(case.get("name", ""))
        if failure is not None:
            found.append((int(number[1]) + 1 if number else 0, difference(failure.text or "")))
    return found


def difference(text: str) -> str:
    r"""Return what differs, in a sentence, from what nbval says of a cell.

    Examples
    --------
    >>> difference("assert failed:\n  - a: 36\n  ?  ^\n  + a: 37\n")
    "does not come out as stored ('a: 37' is stored, 'a: 36' comes out now); if it should, make the reference anew"
    """
    lines = [_COLOUR.sub("", line) for line in text.splitlines()]
    if any("caused an exception" in line for line in lines):
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f"fails when it is run again: {last}"
    stored, new = (_first(lines, sign) for sign in "+-")
    told = f" ('{stored}' is stored, '{new}' comes out now)" if stored or new else ""
    return f"does not come out as stored{told}; if it should, make the reference anew"


def _first(lines: list[str], sign: str) -> str:
    return next((line.strip()[1:].strip()[:120] for line in lines if re.match(rf"\s*{re.escape(sign)} ", line)), "")
