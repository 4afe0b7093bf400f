"""What git says of a project, and one commit of it laid out elsewhere."""

import os
import shutil
import subprocess

import pytest

from tests.tiny import make_tiny
from workbench.errors import WorkbenchError
from workbench.provenance.git import clone, revision_of
from workbench.provenance.inputs import application_digest, describe

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def git(folder, *arguments):
    author = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **author}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], env=os.environ | settings, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def tiny(tmp_path):
    return make_tiny(tmp_path / "project")


def commit_all(folder):
    (folder / ".gitignore").write_text("/evidence/\n/build/\n")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "All")
    return git(folder, "rev-parse", "HEAD")


def test_a_project_in_no_repository_has_no_revision(tiny):
    assert revision_of(tiny.root) is None
    assert describe(tiny.project, "tiny")["git"] is None


def test_a_clean_project_has_a_commit(tiny):
    commit = commit_all(tiny.root)
    assert revision_of(tiny.root).as_dict() == {"commit": commit, "folder": "", "changed": []}


def test_what_was_changed_since_is_named(tiny):
    commit_all(tiny.root)
    (tiny.root / "notebooks" / "01_look.ipynb").write_text("{}")
    (tiny.root / "reports").mkdir()
    (tiny.root / "reports" / "été.qmd").write_text("new")
    (tiny.root / "notes.txt").write_text("read by no build")
    assert revision_of(tiny.root).changed == ("notebooks/01_look.ipynb", "reports/été.qmd")


def test_a_project_in_a_folder_of_a_repository_knows_its_folder(tmp_path):
    tiny = make_tiny(tmp_path / "whole" / "reviews")
    commit = commit_all(tmp_path / "whole")
    (tiny.root / "parameters" / "areas.yaml").write_text("")
    assert revision_of(tiny.root).as_dict() == {
        "commit": commit, "folder": "reviews/", "changed": ["parameters/areas.yaml"],
    }  # fmt: skip


def test_a_folder_that_a_repository_ignores_is_in_none(tmp_path):
    (tmp_path / "whole").mkdir()
    commit_all(tmp_path / "whole")
    tiny = make_tiny(tmp_path / "whole" / "build" / "reviews")
    assert revision_of(tiny.root) is None


def test_a_commit_is_laid_out_as_it_was_and_the_repository_is_left_as_it_is(tiny, tmp_path):
    commit = commit_all(tiny.root)
    notebook = tiny.root / "notebooks" / "01_look.ipynb"
    before = notebook.read_text()
    notebook.write_text("{}")
    git(tiny.root, "commit", "--quiet", "--all", "--message", "Broken")
    clone(tiny.root, commit, tmp_path / "laid out")
    assert (tmp_path / "laid out" / "notebooks" / "01_look.ipynb").read_text() == before
    assert notebook.read_text() == "{}"
    assert git(tiny.root, "status", "--porcelain") == ""


def test_a_commit_that_is_not_there_says_so(tiny, tmp_path):
    commit_all(tiny.root)
    with pytest.raises(WorkbenchError, match="does not hold the commit 0000"):
        clone(tiny.root, "0" * 40, tmp_path / "laid out")


def test_inputs_are_described_without_times_paths_or_numbers_of_rows(tiny):
    (tiny.root / "locks").mkdir()
    (tiny.root / "locks" / "build.txt").write_text("pandas==3")
    found = describe(tiny.project, "tiny")
    told = found["evidence"]["notes"]["fife"]
    assert set(told) == {"stored", "files", "as_of", "synthetic"}
    assert list(told["files"]) == ["fife/fife_notes.csv"]
    assert found["stages"]["overview"] == "overview.ipynb"
    assert found["application"]["sources"] == application_digest()
    assert set(found["environment"]["locks"]) == {"locks/build.txt"}
    assert str(tiny.root) not in str(found)
    assert describe(tiny.project, "tiny") == found


def test_a_change_of_sources_changes_their_digest_alone(tiny):
    before = describe(tiny.project, "tiny")["sources"]
    tiny.helper("rules.py", '"""Rules."""\n\nSTEP = 2\n')
    after = describe(tiny.project, "tiny")["sources"]
    assert {name for name in before if before[name] != after[name]} == {"src/helpers"}
