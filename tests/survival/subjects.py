"""What the hardships are tried on: a project with its evidence taken in, and what an undisturbed build of it gives."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.execution.killing import Subject, outputs
from tests.miniature import clean_environment


@dataclass(frozen=True)
class Undisturbed:
    """A subject, and the hash of every file that a build without any hardship makes of it.

    Parameters
    ----------
    subject
        The project before any build.
    expected
        SHA-256 by path below ``build/``.
    kilobytes
        What the finished build takes on the disk.
    """

    subject: Subject
    expected: dict[str, str]
    kilobytes: int

    def copy(self, place: Path) -> Path:
        """Put a copy of the project at ``place``, to be treated badly."""
        shutil.copytree(self.subject.root, place, symlinks=True)
        return place

    def wrong(self, place: Path) -> list[str]:
        """Return the files of a build that are not those of an undisturbed one."""
        found = outputs(place)
        return sorted(name for name in found | self.expected if found.get(name) != self.expected.get(name))

    @property
    def command(self) -> list[str]:
        """The build's command line."""
        return [sys.executable, "-m", "workbench", *self.subject.arguments]

    def run(self, place: Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Build in ``place``, with the two outputs as one text."""
        return subprocess.run(
            self.command, cwd=place, env=environment() | settings,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip


def environment() -> dict[str, str]:
    """Return the environment without the project's settings, and without files of compiled Python being written."""
    return clean_environment() | {"PYTHONDONTWRITEBYTECODE": "1"}


def undisturbed(subject: Subject, folder: Path) -> Undisturbed:
    """Build the subject once in ``folder``, in peace."""
    known = Undisturbed(subject, {}, 0)
    place = known.copy(folder / "undisturbed")
    done = known.run(place)
    assert done.returncode == 0, done.stdout
    size = sum(path.stat().st_blocks for path in (place / "build").rglob("*") if path.is_file()) // 2
    return Undisturbed(subject, outputs(place), size)
