"""The project's own stage notebooks keep the rules."""

from pathlib import Path

import pytest

from workbench.checks.gate import notebook_uses
from workbench.checks.notebook_rules import Context
from workbench.checks.notebooks import notebook_faults, notebooks_below
from workbench.definitions import load_definitions
from workbench.lab.roles import DESK_NOTEBOOKS
from workbench.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def uses():
    return notebook_uses(load_definitions(Project(ROOT, ROOT / "evidence", ROOT / "build")))


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_stage_notebooks_keep_the_rules(path, uses):
    assert path.stem in DESK_NOTEBOOKS or path.name in uses, "no stage of any programme runs it"
    assert notebook_faults(path, Context(uses=uses.get(path.name, ()))) == []


def test_notebooks_are_found_once_without_checkpoints(tmp_path):
    (tmp_path / ".ipynb_checkpoints").mkdir()
    for name in ("b.ipynb", "a.ipynb", ".ipynb_checkpoints/a-checkpoint.ipynb", "a.txt"):
        (tmp_path / name).touch()
    assert notebooks_below([tmp_path, tmp_path / "a.ipynb"]) == [tmp_path / "a.ipynb", tmp_path / "b.ipynb"]
