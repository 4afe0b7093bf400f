"""The commands over every programme: an area's history, timetables with dates, and what --all goes with."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_PROJECT", str(ROOT))
    monkeypatch.setenv("WORKBENCH_EVIDENCE", str(tmp_path / "evidence"))
    monkeypatch.setenv("WORKBENCH_BUILD", str(tmp_path / "build"))
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_an_areas_history_is_printed_by_any_of_its_names(run):
    done = run("area", "Orkney")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Orkney Islands")
    assert "Compulsory supervision orders, living at home (sample)" in done.output
    assert "Next: Quality and consistency panel (expected by 15 May 2026)." in done.output


def test_an_areas_page_is_opened_only_where_it_is(run):
    done = run("area", "orkney-islands", "--open")
    assert done.exit_code == 2
    assert "workbench build --all" in done.output
    assert run("area", "orkny-islands").exit_code == 2


def test_a_timetable_has_dates(run):
    done = run("timetable", "compulsory-supervision-orders", "fife", "--start", "2026-01-12")
    assert done.exit_code == 0, done.output
    assert "Begins 2026-01-12; ends 2026-06-05 as planned." in done.output
    done = run("timetable", "children-at-risk-of-harm", "dundee-city", "--start", "2026-01-12")
    assert "sample date, not verified" in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timetable", "compulsory-supervision-orders", "fife"), "--start 2026-01-12"),
        (("timetable", "compulsory-supervision-orders", "fife", "--start", "soon"), "'soon' is not a day"),
        (("timetable", "link-teams", "fife"), "has no timetable week by week"),
        (("timetable", "compulsory-supervision-orders", "fief"), "Did you mean fife?"),
        (("build",), "Name a programme, or give --all."),
        (("build", "--all", "link-teams"), "Give a programme or --all."),
        (("build", "--all", "--area", "fife"), "leave out --all"),
    ],
)
def test_what_is_wrong_ends_with_2_and_says_what_to_do(run, arguments, message):
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())


def test_build_all_without_evidence_says_how_to_get_some(run):
    done = run("build", "--all", "--dry-run")
    assert done.exit_code == 0, done.output
    assert "No evidence, so not built" in done.output
    assert "workbench sample" in done.output
