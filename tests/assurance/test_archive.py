"""The releases of a programme and their archive."""

import json
import stat

import pytest

from workbench.assurance.archive import (
    close,
    find_release,
    listed,
    next_version,
    releases_folder,
    releases_of,
    releasing_alone,
    write_archive,
)
from workbench.errors import UnknownName, WorkbenchError
from workbench.project import Project


def put(folder, version, previous=None):
    place = folder / version
    place.mkdir(parents=True)
    (place / "release.json").write_text(json.dumps({"version": version, "previous": previous, "reports": {"fife": {}}}))
    (place / "SHA256SUMS").write_text("")
    return place


def test_releases_lie_beside_the_build_or_where_it_is_said(tmp_path, monkeypatch):
    project = Project(tmp_path, tmp_path / "evidence", tmp_path / "build")
    assert releases_folder(project, "p") == tmp_path / "releases" / "p"
    monkeypatch.setenv("WORKBENCH_RELEASES", str(tmp_path / "elsewhere"))
    assert releases_folder(project, "p") == tmp_path / "elsewhere" / "p"
    assert releases_folder(project, "p", tmp_path / "to") == tmp_path / "to" / "p"


def test_releases_are_in_the_order_in_which_they_followed(tmp_path):
    put(tmp_path, "b")
    put(tmp_path, "10", "b")
    put(tmp_path, "a", "10")
    (tmp_path / ".making-11").mkdir()
    assert [each.version for each in releases_of(tmp_path)] == ["b", "10", "a"]
    assert next_version(tmp_path) == "11"
    assert find_release(tmp_path, "10").record["previous"] == "b"
    with pytest.raises(UnknownName, match=r"has no release '1'\. Did you mean"):
        find_release(tmp_path, "1")


@pytest.mark.parametrize("name", ["..", ".hidden", "A", "a/b", "archive.json", "a.", "", "x" * 41, "a\nb"])
def test_a_name_that_can_be_none_is_refused(tmp_path, name):
    if not name:
        assert next_version(tmp_path, name) == "1"
        return
    with pytest.raises(WorkbenchError, match="cannot be the name of a release"):
        next_version(tmp_path, name)


def test_the_archive_is_made_of_the_folders_and_forgets_none(tmp_path):
    put(tmp_path, "1")
    write_archive(tmp_path)
    put(tmp_path, "2", "1")  # killed before it was listed
    write_archive(tmp_path)
    path = tmp_path / "archive.json"
    listed = json.loads(path.read_text())["releases"]
    assert [(each["version"], each["previous"], each["reports"]) for each in listed] == [("1", None, 1), ("2", "1", 1)]
    before = path.stat().st_mtime_ns
    write_archive(tmp_path)
    assert path.stat().st_mtime_ns == before
    (tmp_path / "2" / "release.json").unlink()
    write_archive(tmp_path)
    assert [each["version"] for each in json.loads(path.read_text())["releases"]] == ["1", "2"]
    assert next_version(tmp_path) == "3"


def test_what_a_killed_release_left_is_taken_away(tmp_path):
    left = tmp_path / "p" / ".making-1"
    (left / "site").mkdir(parents=True)
    (left / "site" / "index.html").write_text("half")
    close(left)
    with releasing_alone(tmp_path / "p", print):
        assert not left.exists()


def test_nothing_of_a_closed_release_can_be_written(tmp_path):
    folder = put(tmp_path, "1")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("page")
    close(folder)
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o555 if path.is_dir() else 0o444)


def test_an_archive_made_anew_lists_what_only_the_next_release_remembers(tmp_path):
    put(tmp_path, "2", "1")
    write_archive(tmp_path)
    assert [each["version"] for each in listed(tmp_path)] == ["1", "2"]
    assert next_version(tmp_path) == "3"


@pytest.mark.parametrize("content", ["{", "[]", "", '{"releases": {}}', '{"releases": [{}]}', '{"releases": [3]}'])
def test_an_archive_that_cannot_be_read_is_named_and_not_written_anew(tmp_path, content):
    put(tmp_path, "1")
    path = tmp_path / "archive.json"
    path.write_text(content)
    for what in (listed, write_archive, next_version):
        with pytest.raises(WorkbenchError, match=r"archive\.json, which lists every .* Put it back from a copy"):
            what(tmp_path)
    assert path.read_text() == content


@pytest.mark.parametrize("content", ["{", "[]", "", "\x00"])
def test_a_release_that_cannot_be_read_is_named(tmp_path, content):
    (put(tmp_path, "1") / "release.json").write_text(content)
    with pytest.raises(WorkbenchError, match="this release was changed"):
        releases_of(tmp_path)
