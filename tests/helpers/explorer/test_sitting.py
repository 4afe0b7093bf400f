"""Who sits in front of a notebook, and what it shows that lies on no desk."""

import os
import shutil
import subprocess
import sys

import pytest

from helpers.explorer.absent import Absent
from helpers.explorer.opening import Explorer, open_explorer
from helpers.explorer.programme import NAME
from helpers.explorer.sitting import somebody_sits_here
from tests.helpers.folders import PROGRAMME, ROOT

VIEWS = ("matrix", "surveys", "records", "statistics", "earlier")


@pytest.fixture
def project(desk, tmp_path, monkeypatch):
    """A project with evidence that the explorer was told of; no desk is laid where its notebooks lie."""
    monkeypatch.delenv("WORKBENCH_PROJECT", raising=False)
    monkeypatch.delenv("WORKBENCH_EVIDENCE", raising=False)
    for name in ("notebooks", "parameters/programmes"):
        (tmp_path / name).mkdir(parents=True)
    evidence = tmp_path / "evidence"
    (evidence / "desk" / PROGRAMME).mkdir(parents=True)
    shutil.copy(desk.parent / NAME, evidence / "desk" / PROGRAMME / NAME)
    (evidence / "store").symlink_to(desk.parents[2] / "store", target_is_directory=True)
    return tmp_path


def test_without_a_desk_it_shows_what_a_report_may_show_of_the_project(project, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "explore.ipynb")
    explorer = open_explorer(PROGRAMME, "orkney-islands", project / "notebooks")
    assert isinstance(explorer, Explorer) and not explorer.interactive
    shown = [getattr(explorer, name)._repr_mimebundle_() for name in VIEWS]
    assert all(set(each) == {"text/html", "text/plain"} for each in shown)
    assert "not shown" in shown[1]["text/html"] and "(2 of 3)" not in shown[1]["text/html"]


def test_evidence_may_lie_elsewhere(project, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "evidence").rename(elsewhere / "evidence")
    assert isinstance(open_explorer(PROGRAMME, "midlothian", project / "notebooks"), Absent)
    monkeypatch.setenv("WORKBENCH_EVIDENCE", str(elsewhere / "evidence"))
    assert repr(open_explorer(PROGRAMME, "midlothian", project / "notebooks")).startswith("Midlothian")


@pytest.mark.parametrize("programme", [PROGRAMME, "throughcare"])
def test_where_nothing_is_there_a_sentence_says_what_to_do(tmp_path, programme):
    explorer = open_explorer(programme, "midlothian", tmp_path)
    said = explorer._repr_mimebundle_()
    assert set(said) == {"text/html", "text/plain"}
    assert f"`workbench lab {programme} --area midlothian`" in said["text/plain"]
    assert {repr(getattr(explorer, name)) for name in VIEWS} == {"Nothing is shown."}


def test_somebody_sits_where_a_server_started_the_kernel(monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.delenv("JPY_PARENT_PID", raising=False)
    assert not somebody_sits_here()
    monkeypatch.setenv("JPY_SESSION_NAME", "explore.ipynb")
    assert somebody_sits_here()
    monkeypatch.setenv("JPY_PARENT_PID", "no number")
    assert somebody_sits_here()


def test_nobody_sits_where_a_notebook_of_the_desk_started_the_command():
    # The command has the notebook's name from the kernel that started it, and so has the kernel that it starts.
    code = "from helpers.explorer.sitting import somebody_sits_here as here; print(here())"
    inner = f"import os, subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}], check=True, " \
        "env=os.environ | {'JPY_PARENT_PID': str(os.getpid())})"  # fmt: skip
    environment = os.environ | {"JPY_SESSION_NAME": "explore.ipynb", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    done = subprocess.run([sys.executable, "-c", inner], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
