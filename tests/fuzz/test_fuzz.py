"""A short form of each long random test; the long one is a command (``python -m tests.fuzz``)."""

from tests.fuzz.intake import Bench, run_case


def test_intake_keeps_its_promises_whatever_is_put_in():
    seen = {}
    with Bench() as bench:
        for number in range(1, 121):
            for name, times in run_case(bench, number).items():
                seen[name] = seen.get(name, 0) + times
    # The cases are neither all refused nor all harmless.
    assert min(seen["files taken in"], seen["files refused"], seen["published tables read"]) > 5
