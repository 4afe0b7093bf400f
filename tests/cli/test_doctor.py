import json
import os
import subprocess
import sys

from workbench.cli.doctor import Finding, _table, findings


def doctor(folder, **environment):
    return subprocess.run(
        [sys.executable, "-m", "workbench", "doctor"], cwd=folder, env=os.environ | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_names_what_a_build_needs():
    found = {each.name for each in findings()}
    assert {"Python", "Quarto", "Pandoc", "Typst", "Typeface", "Warm kernels", "Cores", "pandas", "Evidence"} <= found


def test_every_finding_has_a_state_and_a_text():
    for each in findings():
        assert each.state in ("ok", "missing", "note")
        assert each.text


def test_outside_a_project_it_still_ends_with_0(tmp_path):
    done = doctor(tmp_path, WORKBENCH_PROJECT=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "is not in a workbench project" in done.stdout


def test_a_missing_quarto_says_what_to_do(tmp_path):
    done = doctor(tmp_path, PATH=str(tmp_path))
    assert "Quarto             note     not found. Not needed" in done.stdout


def test_a_quarto_that_does_not_run_is_a_fault(tmp_path):
    program = tmp_path / "quarto"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    done = doctor(tmp_path, PATH=f"{tmp_path}:/usr/bin:/bin")
    assert "Quarto             missing" in done.stdout


def test_warm_kernels_say_why_not(tmp_path):
    done = doctor(tmp_path, WARM_KERNELS_OFF="switched off for this test")
    assert "switched off for this test" in done.stdout


def test_evidence_inside_a_repository_must_be_ignored(tmp_path):
    for name in ("parameters/programmes", "notebooks"):
        (tmp_path / name).mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert "git does not ignore it" in doctor(tmp_path, WORKBENCH_PROJECT="").stdout
    (tmp_path / ".gitignore").write_text("evidence/\n")
    assert "git does not ignore it" not in doctor(tmp_path, WORKBENCH_PROJECT="").stdout


def test_the_table_shows_brackets_as_they_are(capsys):
    _table([Finding("A", "ok", "pip install 'x[cluster]'")])
    assert "x[cluster]" in capsys.readouterr().out


def test_the_output_is_plain_where_there_is_no_terminal(tmp_path):
    assert json.dumps(doctor(tmp_path).stdout).count("\\u001b") == 0
