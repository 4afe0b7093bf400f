import os
import sys

import pytest

from workbench.plan.fingerprint import (
    all_unchanged,
    inputs_state,
    remember,
    remember_all,
    results_state,
    tree_state,
    unchanged,
)


@pytest.fixture
def places(tmp_path):
    for name in ("parameters", "notebooks", "reports", "src", "evidence/store/p", "build/p/site"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").write_text("one")
    return (str(tmp_path), str(tmp_path / "evidence"), str(tmp_path / "build"), "p")


def test_an_untouched_project_is_recognised(places):
    assert unchanged(*places, "all") is None
    remember(*places, "all", "nothing\nhere: site")
    assert unchanged(*places, "all") == "nothing\nhere: site"


def test_other_options_are_another_build(places):
    remember(*places, "all", "nothing")
    assert unchanged(*places, "formats=pdf") is None


@pytest.mark.parametrize("folder", ["parameters", "notebooks", "reports", "src", "evidence/store/p", "build/p/site"])
@pytest.mark.parametrize("change", ["edit", "add", "remove", "touch"])
def test_any_change_is_seen(places, tmp_path, folder, change):
    remember(*places, "all", "nothing")
    file = tmp_path / folder / "file"
    if change == "edit":
        # The same size and time: only the inode tells.
        stat = file.stat()
        other = file.with_name("other")
        other.write_text("two")
        os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        other.replace(file)
    elif change == "add":
        (tmp_path / folder / "new").write_text("")
    elif change == "remove":
        file.unlink()
    else:
        os.utime(file, ns=(1, 1))
    assert unchanged(*places, "all") is None


def test_what_is_edited_during_a_build_is_seen_by_the_next(places, tmp_path):
    root, evidence, _, programme = places
    before = inputs_state(root, evidence, programme)
    (tmp_path / "build" / "p" / "site" / "made").write_text("")
    remember(*places, "all", "nothing", before)
    assert unchanged(*places, "all") == "nothing"
    (tmp_path / "reports" / "file").write_text("edited")
    remember(*places, "all", "nothing", before)
    assert unchanged(*places, "all") is None


def test_results_of_another_programme_that_are_read_count(places, tmp_path):
    results = tmp_path / "build" / "other" / "results"
    results.mkdir(parents=True)
    remember(*places, "all", "nothing", others=("other",))
    assert unchanged(*places, "all") == "nothing"
    (results / "results.json").write_text("new")
    assert unchanged(*places, "all") is None


def test_books_and_compiled_files_do_not_count(places, tmp_path):
    remember(*places, "all", "nothing")
    (tmp_path / "src" / "__pycache__").mkdir()
    (tmp_path / "src" / "__pycache__" / "a.pyc").write_text("")
    (tmp_path / "build" / "p" / ".building").write_text("")
    assert unchanged(*places, "all") == "nothing"


def test_a_build_that_was_cut_off_is_looked_at_again(places, tmp_path):
    remember(*places, "all", "nothing")
    (tmp_path / "build" / "p" / "journal.jsonl").write_text("{}\n")
    assert unchanged(*places, "all") is None


def test_a_missing_folder_has_no_files(tmp_path):
    assert tree_state(str(tmp_path / "none")) == []


def test_a_link_to_nowhere_is_no_harm(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "none")
    assert len(tree_state(str(tmp_path))) == 1


def test_a_change_behind_a_link_to_a_folder_is_seen_and_links_in_a_ring_end(places, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "evaluations.yaml").write_text("one")
    (shared / "back").symlink_to(tmp_path / "reports")
    (tmp_path / "reports" / "fife").symlink_to(shared)
    remember(*places, "all", "nothing")
    assert unchanged(*places, "all") == "nothing"
    (shared / "evaluations.yaml").write_text("another")
    assert unchanged(*places, "all") is None


def test_results_of_another_programme_that_came_during_the_build_are_looked_at_by_the_next(places, tmp_path):
    results = tmp_path / "build" / "other" / "results"
    results.mkdir(parents=True)
    (results / "results.json").write_text("old")
    before = results_state(places[2], ("other",))
    (results / "results.json").write_text("newer")
    remember(*places, "all", "nothing", others=("other",), collected=before)
    assert unchanged(*places, "all") is None
    remember(*places, "all", "nothing", others=("other",), collected=results_state(places[2], ("other",)))
    assert unchanged(*places, "all") == "nothing"


def test_a_file_that_goes_while_its_folder_is_read_is_no_harm(tmp_path, monkeypatch):
    class Gone:
        name, path = "#charts.py#", str(tmp_path / "#charts.py#")

        def is_dir(self, *, follow_symlinks=True):
            return False

        def is_symlink(self):
            return False

        def stat(self, *, follow_symlinks=True):
            raise FileNotFoundError(self.path)

    class Listed(list):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr("os.scandir", lambda folder: Listed([Gone()]))
    assert tree_state(str(tmp_path)) == []


def test_what_the_build_reads_of_mappings_counts(places, tmp_path):
    remember(*places, "all", "nothing")
    (tmp_path / "evidence" / "mappings" / "p" / "fife").mkdir(parents=True)
    assert unchanged(*places, "all") == "nothing"
    (tmp_path / "evidence" / "mappings" / "p" / "fife" / "staff_survey.yaml").write_text("columns: {}")
    assert unchanged(*places, "all") is None


def test_installed_helpers_count_where_the_project_has_none_of_its_own(places, tmp_path, monkeypatch):
    installed = tmp_path / "installed" / "helpers"
    installed.mkdir(parents=True)
    (installed / "__init__.py").write_text("")
    monkeypatch.setattr(sys, "path", [str(installed.parent), *sys.path])
    remember(*places, "all", "nothing")
    assert unchanged(*places, "all") == "nothing"
    (installed / "charts.py").write_text("VALUE = 1\n")
    assert unchanged(*places, "all") is None
    own = tmp_path / "src" / "helpers"
    own.mkdir()
    (own / "__init__.py").write_text("")
    remember(*places, "all", "nothing")
    (installed / "charts.py").write_text("VALUE = 2\n")
    assert unchanged(*places, "all") == "nothing"


def test_a_release_is_told_on_the_front_page_over_all_programmes(places, tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBENCH_RELEASES", raising=False)
    remember_all(*places[:3], "all", "nothing")
    assert all_unchanged(*places[:3], "all") == "nothing"
    (tmp_path / "releases" / "p" / "1").mkdir(parents=True)
    assert all_unchanged(*places[:3], "all") is None
    remember_all(*places[:3], "all", "nothing")
    monkeypatch.setenv("WORKBENCH_RELEASES", str(tmp_path / "elsewhere"))
    assert all_unchanged(*places[:3], "all") is None
