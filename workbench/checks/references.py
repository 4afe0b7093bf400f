"""Reference notebooks run again: every stored output is compared with a new one, by nbval behind a gate."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from xml.etree import ElementTree

from workbench.checks.notebook_rules.reading import read
from workbench.errors import Fault, MissingProgram
from workbench.execution.tasks import NOT_OF_THE_USER

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
    return all_rerun_faults({path: shown or path.name})[path]


def all_rerun_faults(notebooks: Mapping[Path, str]) -> dict[Path, list[Fault]]:
    """Run reference notebooks again, one after another, and return the cells whose outputs differ, by notebook.

    Several have their kernels forked from one prepared process, which pays for imports once.

    Parameters
    ----------
    notebooks
        How each notebook is called in faults.

    Raises
    ------
    MissingProgram
        When nbval is not installed.
    """
    if importlib.util.find_spec("nbval") is None:
        raise MissingProgram("nbval, which runs reference notebooks again, is not installed. Do: make setup-test")
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        places = {f"run{number}": path for number, path in enumerate(notebooks)}
        for place, path in places.items():
            shutil.copytree(path.parent, Path(scratch) / place)
        with _kernels(notebooks) as options:
            result = subprocess.run(
                _command([f"{place}/{path.name}" for place, path in places.items()], report, options),
                cwd=scratch, env=_environment(), capture_output=True, text=True,
            )  # fmt: skip
        if not report.exists() or result.returncode not in (0, 1):
            if len(notebooks) > 1:
                # One that cannot even be read hides what is wrong with the others.
                return {path: rerun_faults(path, shown=shown) for path, shown in notebooks.items()}
            last = [*result.stdout.strip().splitlines(), *result.stderr.strip().splitlines(), "no reason given"]
            what = f"cannot be run again ({last[0]}): open it in JupyterLab and run it [{RULE}]"
            return {path: [Fault(shown, message=what)] for path, shown in notebooks.items()}
        failures = _failures(report)
    found = {}
    for place, path in places.items():
        ids = {cell.number: cell.id for cell in read(path).code}
        found[path] = [
            Fault(notebooks[path], message=f"code cell {number} ({ids.get(number, '')}) {what} [{RULE}]")
            for number, what in failures.get(place, ())
        ]
    return found


@contextmanager
def _kernels(notebooks: Iterable[Path]) -> Iterator[list[str]]:
    """Yield nbval's options for kernels forked from a prepared process; none where there is no use in one."""
    import warm_kernels
    from workbench.execution.kernels import preload_of_notebooks
    from workbench.plan.sources import helpers_folder

    paths = list(notebooks)
    with ExitStack() as stack:
        if len(paths) < 2 or not warm_kernels.supported()[0]:
            yield []
            return
        preload = preload_of_notebooks(paths, helpers_folder(paths[0].parent))
        # Another order of sets and dictionaries each time, as in an ordinary kernel: no output may depend on it.
        seed = {"PYTHONHASHSEED": "random"}
        process = stack.enter_context(warm_kernels.prepared(preload.modules, preload.warm_up, seed))
        name = stack.enter_context(warm_kernels.temporary_kernelspec()) if process.running else ""
        yield [f"--nbval-kernel-name={name}"] if name else []


def _command(notebooks: list[str], report: Path, options: list[str]) -> list[str]:
    own = ["--nbval", f"--nbval-cell-timeout={_SECONDS_A_CELL}", "-vv", "-p", "no:cacheprovider", "--rootdir", "."]
    return [sys.executable, "-m", "pytest", *own, *options, f"--junitxml={report}", *notebooks]


def _environment() -> dict[str, str]:
    """Return the environment without settings of workbench, pytest and user, which would change the run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WORKBENCH_", "PYTEST_"))}
    return kept | NOT_OF_THE_USER


def _failures(report: Path) -> dict[str, list[tuple[int, str]]]:
    """Return number and difference of each cell that failed, by the folder of its notebook."""
    found: dict[str, list[tuple[int, str]]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        failure = next((each for each in case if each.tag in ("failure", "error")), None)
        number = _CELL.search(case.get("name", ""))
        if failure is not None:
            # A test's class is its file's path, with dots.
            place = re.split(r"[./]", case.get("classname", ""))[0]
            found.setdefault(place, []).append((int(number[1]) + 1 if number else 0, difference(failure.text or "")))
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
