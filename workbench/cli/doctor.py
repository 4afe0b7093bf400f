"""The command ``workbench doctor``."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from workbench.errors import WorkbenchError

_PACKAGES = (
    "jupyterlab", "papermill", "nbclient", "ipykernel", "pandas", "pyarrow", "altair", "vl-convert-python",
    "pydantic", "typst", "pypandoc_binary", "distributed",
)  # fmt: skip
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUARTO_ADVICE = (
    "Not needed: the embedded engine renders the same sources. To have it: conda env create -f environment.yml, or "
    "install it from quarto.org"
)


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Parameters
    ----------
    name
        What.
    state
        ``ok``, ``missing`` (something cannot be done) or ``note`` (done in another way).
    text
        What was found, and what to do where it is missing.
    """

    name: str
    state: str
    text: str


def _packages() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for name in _PACKAGES:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            if name == "distributed":
                text = "not installed; needed only for --scheduler: pip install 'strategic-scrutiny-workbench[cluster]'"
                yield Finding(name, "note", text)
            else:
                yield Finding(name, "missing", "not installed; run: make setup")


def _quarto() -> Finding:
    program = shutil.which("quarto")
    if program is None:
        return Finding("Quarto", "note", f"not found. {_QUARTO_ADVICE}")
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        return Finding("Quarto", "missing", f"{program} does not run ({error}). {_QUARTO_ADVICE}")
    return Finding("Quarto", "ok", f"{answer.stdout.strip()} ({program})")


def _pandoc() -> Finding:
    try:
        import pypandoc

        return Finding("Pandoc", "ok", f"{pypandoc.get_pandoc_version()} ({pypandoc.get_pandoc_path()})")
    except (ImportError, OSError) as error:
        return Finding("Pandoc", "missing", f"not found ({error}); the embedded engine needs it: make setup")


def _typst() -> Finding:
    try:
        import typst
    except ImportError:
        return Finding("Typst", "missing", "not found; the embedded engine needs it for PDF: make setup")
    try:
        typst.compile(b"= Tried")
    except Exception as error:  # the binding raises its own kinds
        return Finding("Typst", "missing", f"cannot make a PDF ({error}); the embedded engine needs it: make setup")
    return Finding("Typst", "ok", "makes a PDF")


def _fonts() -> Finding:
    try:
        from helpers.drawing import font_folder

        found = sorted(path.name for path in font_folder().glob("*.ttf"))
    except (ImportError, OSError):
        found = []
    if len(found) >= 4:
        return Finding("Typeface", "ok", f"Atkinson Hyperlegible, {len(found)} files")
    return Finding("Typeface", "missing", "Atkinson Hyperlegible is not installed; run: make setup")


def _warm_kernels() -> Finding:
    try:
        import warm_kernels
    except ImportError:
        return Finding("Warm kernels", "note", "not installed; ordinary kernels are used, which start more slowly")
    able, reason = warm_kernels.supported()
    return Finding("Warm kernels", "ok" if able else "note", reason if able else f"{reason} Ordinary kernels are used.")


def _browser() -> Finding:
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program:
        return Finding("Chromium", "ok", program)
    return Finding("Chromium", "note", "not found; only the browser tests need it")


def _places() -> Iterator[Finding]:
    from workbench.project import find_project

    try:
        project = find_project()
    except WorkbenchError as error:
        yield Finding("Project", "note", error.message)
        return
    yield Finding("Project", "ok", str(project.root))
    where = "WORKBENCH_EVIDENCE" if os.environ.get("WORKBENCH_EVIDENCE") else "the default; WORKBENCH_EVIDENCE sets it"
    held = "" if project.store.is_dir() else ", nothing taken in yet"
    yield Finding("Evidence", "ok", f"{project.evidence} ({where}){held}")
    if project.evidence.is_relative_to(project.root) and not _ignored(project.root, project.evidence):
        text = "the evidence folder lies in the repository and git does not ignore it; move it, or add it to .gitignore"
        yield Finding("Evidence", "missing", text)
    yield Finding("Build", "ok", str(project.build))


def _ignored(root: Path, folder: Path) -> bool:
    """Whether git ignores the folder, or there is no repository to leak into."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return True
    answer = subprocess.run([git, "check-ignore", "-q", f"{folder}/"], cwd=root, capture_output=True, check=False)
    return answer.returncode == 0


def findings() -> Iterator[Finding]:
    """Look at everything that a build, JupyterLab or the tests need."""
    from workbench import __version__
    from workbench.execution.pool import available_cores

    yield Finding("Workbench", "ok", __version__)
    python = f"{platform.python_version()} ({sys.prefix})"
    new_enough = sys.version_info >= (3, 11)
    yield Finding("Python", "ok" if new_enough else "missing", python + ("" if new_enough else "; 3.11 is needed"))
    cores = available_cores()
    yield Finding("Cores", "ok", f"{cores}; a build runs {cores} notebook{'s' if cores > 1 else ''} at a time")
    yield from _packages()
    yield _quarto()
    yield _pandoc()
    yield _typst()
    yield _fonts()
    yield _warm_kernels()
    yield _browser()
    yield from _places()


def _table(found: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    colours = {"ok": "green", "missing": "bold red", "note": "yellow"}
    for each in found:
        table.add_row(each.name, f"[{colours[each.state]}]{each.state}[/]", each.text.replace("[", r"\["))
    Console(highlight=False).print(table)


@click.command(name="doctor")
def command() -> None:
    """Say what this machine has and what it lacks, and what to do about it.

    \b
    Example:
      workbench doctor
    """  # noqa: D301  \b keeps the example's lines apart
    found = list(findings())
    if sys.stdout.isatty():
        _table(found)
        return
    width = max(len(each.name) for each in found)
    for each in found:
        click.echo(f"{each.name:<{width}}  {each.state:<7}  {each.text}")
