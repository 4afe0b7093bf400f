"""Sources and evidence laid out elsewhere, and commands run there."""

import pytest

from tests.tiny import make_tiny
from workbench.errors import WorkbenchError
from workbench.provenance.laying_out import LaidOut, code_folders, copy_evidence, copy_sources


@pytest.fixture
def tiny(tmp_path):
    return make_tiny(tmp_path / "project")


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("backwards", [False, True])
def test_what_a_build_reads_is_copied_and_nothing_else(tiny, tmp_path, backwards):
    (tiny.root / "notes.txt").write_text("")
    (tiny.root / "build").mkdir()
    (tiny.root / "src" / "helpers" / "__pycache__").mkdir()
    (tiny.root / "src" / "helpers" / "__pycache__" / "a.pyc").write_text("")
    copy_sources(tiny.root, tmp_path / "copy", backwards=backwards)
    wanted = [name for name in names(tiny.root) if name.startswith(("parameters/", "notebooks/", "src/"))]
    assert names(tmp_path / "copy") == [name for name in wanted if "__pycache__" not in name]


def test_evidence_is_copied_for_its_owner_alone(tiny, tmp_path):
    (tiny.project.raw / "tiny").mkdir(parents=True)
    (tiny.project.store / "other").mkdir()
    copy_evidence(tiny.project, ["tiny"], tmp_path / "evidence")
    assert {name.split("/")[1] for name in names(tmp_path / "evidence")} == {"tiny"}
    assert (tmp_path / "evidence").stat().st_mode & 0o777 == 0o700


def test_a_command_that_fails_shows_what_it_said(tiny):
    place = LaidOut(tiny.root, tiny.project.evidence, tiny.project.build)
    with pytest.raises(WorkbenchError, match="ended with exit code 2") as failed:
        place.must_run("build", "tinny")
    assert "Did you mean" in failed.value.message


def test_a_project_without_code_of_its_own_uses_the_workbench_that_is_running(tiny):
    assert code_folders(tiny.root)[0] != str(tiny.root)
