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


def by_notebook(**options):
    """Return what is wrong with each reference, all of them looked at by one call, as the command does it."""
    faults, count, note = gate(PROJECT, NOTEBOOKS, **options)
    assert (count, note) == (len(NOTEBOOKS), f"{len(NOTEBOOKS)} run again" if options else "")
    found = {path: [each for each in faults if each.file == str(path.relative_to(ROOT))] for path in NOTEBOOKS}
    assert sum(map(len, found.values())) == len(faults), faults
    return found


@pytest.fixture(scope="module")
def looked_at():
    return by_notebook()


@pytest.fixture(scope="module")
def run_again():
    return by_notebook(run=True)


def test_every_stage_has_a_reference():
    stems = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert [path.stem for path in NOTEBOOKS] == sorted(stems - set(DESK_NOTEBOOKS))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_reference_is_worth_comparing_with(looked_at, path):
    assert looked_at[path] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_reference_comes_out_the_same(run_again, path):
    assert run_again[path] == []
