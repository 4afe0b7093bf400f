"""``workbench rebuild``: what keeps a release from being made again is said before anything is built."""

import json
import os

import pytest
from click.testing import CliRunner

from tests.provenance.made_release import make_release
from tests.tiny import make_tiny
from workbench.cli import main
from workbench.definitions import load_definitions
from workbench.files import write_json
from workbench.manifest import input_files
from workbench.plan.hashes import FileHashes
from workbench.provenance.inputs import describe


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    tiny = make_tiny(tmp_path / "project")
    monkeypatch.setenv("WORKBENCH_PROJECT", str(tiny.root))
    return tiny


@pytest.fixture
def release(tiny, tmp_path):
    folder = make_release(tmp_path / "releases" / "tiny" / "1")
    manifest = json.loads((folder / "manifest.json").read_text())
    programme = load_definitions(tiny.project).programme("tiny")
    manifest |= {"programme": "tiny", "inputs": input_files(tiny.project, programme, FileHashes())}
    write_json(folder / "manifest.json", manifest)
    write_json(folder / "inputs.json", describe(tiny.project, programme))
    return folder


def rebuild(*arguments):
    return CliRunner().invoke(main, ["rebuild", *map(str, arguments)])


def test_evidence_that_was_changed_is_named(tiny, release):
    tiny.evidence("fife", "other notes")
    done = rebuild(release)
    assert done.exit_code == 2
    assert "evidence/store/tiny/notes/fife.parquet was changed" in done.output
    assert "moray" not in done.output


def test_sources_that_were_changed_are_named_where_there_is_no_repository(tiny, release):
    tiny.helper("rules.py", '"""Rules."""\n\nSTEP = 2\n')
    done = rebuild(release)
    assert done.exit_code == 2
    assert "in no git repository: the present ones are taken" in done.output
    assert "src/helpers/rules.py was changed" in done.output
    assert "scale" not in done.output


def test_another_workbench_is_named(release):
    inputs = json.loads((release / "inputs.json").read_text())
    inputs["application"]["sources"] = "0" * 64
    write_json(release / "inputs.json", inputs)
    done = rebuild(release)
    assert done.exit_code == 2
    assert "the workbench itself is not the one that made it" in done.output


def test_a_folder_that_is_no_release_and_one_that_is_there_are_refused(tiny, release, tmp_path):
    assert rebuild(tmp_path).exit_code == 2
    assert "There is no folder" in rebuild(tmp_path / "none").output
    assert "is a file" in rebuild(release / "release.json").output
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("")
    done = rebuild(release, "--keep", tmp_path / "full")
    assert done.exit_code == 2
    assert "is there already" in done.output
    assert os.listdir(tmp_path / "full") == ["a"]  # noqa: PTH208


@pytest.mark.parametrize("content", ["{", "[]", "[1]", "\x00"])
def test_a_release_whose_record_was_broken_leads_to_verify(release, content):
    (release / "inputs.json").write_text(content)
    done = rebuild(release)
    assert done.exit_code == 2
    assert "inputs.json cannot be read" in done.output
    assert f"What was changed: workbench verify {release}" in done.output
