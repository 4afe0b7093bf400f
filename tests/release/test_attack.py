"""The short form of the generated attack; the long one is `python -m tests.release.attack`."""

from tests.release.attack import KINDS, run


def test_nothing_is_recovered_from_generated_releases():
    kinds = set()
    for release, protection, recovered in run(100, seed=7):
        kinds.add(release.kind)
        assert not recovered
        assert not protection.exposed
    assert kinds == set(KINDS)
