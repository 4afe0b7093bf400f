"""Snakemake with as many outputs as a build has, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.projects import fresh_folder, quiet_environment, run

_SNAKEFILE = """
OUTPUTS = [f"out/{{number}}.txt" for number in range({outputs})]

rule all:
    input: OUTPUTS

rule each:
    input: "in/{{number}}.txt"
    output: "out/{{number}}.txt"
    shell: "cp {{input}} {{output}}"
"""


class UnavailableError(Exception):
    """Snakemake could not be installed or run; the message says why."""


def _program() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "strategic-scrutiny-workbench" / "snakemake"
    program = folder / "bin" / "snakemake"
    if program.exists():
        return program
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "snakemake"], check=True, capture_output=True, text=True, timeout=900)
    except (OSError, subprocess.SubprocessError) as error:
        lines = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        raise UnavailableError(f"it could not be installed ({lines[-1] if lines else error})") from error
    return program


class Snakemake:
    """A finished Snakemake workflow.

    Parameters
    ----------
    folder
        Where to lay it out.
    outputs
        How many files it makes, each from one input.

    Raises
    ------
    UnavailableError
        When Snakemake cannot be had.
    """

    def __init__(self, folder: Path, outputs: int) -> None:
        self._folder = fresh_folder(folder)
        self._command = [str(_program()), "--cores", str(len(os.sched_getaffinity(0))), "--quiet", "all"]
        self.version = run([self._command[0], "--version"], folder).strip()
        (folder / "Snakefile").write_text(_SNAKEFILE.format(outputs=outputs))
        for kind in ("in", "out"):
            (folder / kind).mkdir()
        for number in range(outputs):
            (folder / "in" / f"{number}.txt").write_text(f"{number}\n")
        # The outputs are laid down and recorded by Snakemake itself, as after a run of it.
        for number in range(outputs):
            (folder / "out" / f"{number}.txt").write_text(f"{number}\n")
        run([*self._command, "--touch"], folder)
        self.nothing_to_do()

    def nothing_to_do(self) -> None:
        """Have Snakemake look and find nothing to do."""
        done = subprocess.run(
            self._command, cwd=self._folder, env=quiet_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise UnavailableError(f"it ended with {done.returncode}: {done.stderr.strip()[-300:]}")
