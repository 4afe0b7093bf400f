"""Drawing records: the same list and seed give the same sample, and every stratum gets its share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.desk.sampling import Case, allocation, draw
from helpers.errors import HelperError

strata = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 60), min_size=1)


@settings(deadline=None, derandomize=True)
@given(strata, st.integers(0, 200))
def test_shares_add_up_and_fit(sizes, total):
    total = min(total, sum(sizes.values()))
    given_out = allocation(sizes, total)
    assert sum(given_out.values()) == total
    whole = sum(sizes.values())
    for name, count in given_out.items():
        assert 0 <= count <= sizes[name]
        if total >= sum(1 for size in sizes.values() if size) and sizes[name]:
            assert count >= 1
        if whole:
            share = total * sizes[name] / whole
            assert count <= max(1, share + 1)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 500), min_size=4, max_size=60, unique=True), st.integers(0, 9), st.randoms())
def test_the_order_of_the_list_does_not_matter(numbers, seed, random):
    cases = [Case(str(number), "ab"[number % 2]) for number in numbers]
    size = len(cases) // 2
    drawn = draw(cases, size, seed, twice=size // 3)
    random.shuffle(cases)
    assert draw(cases, size, seed, twice=size // 3) == drawn
    chosen = {one.number for one in drawn.chosen}
    assert len(chosen) == size
    assert drawn.twice <= chosen
    assert chosen.isdisjoint(number for left in drawn.reserve.values() for number in left)
    assert len(chosen) + sum(map(len, drawn.reserve.values())) == len(cases)


def test_a_sample_drawn_once_is_drawn_alike_for_ever():
    drawn = draw([Case(f"case {number}") for number in range(50)], 5, 20260309)
    assert [one.number for one in drawn.chosen] == ["case 24", "case 10", "case 39", "case 1", "case 7"]


def test_every_case_is_as_likely_as_any_other():
    cases = [Case(str(number)) for number in range(10)]
    times = dict.fromkeys((case.number for case in cases), 0)
    for seed in range(2000):
        for one in draw(cases, 3, seed).chosen:
            times[one.number] += 1
    assert all(510 < count < 690 for count in times.values()), times


@pytest.mark.parametrize(
    ("cases", "size", "twice", "message"),
    [
        ([], 1, 0, "The list holds no case"),
        ([Case("1"), Case("1")], 1, 0, "names a case twice"),
        ([Case("1")], 2, 0, "2 records cannot be drawn from 1 cases"),
        ([Case("1")], 1, 2, "2 of 1 records cannot be read twice"),
    ],
)
def test_what_cannot_be_drawn_is_said(cases, size, twice, message):
    with pytest.raises(HelperError, match=message):
        draw(cases, size, 1, twice)
