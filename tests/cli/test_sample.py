"""The command that makes the sample evidence."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_EVIDENCE", str(tmp_path / "evidence"))
    monkeypatch.setenv("WORKBENCH_PROJECT", str(ROOT))
    return lambda *arguments: CliRunner().invoke(main, ["sample", *arguments])


def test_a_sample_of_one_area(run, tmp_path):
    result = run("compulsory-supervision-orders", "--area", "orkney-islands", "--size", "0.2")
    assert result.exit_code == 0
    assert "orkney-islands: 7 files written" in result.output
    assert "Next: workbench intake compulsory-supervision-orders" in result.output
    folder = tmp_path / "evidence" / "raw" / "compulsory-supervision-orders"
    assert "synthetic: true" in (folder / "batch.yaml").read_text()
    assert "nothing to change" in run("--area", "Orkney", "--size", "0.2").output


def test_a_misspelt_area_or_programme_exits_with_2_and_the_nearest_name(run):
    result = run("--area", "orkny")
    assert (result.exit_code, "Did you mean orkney-islands?" in result.output) == (2, True)
    result = run("compulsory-supervison-orders")
    assert (result.exit_code, "Did you mean compulsory-supervision-orders?" in result.output) == (2, True)


def test_a_file_in_the_way_exits_with_2(run, tmp_path):
    run("--area", "fife", "--size", "0.1")
    changed = next((tmp_path / "evidence").rglob("*.csv"))
    changed.write_text("mine")
    result = run("--area", "fife", "--size", "0.1")
    assert result.exit_code == 2
    assert changed.name in result.output
    assert changed.read_text() == "mine"


def test_help_shows_an_example(run):
    assert "workbench sample compulsory-supervision-orders --area orkney-islands" in run("--help").output
