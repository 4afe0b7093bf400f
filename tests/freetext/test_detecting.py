"""Planted details are found, ordinary sentences are left alone; the figures of docs/free-text.md are measured here."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.freetext.planted import (
    DETAILS,
    EVERYDAY,
    FORENAMES,
    NAME_SENTENCES,
    PLACE_SENTENCES,
    PLACES,
    SURNAMES,
)
from workbench.freetext.detecting import PIECE, detect
from workbench.freetext.findings import NOTHING, summary

SAMPLE = Path(__file__).parents[2] / "workbench" / "sample"
CASES = [(kind, detail) for kind, details in DETAILS.items() for detail in details]
SENTENCES = ["They wrote down {}, and I saw it.", "{} is what they wrote", "Nobody asked about {}"]


def _covered(text, detail, known, kinds):
    start = text.index(detail)
    return any(
        one.kind in kinds and one.start <= start and start + len(detail) <= one.end for one in detect(text, known)
    )


@pytest.mark.parametrize(("kind", "detail"), CASES, ids=lambda value: value)
def test_a_planted_detail_is_found_in_every_sentence(kind, detail, known):
    for sentence in SENTENCES:
        text = sentence.format(detail)
        found = [one for one in detect(text, known) if one.kind == kind]
        assert found, (text, detect(text, known))
        digits = [place for place, char in enumerate(text) if char.isdigit()]
        assert all(any(one.start <= place < one.end for one in detect(text, known)) for place in digits), text


@pytest.mark.parametrize("sentence", NAME_SENTENCES)
def test_names_are_found(sentence, known):
    found = 0
    for number, forename in enumerate(FORENAMES):
        surname = SURNAMES[number % len(SURNAMES)]
        names = {"f": forename, "s": surname, "fl": forename.lower(), "fu": forename.upper(), "sl": surname.lower()}
        text = sentence.format(**names)
        wanted = next(names[field] for field in ("f", "fl", "fu", "s", "sl") if f"{{{field}}}" in sentence)
        found += _covered(text, wanted, known, {"name", "place"})
    assert found >= NAME_SENTENCES[sentence]


@pytest.mark.parametrize("sentence", PLACE_SENTENCES)
def test_small_places_are_found(sentence, known):
    for place in PLACES:
        text = sentence.format(p=place, pl=place.lower())
        words = (place if "{p}" in sentence else place.lower()).split()
        assert all(
            _covered(text, word, known, {"name", "place"}) for word in (words if "{p}" in sentence else words[:1])
        ), text


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_sentences_are_left_alone(text, known):
    assert detect(text, known) == ()


def _texts(tree):
    if isinstance(tree, str):
        yield tree
    elif tree:
        for branch in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
            yield from _texts(branch)


def test_few_false_alarms_in_the_sentences_of_the_sample(known):
    """No sentence of the sample names anybody, so everything found in one is a false alarm."""
    texts = [
        text.replace("{", "").replace("}", "")
        for file in ("phrases", "statements")
        for text in _texts(yaml.safe_load((SAMPLE / f"{file}.yaml").read_text()))
        if " " in text
    ]
    assert len(texts) > 400
    flagged = [text for text in texts if detect(text, known)]
    assert len(flagged) / len(texts) <= 0.01, flagged


def test_hidden_and_look_alike_characters_hide_nothing(known):
    for text in (
        "My CHI is ０１０１０１１２３７.",
        "My CHI is 010\u200b101\u20601237.",
        "My CHI is \u202e0101011237\u202c.",
        "My CHI is ٠١٠١٠١١٢٣٧.",
        "My CHI is 𝟎𝟏𝟎𝟏𝟎𝟏𝟏𝟐𝟑𝟕.",
    ):
        finding = next(one for one in detect(text, known) if one.kind == "chi")
        assert not any(char.isalnum() for char in text[finding.end :])
        assert text[: finding.start].strip("\u202e ").endswith("is")
    for text in (
        "I live at KW15\u00a01AB",
        "I live at КW15 1АВ",
        "I live at KW15\u20091AB",
        "I live at ＫＷ１５ １ＡＢ",
    ):
        assert [one.kind for one in detect(text, known)] == ["postcode"], text
    for text in ("Then E\u200cilidh came.", "Then Еilidh came.", "Then Eilídh came.", "Then E\u0301ilidh came."):
        assert [one.kind for one in detect(text, known)] == ["name"], text


def test_places_count_in_the_text_as_given(known):
    text = "\ufeffMy \u200bworker\u00ad Ei\u200dlidh — née Drever — rang 07700\u00a0900123"
    found = {one.kind: text[one.start : one.end] for one in detect(text, known)}
    assert found == {"name": "Drever", "phone": "07700\u00a0900123"} | {"name": found["name"]}
    assert text[detect(text, known)[0].start : detect(text, known)[0].end] == "Ei\u200dlidh"


def test_nothing_detected_is_never_called_safe():
    assert summary(()) == NOTHING
    assert "does not mean that it is safe" in NOTHING


def test_what_is_shown_does_not_repeat_the_detail(known):
    for kind, detail in CASES:
        for one in detect(SENTENCES[0].format(detail), known):
            letters = [word for word in one.shown.replace("…", " ").split() if word.isalpha()]
            assert all(len(word) == 1 for word in letters), (kind, one)
            assert not any(char.isdigit() for char in one.shown), one


@given(st.text(max_size=200))
def test_any_text_at_all(text):
    last = 0
    for one in detect(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end


@given(st.text(max_size=60), st.sampled_from(DETAILS["email"][:2] + DETAILS["postcode"][:1]), st.text(max_size=60))
def test_a_detail_is_found_whatever_stands_around_it(before, detail, after):
    text = f"{before}\n{detail}\n{after}"
    start = len(before) + 1
    assert any(one.start <= start and one.end >= start + len(detail) for one in detect(text))


@pytest.mark.parametrize(
    "text", ["a" * 40_000, "1 " * 20_000, "A. " * 12_000, "a.a@" * 10_000, "Aa " * 12_000, "(" * 40_000]
)
def test_time_grows_with_length_only(text):
    begin = time.process_time()
    detect(text)
    assert time.process_time() - begin < 6


def test_a_detail_far_into_a_long_text(known):
    text = "the worker came and we talked " * (2 * PIECE // 30) + "with Eilidh Drever"
    assert [text[one.start : one.end] for one in detect(text, known)] == ["Eilidh Drever"]
