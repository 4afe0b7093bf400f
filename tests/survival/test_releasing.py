import pytest

from tests.assurance.signed import make_built
from tests.execution.killing import Killing
from tests.shared import made_once
from tests.survival.releasing import look_for_half_a_release, release_subject

pytestmark = pytest.mark.slow


def test_a_killed_release_is_not_to_be_seen_and_the_next_is_the_same(tmp_path, tmp_path_factory):
    built = made_once(tmp_path_factory, "one-area", make_built)
    killing = Killing(release_subject(tmp_path / "subject", built), tmp_path, look=look_for_half_a_release)
    killing.once(1, (0.8,))
