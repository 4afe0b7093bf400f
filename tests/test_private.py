"""Evidence, and what is computed from it, is for its owner alone, however open the machine is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.miniature import PROGRAMME, clean_environment, make_miniature
from workbench.execution.outputs import keep_failure, keep_outputs
from workbench.execution.tasks import RunOutcome
from workbench.plan.folders import build_folders
from workbench.plan.units import Unit

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
_OPEN = "import os, sys; os.umask(0o022); from workbench.cli import main; main(sys.argv[1:], prog_name='workbench')"


def open_to_others(folder):
    """Return every file and folder under ``folder`` that somebody else could open."""
    found = [folder, *folder.rglob("*")]
    assert len(found) > 1
    return [str(path.relative_to(folder.parent)) for path in found if path.lstat().st_mode & 0o077]


def run(root, *arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, *arguments], cwd=root, env=clean_environment(), capture_output=True, text=True
    )
    assert done.returncode == code, done.stdout + done.stderr


def test_all_of_the_evidence_folder_is_for_its_owner_alone(tmp_path):
    root = make_miniature(tmp_path / "project", ("orkney-islands",)).root
    run(root, "sample", PROGRAMME)
    raw = root / "evidence" / "raw" / PROGRAMME / "orkney-islands"
    # A row set aside and a refused file are written beside their reasons.
    with (raw / "orkney-islands_parents_survey.csv").open("a", encoding="utf-8") as stream:
        stream.write("Total,of all\r\n")
    (raw / "orkney-islands_children_survey.csv").write_text("no such header\n1\n")
    run(root, "intake", PROGRAMME, code=1)
    run(root, "concern", "raise", PROGRAMME, "orkney-islands", "--raised-by", "Inspector", "--to", "Inspection lead")
    there = {path.name for path in (root / "evidence").iterdir()}
    assert {"raw", "store", "originals", "refused", "concerns"} <= there
    raw_by_hand = {f"evidence/raw/{PROGRAMME}/orkney-islands/orkney-islands_children_survey.csv"}
    assert set(open_to_others(root / "evidence")) <= raw_by_hand


@pytest.fixture
def folders(tmp_path):
    before = os.umask(0o022)
    try:
        yield build_folders(tmp_path / "build", "p")
    finally:
        os.umask(before)


def test_results_and_notebooks_are_for_their_owner_alone(folders):
    unit = Unit("p", "03_surveys", "fife")
    results = {"results.json": b"{}", "held-back.json": b"{}", "figures/one.svg": b"<svg/>"}
    keep_outputs(folders, unit, RunOutcome(unit.name, b"{}", results, "", 0.0))
    assert open_to_others(folders.results) == []
    assert open_to_others(folders.root / "notebooks") == []
    assert not folders.root.stat().st_mode & 0o077
    keep_failure(folders, unit, RunOutcome(unit.name, b"{}", {}, "an error", 0.0))
    assert open_to_others(folders.root / "failed") == []
