import json

import pytest

from tests.tiny import make_tiny
from workbench.definitions import load_definitions
from workbench.files import sha256
from workbench.manifest import input_files, last_entry, manifest, write_manifest
from workbench.plan.folders import build_folders
from workbench.plan.hashes import FileHashes
from workbench.plan.keys import Key, Record
from workbench.plan.lockfile import Lockfile

KEY = Key("n", {}, {"notes.parquet": "e"}, {}, {}, {"fife/01_look": "u"})


@pytest.fixture
def tiny(tmp_path):
    return make_tiny(tmp_path)


def made(tiny, rendering):
    programme = load_definitions(tiny.project).programme("tiny")
    folders = build_folders(tiny.project.build, "tiny")
    lockfile = Lockfile(folders)
    lockfile.add("fife/02_weigh", Record("done", KEY, {"results/fife/02_weigh/results.json": "r"}))
    lockfile.add("moray/02_weigh", Record("failed", KEY, {}, "ValueError: no"))
    folders.site.mkdir(parents=True, exist_ok=True)
    (folders.site / "index.html").write_text("<html>")
    return manifest(
        tiny.project, programme, folders, lockfile, FileHashes(), versions={"python": "3"}, rendering=rendering
    )


def test_it_names_inputs_runs_and_reports_with_their_hashes(tiny):
    found = made(tiny, {"engine": "embedded", "formats": ["html"]})
    assert found["inputs"]["notebooks/01_look.ipynb"] == sha256(tiny.root / "notebooks" / "01_look.ipynb")
    assert "evidence/store/tiny/notes/fife.parquet" in found["inputs"]
    assert "src/helpers/rules.py" in found["inputs"]
    assert found["runs"]["fife/02_weigh"] == {
        "status": "done", "key": KEY.digest, "reads": {"notes.parquet": "e", "fife/01_look": "u"},
        "outputs": {"results/fife/02_weigh/results.json": "r"},
    }  # fmt: skip
    assert found["runs"]["moray/02_weigh"]["error"] == "ValueError: no"
    assert found["reports"] == {"site/index.html": sha256(tiny.build / "site" / "index.html")}
    assert str(tiny.root) not in json.dumps(found)


def test_another_programmes_reports_are_no_input(tiny):
    for name in ("tiny", "other"):
        (tiny.root / "reports" / name).mkdir(parents=True)
        (tiny.root / "reports" / name / "a.qmd").write_text("x")
    (tiny.root / "parameters" / "programmes" / "other.yaml").write_text("")
    programme = type("Programme", (), {"id": "tiny"})
    found = {name for name in input_files(tiny.project, programme, FileHashes()) if name.startswith("reports/")}
    assert found == {"reports/tiny/a.qmd"}


def test_the_same_content_is_not_written_again(tiny):
    path = tiny.build / "manifest.json"
    write_manifest(path, {"rendering": {"engine": "embedded"}})
    before = path.stat().st_ino
    write_manifest(path, {"rendering": {"engine": "embedded"}})
    assert path.stat().st_ino == before
    assert last_entry(path, "rendering") == {"engine": "embedded"}


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_an_unreadable_manifest_says_nothing_of_rendering(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    assert last_entry(tmp_path / "manifest.json", "rendering") == {}
    assert last_entry(tmp_path / "none.json", "rendering") == {}
