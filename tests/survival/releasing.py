"""A release killed at random moments: none half-written is ever to be seen, and the next one is the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.assurance.signed import answer_all, make_built, sign_all
from tests.execution.killing import Subject
from tests.miniature import PROGRAMME, Miniature
from tests.survival.subjects import environment


def release_subject(folder: Path, *formats: str) -> Subject:
    """Return a programme of one area, built in some formats (all by default) and signed off, about to be released."""
    miniature = make_built(folder, *formats)
    answer_all(miniature)
    sign_all(miniature)
    return Subject(folder, ("release", PROGRAMME))


def looked_at(subject: Subject, folder: Path) -> Subject:
    """Return a copy of a subject whose pages a browser has looked at already, which takes longer than all the rest."""
    shutil.copytree(subject.root, folder)
    Miniature(folder).run(*subject.arguments, "--dry-run")
    return Subject(folder, subject.arguments)


def look_for_half_a_release(place: Path) -> None:
    """Fail when a release is to be seen that is not whole."""
    for release in (place / "releases" / PROGRAMME).glob("[!.]*"):
        if release.is_dir():
            done = subprocess.run(
                [sys.executable, "-m", "workbench", "verify", str(release)],
                cwd=place, env=environment(), capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
