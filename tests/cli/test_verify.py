"""``workbench verify``: one clear list and an exit code."""

from click.testing import CliRunner

from tests.provenance.made_release import changed, make_release
from workbench.cli import main

PAGE = "site/areas/fife/index.html"


def verify(*arguments):
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


def test_a_release_as_it_was_made(tmp_path):
    release = make_release(tmp_path / "1")
    done = verify(release)
    assert done.exit_code == 0, done.output
    first, second, *_ = done.output.splitlines()
    assert first == f"{release} is as it was made: 11 files, 3 numbers in 3 pages and 3 in 1 paper were looked at."
    digest = second.rpartition(" ")[2]
    assert verify(release, "--digest", digest.upper()).exit_code == 0
    assert "not the 0000 that was noted" in verify(release, "--digest", "0000").output


def test_everything_wrong_is_one_list(tmp_path):
    release = make_release(tmp_path / "1")
    changed(release / PAGE, ">94</a>", ">95</a>")
    (release / "site" / "index.html").unlink()
    (release / "extra.txt").write_text("")
    done = verify(release)
    assert done.exit_code == 1
    assert done.output.splitlines()[1:] == [
        "  extra.txt: was not there when it was made  [sums]",
        f"  {PAGE}: its bytes are not those that were written  [manifest, sums]",
        f"  {PAGE}: line 5, under “Records”: says “95”, but records.read was recorded as 94, 94 records  [numbers]",
        "  site/index.html: is missing  [manifest, sums]",
    ]


def test_a_folder_that_is_none_is_a_users_error(tmp_path):
    assert verify(tmp_path).exit_code == 2
