"""``workbench compare`` as a user calls it: sides by name, forms, exit codes, messages."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from tests.comparison.made import FIFE, link, share, write_build
from workbench.cli import main

PROGRAMME = "tiny"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one programme, a present build, two releases and a repository."""
    (tmp_path / "parameters" / "programmes").mkdir(parents=True)
    (tmp_path / "parameters" / "programmes" / "tiny.yaml").write_text("id: tiny\n")
    (tmp_path / "notebooks").mkdir()
    write(tmp_path / "build" / "tiny", 80)
    write(tmp_path / "releases" / "tiny" / "1", 77)
    write(tmp_path / "releases" / "tiny" / "2", 78)
    for version, previous in (("1", ""), ("2", "1")):
        record = {"version": version, "previous": previous}
        (tmp_path / "releases" / "tiny" / version / "release.json").write_text(json.dumps(record))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, count):
    says = f"most ({count}%, {count} of 100)"
    number = share("children.safe", "I feel safe at home", "most", f"{count}%", count, 100)
    body = f"<h2>Key facts</h2><p>{link('children.safe', says)} feel safe.</p>"
    write_build(
        folder, {"areas/fife/index.html": body}, {FIFE: [number]}, keys={"fife/04_records": str(count)},
        reads={"fife/04_records": {"children_survey.parquet": str(count)}},
    )  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def test_a_programme_alone_is_compared_with_its_last_release(project):
    done = run(PROGRAMME)
    assert done.exit_code == 0
    assert done.stdout.startswith("tiny: release 2 → the present build: 1 difference in 1 place.")
    assert "I feel safe at home: most (78%, 78 of 100) → most (80%, 80 of 100)" in done.stdout
    assert "in Report › Key facts" in done.stdout
    assert "[evidence (children_survey of fife)]" in done.stdout
    # Parameters that cannot be read stop no comparison of what was built.
    assert "up to date cannot be told: " in done.stderr


def test_a_release_alone_is_compared_with_the_one_before(project):
    assert run("tiny@2").stdout.startswith("tiny: release 1 → release 2")
    assert run("tiny@last").stdout.startswith("tiny: release 1 → release 2")
    assert "first release" in run("tiny@1").stderr


def test_folders_and_releases_are_named_as_a_user_would(project):
    assert "release 1 → the build in build/tiny" in run("tiny@1", project / "build" / "tiny").stdout
    assert run(project / "build", PROGRAMME).stdout.endswith("nothing that a reader sees differs.\n")


def test_differences_end_with_1_only_where_asked(project):
    assert run("tiny@1", PROGRAMME).exit_code == 0
    assert run("tiny@1", PROGRAMME, "--exit-code").exit_code == 1
    assert run(PROGRAMME, PROGRAMME, "--exit-code").exit_code == 0


def test_json_and_page_hold_everything(project):
    done = run("tiny@1", PROGRAMME, "--format", "json")
    found = json.loads(done.stdout)
    assert found["differs"]
    assert [change["title"] for change in found["changes"]] == ["I feel safe at home"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tniy", PROGRAMME), "No build, release or git revision is called 'tniy'. Did you mean tiny?"),
        (("tiny@3", PROGRAMME), "tiny has no release '3'. There are: 1, 2."),
        (("tiny@l", PROGRAMME), "tiny has no release 'l'."),
        (("build/tinny", PROGRAMME), "There is no folder build/tinny. Did you mean tiny?"),
        (("parameters/programmes", PROGRAMME), "is neither a build nor a release"),
        ((PROGRAMME, PROGRAMME, "--area", "fief"), "Neither side has a report of 'fief'. Did you mean fife?"),
        (("tiny@1", PROGRAMME, "--notebook", "fife/04_record"), "Did you mean fife/04_records?"),
    ],
)  # fmt: skip
def test_what_is_misspelt_gets_the_nearest(project, arguments, message):
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr.replace(str(project) + "/", "")


def test_revisions_need_a_programme_and_have_to_be_known(project):
    (project / "releases" / "tiny").rename(project / "elsewhere")
    assert "has no release yet" in run(PROGRAMME).stderr
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "parameters"], ["commit", "-qm", "t"], ["tag", "before-review"]):
        subprocess.run([*git, *arguments], cwd=project, check=True)
    assert "Of which programme?" in run("HEAD", "before-review").stderr
    assert "Did you mean before-review?" in run("before-revew", PROGRAMME).stderr
    assert "Did you mean tiny?" in run("HEAD", "HEAD", "--programme", "tny").stderr
