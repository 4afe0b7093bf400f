"""The command that lists texts that are held back and lets them appear."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.evidence_project import definitions, programme  # noqa: F401 - fixtures
from tests.freetext.test_held import AREA, DATED, NAMED, PROGRAMME, held, project, raw  # noqa: F401 - fixtures
from workbench.cli import main
from workbench.freetext.fingerprints import fingerprint

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(project, held, monkeypatch):  # noqa: F811
    held()
    shutil.copytree(ROOT / "parameters", project.root / "parameters", ignore=shutil.ignore_patterns("statistics"))
    (project.root / "notebooks").mkdir()
    monkeypatch.delitem(os.environ, "WORKBENCH_EVIDENCE", raising=False)
    monkeypatch.setitem(os.environ, "WORKBENCH_PROJECT", str(project.root))
    return lambda *arguments: CliRunner().invoke(main, ["--project", str(project.root), "findings", *arguments])


def test_listed_with_every_place_and_without_the_words(run):
    result = run(PROGRAMME)
    assert result.exit_code == 1
    name = f"{AREA}/{AREA}_engagement.csv"
    assert f"{AREA}  {fingerprint(NAMED)[:10]}  possible name: {name}, row 2; {name}, row 5" in result.output
    assert "2 texts are held back" in result.output
    assert "Drever" not in result.output


def test_shown_when_asked(run):
    result = run(PROGRAMME, "--area", "Orkney", "--show")
    assert f"“{NAMED}”" in result.output
    assert f"“{DATED}”" in result.output


def test_one_command_settles_an_area(run):
    settled = run("sign-off", PROGRAMME, "Orkney", "--all", "--role", "Inspection lead", "--on", "2026-03-02")
    assert settled.exit_code == 0, settled.output
    assert "2 texts signed off by Inspection lead on 2026-03-02." in settled.output
    assert NAMED in settled.output
    result = run(PROGRAMME)
    assert (result.exit_code, result.output.strip()) == (0, "No text of the evidence is held back.")


def test_one_text_is_named_by_the_beginning_of_its_fingerprint(run):
    begin = fingerprint(DATED)[:6]
    result = run("sign-off", PROGRAMME, AREA, begin, "--role", "Inspection lead", "--on", "2026-03-02")
    assert "1 text signed off" in result.output
    assert "1 text is held back" in run(PROGRAMME).output


def test_neither_all_nor_one_is_a_question(run):
    result = run("sign-off", PROGRAMME, AREA, "--role", "Inspection lead", "--on", "2026-03-02")
    assert result.exit_code == 2
    assert "say --all" in result.output
