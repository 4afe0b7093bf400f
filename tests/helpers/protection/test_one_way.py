"""Lists: what is hidden leaves a wide interval to whoever knows the total."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.disclosure import Profile
from helpers.protection import Puzzle, Range, attack, demand_of, protect_one_way, total_of
from helpers.tables import Suppressed

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 33])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(COUNTS, min_size=1, max_size=7), st.sampled_from([Profile(), Profile("strict", threshold=9)]))
def test_one_way_lists_leave_wide_intervals(counts, profile):
    shown = protect_one_way(counts, True, profile)
    demand, total = demand_of(profile), sum(counts)
    if demand.unsafe(total):
        assert all(isinstance(cell, Suppressed) for cell in shown)
        return
    ranges = {str(i): Range() if isinstance(c, Suppressed) else Range(c, c) for i, c in enumerate(shown)}
    puzzle = Puzzle(ranges | {"all": Range(total, total)}, (total_of(list(ranges), "all"),))
    for name, interval in attack(puzzle, [str(i) for i, n in enumerate(counts) if demand.unsafe(n)]).items():
        assert demand.met(interval.low, interval.high), (name, interval)
    assert all(cell == n for cell, n in zip(shown, counts, strict=True) if not isinstance(cell, Suppressed))


def test_no_total_means_no_secondary_suppression():
    assert [isinstance(cell, Suppressed) for cell in protect_one_way([60, 30, 3], False, Profile())] == [0, 0, 1]
