"""Words for proportions: one word for every percentage."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.definitions import load_definitions
from workbench.definitions.checks import band_faults
from workbench.definitions.lined_yaml import Document
from workbench.definitions.loaded import Place
from workbench.definitions.scales import Band, ProportionWords

WORDS = load_definitions(Path(__file__).parents[2] / "parameters").proportion_words["education-scotland"]


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (0, "none"), (1, "few"), (14, "few"), (15, "less than half"), (49, "less than half"), (50, "the majority"),
        (74, "the majority"), (75, "most"), (90, "most"), (91, "almost all"), (99, "almost all"), (100, "all"),
    ],
)  # fmt: skip
def test_the_edges(percent, word):
    assert WORDS.word(percent) == word


@given(st.integers(0, 100))
def test_every_whole_percentage_has_exactly_one_band(percent):
    assert sum(band.from_ <= percent <= band.to for band in WORDS.bands) == 1
    assert WORDS.word(percent)


@pytest.mark.parametrize("percent", [-1, 101])
def test_beyond_the_percentages_there_is_no_word(percent):
    with pytest.raises(ValueError, match="is not a whole percentage"):
        WORDS.word(percent)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=6))
def test_bands_are_refused_exactly_when_a_percentage_has_no_word_or_two(edges):
    bands = tuple(Band(word=f"word {number}", from_=first, to=last) for number, (first, last) in enumerate(edges))
    words = ProportionWords(id="x", title="x", source="x", minimum_base=10, rule="x", bands=bands)
    counts = [sum(band.from_ <= percent <= band.to for band in bands) for percent in range(101)]
    right = all(count == 1 for count in counts) and all(first <= last for first, last in edges)
    assert (not list(band_faults(words, Place(Document("x.yaml", {}, {}), ())))) == right
