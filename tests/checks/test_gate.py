"""The gate for notebooks, in a project of its own."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tests.checks.notebook_rules.making import OUTPUT, code, executed, parameters, stage, write
from workbench.checks.gate import gate, is_reference
from workbench.cli import main
from workbench.errors import WorkbenchError
from workbench.project import Project

ROOT = Path(__file__).parents[2]
OWN = Project(ROOT, ROOT / "evidence", ROOT / "build")


@pytest.fixture
def project(tmp_path):
    """Return a project with one stage notebook and a reference of it, and no parameters."""
    write(tmp_path / "notebooks" / "a.ipynb", [parameters(), code("results.save()", "save")])
    write(tmp_path / "tests" / "notebooks" / "reference" / "a" / "a.ipynb", executed())
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


def test_all_of_a_project_is_looked_at(project):
    faults, count, note = gate(project)
    assert (faults, count) == ([], 2)
    assert "parameters of programmes were not compared" in note


def test_a_reference_is_held_to_its_stage_notebook(project):
    write(project.notebooks / "a.ipynb", stage())
    (fault,) = gate(project)[0]
    assert fault.file == "tests/notebooks/reference/a/a.ipynb"
    assert "[same-code]" in fault.message


def test_a_stage_notebook_that_is_named_alone_brings_its_references(project):
    """As before a commit, where the files that changed are named."""
    own = write(project.notebooks / "a.ipynb", stage())
    (fault,), count, _ = gate(project, [own])
    assert (fault.file, count) == ("tests/notebooks/reference/a/a.ipynb", 2)
    assert "[same-code]" in fault.message


def test_a_reference_whose_stage_notebook_is_gone_is_told(project):
    (project.notebooks / "a.ipynb").rename(project.notebooks / "b.ipynb")
    (fault,) = gate(project)[0]
    assert fault.file == "tests/notebooks/reference/a/a.ipynb"
    assert fault.message.startswith("no stage notebook is called so")
    assert fault.message.endswith("[same-code]")


def test_a_reference_without_outputs_is_not_run(project):
    path = write(project.root / "tests/notebooks/reference/a/a.ipynb", [parameters(), code("results.save()", "save")])
    (fault,), _, note = gate(project, [path], run=True)
    assert "[executed]" in fault.message
    assert note.startswith("0 run again; not run, as they break a rule: a; ")


def test_what_is_named_to_be_run_and_cannot_be_says_why_and_fails(project):
    desk = write(project.notebooks / "desk.ipynb", stage())
    faults, count, note = gate(project, [desk], run=True)
    (fault,) = faults
    assert (fault.file, count) == ("notebooks/desk.ipynb", 1)
    assert fault.message.startswith("is not run again: it is not an executed notebook in a folder called reference")
    assert fault.message.endswith("or leave out --run [same-outputs]")
    assert note.startswith("0 run again; not run, for want of a reference: desk; parameters of")
    # Of a folder too, where nothing at all was run.
    (fault,) = gate(project, [write(project.root / "own" / "a.ipynb", stage()).parent], run=True)[0]
    assert fault.file == "own/a.ipynb"


def test_what_lies_in_a_folder_called_reference_is_one(project):
    assert is_reference(project, project.root / "x" / "reference" / "a.ipynb")
    assert not is_reference(project, project.root / "notebooks" / "reference.ipynb")


def test_a_folder_without_notebooks_is_said(project):
    (project.root / "empty").mkdir()
    with pytest.raises(WorkbenchError, match="There is no notebook in"):
        gate(project, [project.root / "empty"])


def test_the_command_names_file_cell_and_what_to_do(tmp_path):
    path = write(tmp_path / "surveys.ipynb", stage(code("run", "more", count=1, outputs=[OUTPUT])))
    result = CliRunner().invoke(main, ["--project", str(ROOT), "check", "--notebooks", str(path)])
    assert result.exit_code == 1
    assert "surveys.ipynb: code cell 3 (more) has outputs or a count: clear all outputs and save" in result.output
    assert result.output.splitlines()[-1] == "Not ok: 1 fault in notebooks (1 notebook)."
    assert CliRunner().invoke(main, ["check", "--run"]).exit_code == 2


def test_parameters_are_compared_with_the_programmes(tmp_path):
    path = write(tmp_path / "03_surveys.ipynb", stage(first=parameters('programme: str = "promise"\narea: str = ""')))
    (fault,) = gate(OWN, [path])[0]
    assert "has the default programme 'promise', which has no stage that runs this notebook" in fault.message


def test_pre_commit_and_forges_run_commands_that_are_there():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    commands = [hook["entry"] for hook in hooks]
    assert re.compile(hooks[1]["files"]).search("notebooks/03_surveys.ipynb")
    github = yaml.safe_load((ROOT / "docs" / "ci" / "github-actions.yml").read_text())
    commands += [step["run"] for job in github["jobs"].values() for step in job["steps"] if "run" in step]
    gitlab = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab-ci.yml").read_text())
    commands += [line for job in gitlab.values() if "script" in job for line in job["script"]]
    assert len(commands) > 10
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for command in commands:
        words = shlex.split(command)
        if words[0] == "make":
            assert words[1] in targets
        elif words[0] == ".venv/bin/workbench":
            assert CliRunner().invoke(main, [*words[1:], "--help"]).exit_code == 0
