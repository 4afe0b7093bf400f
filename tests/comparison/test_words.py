"""Word by word, and the proportion words among them."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.comparison.words import GONE, NEW, SAME, proportion_words, word_differences, words_changed

WORDS = st.lists(st.sampled_from(["most", "children", "feel", "safe", "the", "majority", "few"]), max_size=12).map(
    " ".join
)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_difference(before, after):
    found = word_differences(before, after)
    assert " ".join(text for what, text in found if what in (SAME, GONE)).split() == before.split()
    assert " ".join(text for what, text in found if what in (SAME, NEW)).split() == after.split()


@given(WORDS)
def test_the_same_text_has_no_difference(text):
    assert all(what == SAME for what, _ in word_differences(text, text))
    assert not words_changed(text, text)


def test_words_that_compare_tell_no_share():
    assert not proportion_words("At most three of the most recent reports.")
    assert proportion_words("Most said so, and the majority of them were sure.") == {"most": 1, "the majority": 1}
