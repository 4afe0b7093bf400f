"""Intervals and sentences of shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.disclosure import Profile
from helpers.proportion_words import words_of
from helpers.proportions import proportion, wilson
from tests.helpers.folders import context

SHARES = st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@given(SHARES)
def test_the_interval_holds_the_share_and_stays_between_none_and_all(share):
    low, high = wilson(*share)
    assert 0 <= low <= share[0] / share[1] <= high <= 1


@given(SHARES, st.integers(0, 500))
def test_knowing_the_population_never_widens_the_interval(share, more):
    count, base = share
    low, high = wilson(count, base)
    near_low, near_high = wilson(count, base, population=base + more)
    assert near_high - near_low <= high - low + 1e-9


def test_the_published_example_of_the_wilson_interval():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263.
    assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]


def test_no_share_of_nobody():
    with pytest.raises(ValueError, match="not a share"):
        wilson(0, 0)


@given(SHARES)
def test_a_suppressed_share_holds_no_number(share):
    words = words_of(context("03_surveys", "midlothian")["proportion_words"])
    found = proportion("A label", *share, words=words, profile=Profile("strict", threshold=9))
    entry = found.value().as_dict()
    if not found.shown:
        assert not {"count", "base", "percent", "low", "high", "word"} & set(entry)
        assert not any(character.isdigit() for character in entry["text"] + entry["says"])
