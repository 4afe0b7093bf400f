"""Reference notebooks: run again cell by cell, every output is the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.folders import ROOT
from workbench.checks.notebooks import notebook_faults

REFERENCE = Path(__file__).parent / "reference"
NOTEBOOKS = sorted(REFERENCE.glob("*/*.ipynb"))


def nbval(folder: Path) -> subprocess.CompletedProcess[str]:
    """Compare every notebook in a folder with a fresh run of it, outside this project's own pytest settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WORKBENCH_", "PYTEST_"))}
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    return subprocess.run([*command, str(folder)], cwd=folder, env=environment, capture_output=True, text=True)


def test_every_stage_has_a_reference():
    assert [path.stem for path in NOTEBOOKS] == sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_reference_is_worth_comparing_with(path):
    assert notebook_faults(path, reference=True) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_reference_has_the_cells_of_its_stage_notebook(path):
    import json

    cells, own = (json.loads(place.read_text())["cells"] for place in (path, ROOT / "notebooks" / path.name))
    assert [cell["id"] for cell in cells] == [cell["id"] for cell in own]
    changed = {cell["id"] for cell, other in zip(cells, own, strict=True) if cell["source"] != other["source"]}
    assert changed <= {"parameters"}


@pytest.mark.slow
def test_the_references_come_out_the_same(tmp_path):
    shutil.copytree(REFERENCE, tmp_path / "reference")
    result = nbval(tmp_path / "reference")
    assert result.returncode == 0, result.stdout[-4000:]
    assert "passed" in result.stdout


@pytest.mark.slow
def test_a_changed_number_is_found(tmp_path):
    folder = tmp_path / "changed"
    shutil.copytree(REFERENCE / "02_self_evaluation", folder)
    path = folder / "02_self_evaluation.ipynb"
    path.write_text(path.read_text().replace("position.statements: 36", "position.statements: 37"))
    result = nbval(folder)
    assert result.returncode == 1
    assert "position.statements" in result.stdout
