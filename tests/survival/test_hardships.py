import pytest

from tests.execution.killing import tiny_subject
from tests.survival.hardships import clock_set_back, evidence_gone, full_disk, read_only, two_at_once
from tests.survival.mounts import why_not
from tests.survival.subjects import undisturbed

pytestmark = pytest.mark.slow
needs_mounts = pytest.mark.skipif(bool(why_not()), reason=why_not() or "mounts")


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    folder = tmp_path_factory.mktemp("survival")
    return undisturbed(tiny_subject(folder / "subject"), folder)


def test_evidence_that_is_gone_is_said_and_takes_nothing_with_it(known, tmp_path):
    evidence_gone(known, tmp_path)


def test_a_clock_set_back_changes_nothing(known, tmp_path):
    clock_set_back(known, tmp_path)


def test_the_second_of_two_builds_waits(known, tmp_path):
    two_at_once(known, tmp_path)


@needs_mounts
def test_a_read_only_checkout_is_said_and_builds_elsewhere(known, tmp_path):
    read_only(known, tmp_path)


@needs_mounts
@pytest.mark.parametrize("share", [0.2, 0.7])
def test_a_full_disk_is_said_and_the_build_goes_on_when_there_is_room(known, tmp_path, share):
    full_disk(known, tmp_path, share)
