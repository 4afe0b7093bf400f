"""A release is weighed together with all earlier ones: one that is lost or was changed refuses it."""

import shutil

import pytest

from workbench.assurance.archive import listed, releases_of, write_archive
from workbench.assurance.releasing_earlier import earlier_refusals
from workbench.files import write_json
from workbench.provenance.sums import write_sums

RESULTS = "results/fife/03_surveys/results.json"


@pytest.fixture
def releases(tmp_path):
    for version, previous in (("1", None), ("2", "1")):
        folder = tmp_path / version
        write_json(folder / "release.json", {"version": version, "previous": previous})
        write_json(folder / "manifest.json", {"programme": "promise"})
        write_json(folder / "results" / "fife" / "03_surveys" / "results.json", {"values": {}})
        write_sums(folder)
    write_archive(tmp_path)
    return tmp_path


def refused(folder):
    return [str(each) for each in earlier_refusals(folder, releases_of(folder))]


def test_releases_as_they_were_made_refuse_nothing(releases):
    assert refused(releases) == []


def test_a_release_that_is_gone_refuses_the_next_and_stays_listed(releases):
    shutil.rmtree(releases / "1")
    write_archive(releases)
    (one,) = refused(releases)
    assert one == "release 1: is listed in archive.json, and its folder cannot be read."


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (RESULTS, "{}", f"{RESULTS} is not as it was released."),
        (RESULTS, None, f"{RESULTS} is not as it was released."),
        ("manifest.json", "{", "manifest.json is not as it was released."),
        ("SHA256SUMS", "", "its SHA256SUMS is not the one that archive.json has the digest of."),
        ("SHA256SUMS", None, "has no SHA256SUMS, so it is no release."),
    ],
)
def test_a_release_that_was_changed_refuses_the_next(releases, name, content, why):
    path = releases / "1" / name
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    before = listed(releases)
    write_archive(releases)
    assert listed(releases) == before
    (one,) = refused(releases)
    assert one.startswith("release 1: ")
    assert one.endswith(why)
