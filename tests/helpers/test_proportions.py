"""Intervals, words and sentences of shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.disclosure import Profile
from helpers.proportions import Words, proportion, whole_percent, wilson, words_of
from tests.helpers.folders import context

SHARES = st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@pytest.fixture(scope="module")
def words() -> Words:
    return words_of(context("03_surveys", "midlothian")["proportion_words"])


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
def test_every_share_of_a_large_enough_base_has_one_word(share):
    words = words_of(context("03_surveys", "midlothian")["proportion_words"])
    count, base = share
    word = words.word(count, base)
    assert bool(word) == (base >= words.minimum_base)
    if word:
        assert (word == "all") == (count == base)
        assert (word == "none") == (count == 0)


@pytest.mark.parametrize(
    ("count", "word"), [(14, "few"), (15, "less than half"), (50, "the majority"), (90, "most"), (91, "almost all")]
)
def test_edges_of_the_words(words, count, word):
    assert words.word(count, 100) == word


@given(SHARES)
def test_some_is_never_nought_and_not_everybody_never_a_hundred(share):
    count, base = share
    percent = whole_percent(count, base)
    assert (percent == 0) == (count == 0)
    assert (percent == 100) == (count == base)


@given(SHARES)
def test_a_suppressed_share_holds_no_number(share):
    words = words_of(context("03_surveys", "midlothian")["proportion_words"])
    found = proportion("A label", *share, words=words, profile=Profile("strict", threshold=9))
    entry = found.value().as_dict()
    if not found.shown:
        assert not {"count", "base", "percent", "low", "high", "word"} & set(entry)
        assert not any(character.isdigit() for character in entry["text"] + entry["says"])
