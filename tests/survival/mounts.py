"""Disks of a test's own: a small one, a read-only one, in a mount namespace that ends with the command."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path


@functools.cache
def why_not() -> str:
    """Return why this machine cannot give a process mounts of its own; empty where it can."""
    if shutil.which("unshare") is None:
        return "the program unshare is not on this machine"
    tried = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if tried.returncode == 0 else f"no mounts of one's own here ({tried.stderr.strip()})"


def in_own_mounts(script: str, *arguments: str | Path, environment: dict[str, str], cwd: Path) -> None:
    """Run a shell script in which mounts change nothing for anybody else; ``$1``, ``$2`` … are the arguments.

    Raises
    ------
    AssertionError
        When the script itself fails; commands in it that may fail keep their own exit codes.
    """
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-eu", "-c", script, "sh", *map(str, arguments)],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
