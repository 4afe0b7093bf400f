"""Every stage notebook shows in the Lab's kernel what it shows in a build, byte for byte."""

from __future__ import annotations

import json
import os

import nbformat
import pytest

import warm_kernels
from tests.lab.desk_project import AREA
from tests.miniature import PROGRAMME
from workbench.execution.canonical import canonical_notebook, notebook_bytes
from workbench.execution.worker import _shown_paths

pytestmark = pytest.mark.slow
STAGES = ("01_scoping", "02_self_evaluation", "03_surveys", "04_record_reading", "05_engagement", "06_evaluation")


@pytest.fixture
def desk_kernel(lab, monkeypatch):
    """The kernelspec that JupyterLab has, for a client of this process."""
    data = lab.desk / ".lab" / "sittings" / str(lab.process.pid) / "data"
    assert (data / "kernels" / "python3" / "kernel.json").is_file()
    monkeypatch.setenv("JUPYTER_PATH", str(data))


def test_a_stage_notebook_of_the_desk_shows_what_a_build_shows(lab, desk_kernel):
    from nbclient import NotebookClient

    for stage in STAGES:
        folder = lab.folder() / stage
        path = folder / f"{stage}.ipynb"
        text = path.read_text()
        notebook = nbformat.reads(text, as_version=4)
        client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
        executed = client.execute()
        shown = canonical_notebook(executed, json.loads(text), _shown_paths(folder))
        kept = json.loads((lab.miniature.build / "notebooks" / AREA / path.name).read_text())
        assert json.loads(notebook_bytes(shown))["cells"] == kept["cells"], stage
        made, built = (
            folder / "results" / "results.json",
            lab.miniature.build / "results" / AREA / stage / "results.json",
        )
        assert made.read_bytes() == built.read_bytes()
    if warm_kernels.supported()[0]:
        assert warm_kernels.last_start().warm
    assert PROGRAMME in str(folder) and os.environ["JUPYTER_PATH"]
