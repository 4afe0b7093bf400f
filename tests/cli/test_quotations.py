"""The command that lists quotations and signs them off."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import main

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"
QUOTATIONS = """\
quotations:
  - id: trusted-worker
    text: My worker Eilidh kept her promises.
    source_role: children and young people
    quality_indicator: "2.1"
  - id: a-number
    text: I rang 07700 900123 and nobody came.
    source_role: parents and carers
    quality_indicator: "5.3"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters", ignore=shutil.ignore_patterns("statistics"))
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setitem(os.environ, "WORKBENCH_PROJECT", str(tmp_path))
    return tmp_path


@pytest.fixture
def file(project):
    path = project / "reports" / PROGRAMME / "areas" / "orkney-islands" / "quotations.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(QUOTATIONS)
    return path


def _run(project, *arguments):
    return CliRunner().invoke(main, ["--project", str(project), "quotations", *arguments])


def test_listed_with_what_was_detected(project, file):
    result = _run(project, PROGRAMME)
    assert result.exit_code == 1
    assert "orkney-islands  trusted-worker  not signed off; 1 possible name" in result.output
    assert "quotations.yaml, line 6" in result.output
    assert "2 quotations; 0 may appear, 2 may not as they stand" in result.output
    assert "Eilidh" not in result.output and "900123" not in result.output


def test_signed_off(project, file):
    arguments = ["sign-off", PROGRAMME, "Orkney", "trusted-worker", "--role", "Inspection lead", "--on", "2026-03-02"]
    result = _run(project, *arguments)
    assert result.exit_code == 0, result.output
    assert "My worker Eilidh kept her promises." in result.output
    listed = _run(project, PROGRAMME, "--area", "orkney-islands").output
    assert "trusted-worker  signed off by Inspection lead on 2026-03-02" in listed
    file.write_text(file.read_text().replace("promises.", "promises!"))
    assert "sign-off void: changed since" in _run(project, PROGRAMME).output
    refused = _run(project, *(word.replace("trusted-worker", "a-number") for word in arguments))
    assert refused.exit_code == 2 and "may never be published" in refused.output


def test_faults_and_no_quotations(project, file):
    file.write_text(QUOTATIONS.replace("source_role: parents", "source_rol: parents"))
    result = _run(project, PROGRAMME)
    assert result.exit_code == 2 and "did you mean source_role" in result.output.lower()
    assert _run(project, PROGRAMME, "--area", "fife").output.startswith("No quotations")
    assert "Example" in _run(project, "--help").output
