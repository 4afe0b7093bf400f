"""The command that takes evidence in."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_EVIDENCE", str(tmp_path / "evidence"))
    monkeypatch.setenv("WORKBENCH_PROJECT", str(ROOT))
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


@pytest.fixture
def raw(run, tmp_path):
    run("sample", "compulsory-supervision-orders", "--area", "fife", "--area", "orkney-islands", "--size", "0.2")
    return tmp_path / "evidence" / "raw" / "compulsory-supervision-orders"


def test_a_line_for_each_file_and_a_summary(run, raw, tmp_path):
    result = run("intake")
    assert result.exit_code == 0
    assert "fife/fife_engagement.csv: " in result.output
    assert "compulsory-supervision-orders: 14 files; 14 taken in, 0 unchanged, 0 refused" in result.output
    assert (tmp_path / "evidence" / "store" / "statistics" / "area_profile.parquet").is_file()
    again = run("intake", "compulsory-supervision-orders", "--area", "orkney-islands")
    assert again.output.startswith("compulsory-supervision-orders: 7 files; 0 taken in, 7 unchanged, 0 refused")


def test_one_refused_file_exits_with_1_and_shows_every_fault(run, raw):
    (raw / "fife" / "fife_engagement.csv").write_text("Finding,Name\nF1,Ann\n")
    result = run("intake")
    assert result.exit_code == 1
    assert "13 taken in, 0 unchanged, 1 refused" in result.output
    assert (
        "column Name: holds personal details, as its header says; details that identify a person are not taken in"
        in result.output
    )
    assert "9 columns are missing" in result.output
    assert "Ann" not in result.output


def test_nothing_readable_exits_with_2(run, raw):
    path = raw / "fife" / "fife_engagement.csv"
    path.write_text("Finding\nF1\n")
    assert run("intake", "compulsory-supervision-orders", str(path)).exit_code == 2
    # The programme can be left out: the file's folder says it.
    assert run("intake", str(path)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compulsory-supervison-orders"], "Did you mean compulsory-supervision-orders?"),
        (["--area", "orkny"], "Did you mean orkney-islands?"),
        (["compulsory-supervision-orders", "nothing.csv"], "There is no file nothing.csv"),
    ],
)
def test_wrong_arguments_exit_with_2(run, raw, arguments, said):
    result = run("intake", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_no_evidence_exits_with_2_and_says_how_to_get_some(run):
    result = run("intake")
    assert result.exit_code == 2
    assert "workbench sample" in result.output


def test_an_unknown_folder_is_refused_and_the_others_go_on(run, raw):
    (raw / "fife").rename(raw / "fiffe")
    result = run("intake")
    assert result.exit_code == 1
    assert "Did you mean fife?" in result.output
    assert "7 taken in" in result.output


def test_help_shows_an_example(run):
    assert "workbench intake compulsory-supervision-orders --area orkney-islands" in run("intake", "--help").output


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_an_evidence_folder_that_others_can_open_is_told(run, raw, tmp_path):
    assert "can open" not in run("intake", "compulsory-supervision-orders").output
    (tmp_path / "evidence").chmod(0o755)
    assert "Other users of this machine can open" in run("intake", "compulsory-supervision-orders").output


def test_an_area_without_a_file_is_no_success(run, raw):
    result = run("intake", "compulsory-supervision-orders", "--area", "moray")
    assert result.exit_code == 2
    assert "No evidence file of moray lies in" in result.output
