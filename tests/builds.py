"""Builds of the miniature that many tests begin with: made once for all processes, copied where tests change them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.lab.desk_project import make_desk_project
from tests.miniature import PROGRAMME, Miniature
from tests.shared import made_once

# Where all of it is built: what a build knows of files that it need not read again is lost to a copy.
_HERE = "here"


def half_built(temporary: pytest.TempPathFactory) -> Miniature:
    """Return the miniature with its evidence taken in and two of its three areas built. It is only read."""
    return Miniature(_half(temporary) / "copy")


def _half(temporary: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        copied(make_desk_project(folder / _HERE), folder / "copy")

    return made_once(temporary, "half-built", make)


def whole(temporary: pytest.TempPathFactory) -> tuple[Miniature, Miniature]:
    """Return the miniature with all its areas built in every format, where it was built, and a copy that is only read.

    The first is for tests of what a build finds when it is called again; one module alone may have it.
    What the build said is in the file ``said.txt``.
    """
    here = Miniature(_half(temporary) / _HERE)

    def make(folder: Path) -> None:
        # Whatever this machine has, the embedded engine is what is tested.
        said = here.run("build", PROGRAMME, "--engine", "embedded").stdout
        (here.root / "said.txt").write_text(said, encoding="utf-8")
        copied(here, folder)

    return here, Miniature(made_once(temporary, "whole", make))


def copied(miniature: Miniature, folder: Path) -> Miniature:
    """Copy a miniature into a folder that is not there yet, free to be changed."""
    shutil.copytree(miniature.root, folder, symlinks=True)
    return Miniature(folder)
