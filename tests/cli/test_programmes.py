"""The command that lists and shows programmes."""

from pathlib import Path

from click.testing import CliRunner

from workbench.cli import main

ROOT = Path(__file__).parents[2]
PROGRAMMES = sorted(path.stem for path in (ROOT / "parameters" / "programmes").glob("*.yaml"))


def _run(*arguments: str):
    return CliRunner().invoke(main, ["--project", str(ROOT), "programmes", *arguments])


def test_the_list_has_a_line_for_each_programme():
    result = _run()
    assert result.exit_code == 0
    lines = [line.split() for line in result.output.splitlines()]
    assert lines[0][:3] == ["Programme", "Title", "Kind"]
    listed = [line[0] for line in lines if line and line[0] in PROGRAMMES]
    assert listed == PROGRAMMES
    assert "32 areas" in result.output
    assert "national" in result.output
    assert "2.1, 5.3, 9.2" in result.output


def test_one_programme_in_full():
    output = _run("compulsory-supervision-orders").output
    assert "Public Services Reform (Scotland) Act 2010, section 115" in output
    assert "Timetable, 21 weeks" in output
    assert "Quality and consistency panel" in output
    disagreements = output.partition("Where published sources disagree")[2]
    assert "Up to four areas" in disagreements
    assert "conducted over 12 weeks" in disagreements
    assert "A timetable of 21 weeks" in disagreements
    assert all(len(line) <= 120 for line in output.splitlines())


def test_the_same_words_every_time():
    assert _run("compulsory-supervision-orders").output == _run("compulsory-supervision-orders").output


def test_an_unknown_programme_is_refused_with_the_nearest():
    result = _run("compulsory-supervison-order")
    assert result.exit_code == 2
    assert "Did you mean compulsory-supervision-orders?" in result.output


def test_help_shows_an_example():
    assert "Example: workbench programmes compulsory-supervision-orders" in _run("--help").output
