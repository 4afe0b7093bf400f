"""The command that records concerns takes no detail."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.miniature import PROGRAMME, make_miniature
from workbench.cli import main

ROOT = Path(__file__).parents[2]
RAISE = ["raise", "compulsory-supervision-orders", "Orkney", "--raised-by", "Inspector", "--to", "inspection lead"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_EVIDENCE", str(tmp_path / "evidence"))
    monkeypatch.setitem(os.environ, "WORKBENCH_PROJECT", str(ROOT))
    return lambda *arguments: CliRunner().invoke(main, ["--project", str(ROOT), "concern", *arguments])


def test_raised_listed_passed_on(run):
    assert run("list").output == "No concern is recorded.\n"
    result = run(*RAISE, "--on", "2026-03-02T09:30")
    assert result.exit_code == 0 and "This told nobody" in result.output
    listed = run("list", "--overdue")
    assert listed.exit_code == 1 and "OVERDUE" in listed.output and "orkney-islands" in listed.output
    assert run("update", "C1", "--status", "passed-on", "--by", "Inspection lead").exit_code == 0
    assert run("list", "--overdue").output == "No concern is overdue.\n"
    assert "passed-on by Inspection lead" in run("list").output


@pytest.mark.parametrize(
    "extra",
    [["she", "was", "hit"], ["--note", "she was hit"], ["--detail=she was hit"], ["-m", "hit"], ["--", "hit"]],
)
def test_every_further_word_is_refused_and_not_repeated(run, tmp_path, extra):
    for command in (RAISE, ["update", "C1", "--status", "closed", "--by", "Inspector"], ["list"]):
        result = run(*command, *extra)
        assert result.exit_code == 2
        assert "The detail belongs on the concern form" in result.output
        assert "hit" not in result.output
    assert not (tmp_path / "evidence").exists()


def test_there_is_no_option_for_a_text(run):
    help = run("raise", "--help").output
    assert [word for word in help.split() if word.startswith("--")].count("--raised-by") == 2
    assert not {"--note", "--text", "--detail", "--reason", "--message"} & set(help.split())
    assert "Example" in help


def test_wrong_words(run):
    assert "Roles: Inspector" in run(*RAISE[:-1], "somebody").output
    assert run(*RAISE, "--on", "2999-01-01").exit_code == 2
    assert "2026-03-31" in run(*RAISE, "--on", "yesterday").output
    assert "one of: passed-on, closed" in run("update", "C1", "--status", "done", "--by", "Inspector").output


def test_a_build_reminds_the_inspection_lead_on_the_screen_alone(tmp_path):
    miniature = make_miniature(tmp_path / "project")
    miniature.run(
        "concern", "raise", PROGRAMME, "orkney-islands", "--raised-by", "Inspector", "--to", "Inspection lead",
        "--on", "2026-01-05",
    )  # fmt: skip
    result = miniature.run("build", PROGRAMME, "--dry-run", check=False)
    assert "For the inspection lead: 1 concern not yet passed on" in result.stderr
    assert "concern" not in result.stdout
    assert not list((tmp_path / "project").glob("build/**/*concern*"))
