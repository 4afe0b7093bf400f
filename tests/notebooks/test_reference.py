"""Reference notebooks: run again cell by cell, every output is the same."""

from pathlib import Path

import pytest

from tests.helpers.folders import ROOT
from workbench.checks.gate import gate
from workbench.lab.roles import DESK_NOTEBOOKS
from workbench.project import Project

REFERENCE = Path(__file__).parent / "reference"
PROJECT = Project(ROOT, ROOT / "evidence", ROOT / "build")
NOTEBOOKS = sorted(REFERENCE.glob("*/*.ipynb"))


def test_every_stage_has_a_reference():
    stems = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert [path.stem for path in NOTEBOOKS] == sorted(stems - set(DESK_NOTEBOOKS))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_reference_is_worth_comparing_with(path):
    assert gate(PROJECT, [path])[0] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_reference_comes_out_the_same(path):
    assert gate(PROJECT, [path], run=True)[0] == []
