"""What a user is told who names a release that is not there, or something else."""

import pytest

from workbench.errors import WorkbenchError
from workbench.provenance.places import release_at


@pytest.fixture
def releases(tmp_path):
    for version in ("1", "2"):
        (tmp_path / "promise" / version).mkdir(parents=True)
        (tmp_path / "promise" / version / "SHA256SUMS").write_text("")
    (tmp_path / "promise" / "archive.json").write_text("[]")
    return tmp_path


def test_a_release_and_a_build_are_found(releases):
    assert release_at(releases / "promise" / "1") == releases / "promise" / "1"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("promise/3", "There is no folder ROOT/promise/3. There are: 1, 2."),
        ("promize/1", "There is no folder ROOT/promize/1. Did you mean promise?"),
        ("promise", "it is neither a release nor a build. It holds several: name one, such as ROOT/promise/2."),
        ("promise/archive.json", "archive.json is a file. Name the folder of the release that it belongs to."),
    ],
)
def test_what_is_no_release_is_told_with_what_is_there(releases, named, message):
    with pytest.raises(WorkbenchError) as raised:
        release_at(releases / named)
    assert message in raised.value.message.replace(str(releases), "ROOT")
