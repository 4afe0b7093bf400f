"""A number planted in a stored output of a reference notebook is found when the notebook is run again."""

import shutil
from pathlib import Path

import pytest

from workbench.checks.gate import gate
from workbench.checks.references import all_rerun_faults, difference
from workbench.project import Project

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "tests" / "notebooks" / "reference" / "directory"


def planted(folder, old, new):
    """Copy a reference into a folder and put another text into its stored outputs."""
    shutil.copytree(REFERENCE, folder)
    path = folder / "directory.ipynb"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_planted_number_keeps_every_rule_and_is_found_by_same_outputs(tmp_path):
    path = planted(tmp_path / "reference" / "directory", "link.vacancies: 4", "link.vacancies: 5")
    project = Project(ROOT, ROOT / "evidence", ROOT / "build")
    assert gate(project, [path])[0] == []
    (fault,) = gate(project, [path], run=True)[0]
    assert fault.message.startswith("code cell 3 (roles) does not come out as stored ('link.vacancies: 5' is stored, ")
    assert "'link.vacancies: 4' comes out now" in fault.message
    assert fault.message.endswith("if it should, make the reference anew [same-outputs]")


@pytest.mark.slow
def test_of_a_stage_notebook_the_references_made_of_it_are_run():
    own = [ROOT / "notebooks" / "directory.ipynb", ROOT / "notebooks" / "explore.ipynb"]
    faults, count, note = gate(Project(ROOT, ROOT / "evidence", ROOT / "build"), own, run=True)
    assert (count, note) == (3, "1 run again; not run, for want of a reference: explore")
    assert [fault.file for fault in faults] == ["notebooks/explore.ipynb"]


@pytest.mark.slow
def test_each_of_several_is_told_apart_and_one_that_fails_says_so(tmp_path):
    number = planted(tmp_path / "number" / "directory", "link.vacancies: 4", "link.vacancies: 5")
    sound = planted(tmp_path / "sound" / "directory", "link.vacancies: 4", "link.vacancies: 4")
    failing = planted(tmp_path / "failing" / "directory", "results.save()", "results.safe()")
    faults = all_rerun_faults({number: "a", sound: "b", failing: "c"})
    assert [(each.file, "'link.vacancies: 5' is stored" in each.message) for each in faults[number]] == [("a", True)]
    assert faults[sound] == []
    assert {each.file for each in faults[failing]} == {"c"}
    assert any("(save) fails when it is run again" in each.message for each in faults[failing])


def test_notebooks_that_cannot_be_read_are_each_told(tmp_path):
    paths = {tmp_path / name / "a.ipynb": name for name in ("one", "other")}
    for path in paths:
        path.parent.mkdir()
        path.write_text("no notebook")
    for path, faults in all_rerun_faults(paths).items():
        (fault,) = faults
        assert fault.file == paths[path]
        assert fault.message.startswith("cannot be run again (")


def test_what_cannot_be_told_apart_is_still_a_difference():
    assert difference("Unrun reference cell has outputs").startswith("does not come out as stored; if")
