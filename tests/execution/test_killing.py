from itertools import islice

import pytest

from tests.execution.killing import Killing, moments, tiny_subject


@pytest.mark.slow
def test_builds_killed_at_random_moments_leave_nothing_and_end_in_the_same_bytes(tmp_path):
    killing = Killing(tiny_subject(tmp_path / "subject"), tmp_path)
    for number, when in enumerate(islice(moments(seed=20251), 2), start=1):
        killing.once(number, when)
