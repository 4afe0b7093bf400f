"""The notebook itself, run as papermill runs it: it keeps the rules, and what it keeps holds no evidence."""

import nbformat
import papermill
import pytest

from tests.helpers.folders import PROGRAMME, ROOT, rows_of
from workbench.checks.notebooks import notebook_faults

NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"


def test_the_notebook_keeps_the_rules():
    assert notebook_faults(NOTEBOOK) == []


@pytest.mark.slow
def test_papermill_runs_it_and_nothing_of_the_evidence_is_kept(desk, tmp_path):
    done = tmp_path / "explore.ipynb"
    values = {"programme": PROGRAMME, "area": "orkney-islands"}
    papermill.execute_notebook(
        str(NOTEBOOK), str(done), values, cwd=str(desk), kernel_name="python3", progress_bar=False
    )
    found = nbformat.read(done, as_version=4)
    text = done.read_text()
    assert "widgets" not in found.metadata and "widget-view" not in text
    assert all(cell.outputs for cell in found.cells if cell.cell_type == "code" and cell.source.startswith("explorer."))
    assert not any(row["statement"] in text for row in rows_of("engagement", "orkney-islands"))
    # It is no stage notebook now that it has outputs; every other rule holds.
    faults = [fault for fault in notebook_faults(done) if "[stripped]" not in fault.message]
    assert [
        fault
        for fault in faults
        if "evidence" in fault.message or "network" in fault.message or "random" in fault.message
    ] == []
