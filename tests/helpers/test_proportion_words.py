"""Proportion words and whole per cents: every share has one word, and a few are never nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.proportion_words import Words, whole_percent, words_of
from tests.helpers.folders import context

SHARES = st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@pytest.fixture(scope="module")
def words() -> Words:
    return words_of(context("03_surveys", "midlothian")["proportion_words"])


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
