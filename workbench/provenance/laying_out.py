"""A project's sources and evidence laid out in another folder, and builds run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import workbench
from workbench.errors import WorkbenchError

#: What a project's folder holds that a build reads, and the code where it lies in the project itself.
SOURCES = ("parameters", "notebooks", "reports", "src", "workbench", "locks", "pyproject.toml")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


@dataclass(frozen=True)
class LaidOut:
    """A project laid out to be built.

    Parameters
    ----------
    root, evidence, build
        Its folders.
    """

    root: Path
    evidence: Path
    build: Path

    def run(self, *arguments: str, umask: int = -1, **variables: str | None) -> subprocess.CompletedProcess[str]:
        """Run ``workbench`` there, in a process of its own.

        Parameters
        ----------
        *arguments
            Of the command line.
        umask
            Of its process; this one's by default.
        **variables
            Environment variables to set, or to take away where None; the others are this process's, without the
            workbench's own.
        """
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}
        quarto = os.environ.get("WORKBENCH_QUARTO")
        own = {"WORKBENCH_EVIDENCE": str(self.evidence), "WORKBENCH_BUILD": str(self.build)}
        asked = kept | own | ({"WORKBENCH_QUARTO": quarto} if quarto else {}) | variables
        environment = {name: value for name, value in asked.items() if value is not None}
        before = environment.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join([*code_folders(self.root), *([before] if before else [])])
        # Not -m from the project's folder alone: processes that this one starts elsewhere need the same code.
        return subprocess.run(
            [sys.executable, "-m", "workbench", *arguments],
            cwd=self.root, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace",
            check=False, umask=umask,
        )  # fmt: skip

    def must_run(self, *arguments: str, umask: int = -1, **variables: str | None) -> str:
        """Run ``workbench`` there, and return what it says.

        Raises
        ------
        WorkbenchError
            When it does not end well, with the last of what it said.
        """
        done = self.run(*arguments, umask=umask, **variables)
        if done.returncode:
            said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:])
            raise WorkbenchError(f"workbench {' '.join(arguments)} ended with exit code {done.returncode}:\n{said}")
        return done.stdout


def code_folders(root: Path) -> list[str]:
    """Return the folders that the workbench's packages are imported from for a project laid out at ``root``.

    Its own, where the project holds the code; otherwise those of the workbench that is running.
    """
    home = root if (root / "workbench" / "__init__.py").is_file() else Path(str(workbench.__file__)).parents[1]
    return [str(folder) for folder in (home, home / "src") if folder.is_dir()]


def copy_sources(root: Path, target: Path, *, backwards: bool = False) -> None:
    """Copy what a build reads of a project's folder.

    Parameters
    ----------
    root, target
        The project, and the folder to make.
    backwards
        Whether to make the files in the opposite order, so that a folder lists them in another one.
    """
    target.mkdir(parents=True)
    for name in sorted(SOURCES, reverse=backwards):
        source = root / name
        if source.is_dir():
            _copy_tree(source, target / name, backwards)
        elif source.is_file():
            shutil.copy2(source, target / name)


def copy_evidence(project: Any, programmes: Iterable[str], target: Path, *, backwards: bool = False) -> None:
    """Copy the evidence store of some programmes, and the published statistics; raw files are not needed.

    Parameters
    ----------
    project
        The project.
    programmes
        Ids of the programmes.
    target
        The evidence folder to make; only its owner can open it.
    backwards
        As for `copy_sources`.
    """
    (target / "store").mkdir(mode=0o700, parents=True)
    target.chmod(0o700)
    for name in sorted({*programmes, "statistics"}, reverse=backwards):
        if (project.store / name).is_dir():
            _copy_tree(project.store / name, target / "store" / name, backwards)


def _copy_tree(source: Path, target: Path, backwards: bool) -> None:
    """Copy a tree, its files made in the order of their names or in the opposite one."""
    ignored = _LEFT_OUT(str(source), [path.name for path in source.iterdir()])
    target.mkdir()
    for path in sorted(source.iterdir(), reverse=backwards):
        if path.name in ignored:
            continue
        if path.is_dir():
            _copy_tree(path, target / path.name, backwards)
        elif path.is_file():
            shutil.copy2(path, target / path.name)


def programmes_behind(definitions: Any, programme: str) -> list[str]:
    """Return the programmes whose results a programme reads, through any number of steps, those needed first.

    Parameters
    ----------
    definitions
        Of all programmes.
    programme
        Its id; it is not among them.
    """
    ordered: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        for stage in definitions.programme(name).stages:
            for other in stage.collects_from:
                if other.programme not in (*above, name):
                    visit(other.programme, (*above, name))
        if name != programme and name not in ordered:
            ordered.append(name)

    visit(programme, ())
    return ordered


def build_there(
    place: LaidOut, programme: str, behind: Iterable[str], options: Iterable[str],
    variables: Mapping[str, str | None], umask: int = -1,
) -> str:  # fmt: skip
    """Build a programme where it is laid out, after those whose results it reads; return what the build says."""
    for other in behind:
        # Its results are needed, not its pages.
        place.must_run("build", other, "--format", "html", umask=umask, **variables)
    return place.must_run("build", programme, *options, umask=umask, **variables)
