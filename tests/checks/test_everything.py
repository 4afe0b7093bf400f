"""``workbench check`` of the project itself, as newcomers and forges run it: before anything is built."""

from pathlib import Path

from workbench.checks.everything import check_project
from workbench.definitions import load_definitions
from workbench.project import Project

ROOT = Path(__file__).parents[2]


def test_the_project_keeps_its_own_checks_before_anything_is_built(tmp_path):
    project = Project(ROOT, tmp_path / "evidence", tmp_path / "build")
    checks = list(check_project(project))
    assert [str(fault) for check in checks for fault in check.faults] == []
    # What is not looked at is said: the narrative alone, for want of results.
    waiting = [check.name for check in checks if not check.made]
    assert {name.split(" of ")[0] for name in waiting} == {"narrative"}
    assert len(waiting) == sum(bool(each.stages) for each in load_definitions(project).programmes.values())
