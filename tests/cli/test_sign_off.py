"""The command that signs: what it refuses before anything is read twice."""

import pytest
from click.testing import CliRunner

from workbench.cli import main

ARGUMENTS = ["--role", "Quality panel", "--date", "2026-03-02", "--comment", "Read"]


def said(*arguments, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_BUILD", str(tmp_path / "build"))
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 2
    return result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compulsory-supervision-order", "fife", "--state", "assured"], "Did you mean compulsory-supervision-orders?"),
        (["compulsory-supervision-orders", "fife", "--state", "asured"], "Did you mean assured?"),
        (["compulsory-supervision-orders", "fife", "--state", "assured"], "has no report yet. Build it first"),
    ],
)
def test_what_cannot_be_signed_is_said(arguments, words, monkeypatch, tmp_path):
    assert words in said("sign-off", *arguments, *ARGUMENTS, monkeypatch=monkeypatch, tmp_path=tmp_path)


def test_a_date_that_is_none_is_refused(monkeypatch, tmp_path):
    arguments = ["compulsory-supervision-orders", "fife", "--state", "assured", "--role", "R", "--comment", "c"]
    text = said("sign-off", *arguments, "--date", "2026-02-30", monkeypatch=monkeypatch, tmp_path=tmp_path)
    assert "'2026-02-30' is not a day. Write year-month-day, such as 2026-04-30." in text


def test_states_of_what_is_not_built(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_BUILD", str(tmp_path / "build"))
    result = CliRunner().invoke(main, ["states", "compulsory-supervision-orders"])
    assert result.exit_code == 0
    assert "has no report yet" in result.output
