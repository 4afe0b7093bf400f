"""Nothing small is shown, and nothing shown gives a small number away."""

from hypothesis import given
from hypothesis import strategies as st

from helpers.disclosure import Profile, protect_distribution, protect_table, why_not_share
from helpers.tables import Suppressed

PROFILES = st.sampled_from([Profile(), Profile("strict", threshold=9), Profile("zeros", suppress_zero=True)])
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 300))


def hidden(cells):
    return [place for place, cell in enumerate(cells) if isinstance(cell, Suppressed)]


@given(st.lists(COUNTS, min_size=2, max_size=7), PROFILES)
def test_a_distribution_shows_no_small_count(counts, profile):
    cells = protect_distribution(counts, profile)
    assert all(isinstance(cell, Suppressed) for cell, count in zip(cells, counts, strict=True) if profile.small(count))
    assert all(cell == count for cell, count in zip(cells, counts, strict=True) if not isinstance(cell, Suppressed))


@given(st.lists(COUNTS, min_size=2, max_size=7), PROFILES)
def test_hidden_counts_of_a_distribution_cannot_be_worked_out(counts, profile):
    places = hidden(protect_distribution(counts, profile))
    if places and len(places) < len(counts):
        assert len(places) >= 2
        assert sum(counts[place] for place in places) > profile.threshold


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=6), PROFILES)
def test_every_line_of_a_table_hides_none_or_two_and_more(rows, profile):
    cells = protect_table(rows, profile)
    lines = [list(zip(row, cell, strict=True)) for row, cell in zip(rows, cells, strict=True)]
    lines += [[(row[side], cell[side]) for row, cell in zip(rows, cells, strict=True)] for side in (0, 1)]
    for line in lines:
        held = [count for count, cell in line if isinstance(cell, Suppressed)]
        assert len(held) != 1
        assert not held or sum(held) > profile.threshold or len(held) == len(line)
        assert not any(profile.small(count) for count, cell in line if not isinstance(cell, Suppressed))


@given(st.integers(0, 400), st.integers(0, 400), PROFILES)
def test_a_share_is_shown_only_where_both_sides_are_large_enough(count, rest, profile):
    if not why_not_share(count, count + rest, profile):
        assert not profile.small(count)
        assert not profile.small(rest)
        assert count + rest >= profile.minimum_base_percent
        assert count + rest >= profile.extremes_minimum_base or (count and rest)


def test_rounding_rounds_what_is_shown():
    assert protect_distribution([62, 31, 48], Profile(rounding=5)) == (60, 30, 50)
