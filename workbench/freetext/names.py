"""Names of people and of small places, by capitals, word lists and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.freetext.patterns import Span
from workbench.freetext.vocabulary import Known, forenames, is_ordinary, ordinary_words, word_set

_TOKEN = re.compile(r"[^\W\d_](?:[\w'-]*\w)?")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\r…|•*#>]|\n\s*[-*]|[\"“«(](?=$))[\s\"'“”«»()\[\]*_–-]*$")
_TITLES = word_set("titles")
_OFTENER_WORDS = word_set("oftener_words")
_TIMES = word_set("times")
# Written small, these are words first: a name follows them only where it has its capital.
_WORDY_TITLES = word_set("wordy_titles")
_ARTICLES = word_set("articles")
_STATES = word_set("states")
_AFTER_A_NAME = word_set("after_a_name")
_BEFORE_A_PLACE = word_set("before_a_place")
_PLACE_ONLY = word_set("place_only")
_AFTER_AN_AREA = word_set("after_an_area")
_PLACE_ENDINGS = re.compile(
    r"(?:ness|burgh|wick|kirk|muir|town|ville|shire|haven|firth|voe|more|loch|glen|dale|ford|bridge|mouth|head|side|wall)$"
)
_CALLED = re.compile(
    r"\b(?:called|named|known as|name is|name's|name was|nickname is|nicknamed|worker is|teacher is|mum is|dad is)"
    r" ([a-z][\w'-]{1,40})",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:live[sd]?|living|stay(?:s|ed|ing)?|moved?|moving|flat|house|home|placed|placement|school)"
    r" (?:over |up |down |back )?(?:in|at|to|near|from) ([a-z][\w'-]{1,40})(?: ([a-z][\w'-]{1,40}))?",
    re.IGNORECASE,
)
_CONTRACTIONS = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$|s'$")


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    first: bool  # of a sentence
    known: bool

    @property
    def stem(self) -> str:
        """The word in lower case without 's and the like."""
        return _CONTRACTIONS.sub("", self.text.casefold())

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


def name_spans(text: str, known: Known) -> Iterator[Span]:
    """Yield possible names of people and small places in normalised text.

    Parameters
    ----------
    text
        Normalised text.
    known
        What names no person and no small place.
    """
    words = _words(text, known)
    suspects = [_suspect(words, place) for place in range(len(words))]
    place = 0
    while place < len(words):
        if not suspects[place]:
            place += 1
            continue
        last = place
        while last + 1 < len(words) and _joined(text, words, last, suspects[last + 1]):
            last += 1
        yield words[place].start, words[last].end, _kind(words, place, last)
        place = last + 1
    for match in _CALLED.finditer(text):
        if not is_ordinary(match.group(1).casefold()) and not match.group(1).isupper():
            yield *match.span(1), "name"
    for match in _LIVES.finditer(text):
        for group in (1, 2):
            word = match.group(group) or ""
            if word[:1].islower() and not is_ordinary(word.casefold()) and word not in known.written_small:
                yield *match.span(group), "place"
    # Initials with full stops: "J.M." or "J M." names somebody to those who know.
    for match in re.finditer(r"(?<![\w.])[A-Z]\. ?[A-Z]\.(?! ?g\.)(?:[A-Z]\.)?", text):
        if match.group().replace(" ", "") not in ("U.K.", "N.B.", "P.S."):
            yield *match.span(), "name"


def _words(text: str, known: Known) -> list[_Word]:
    spans = [(match.start(), match.end()) for match in known.matches(text) if _stands(match, text, known)]
    words = []
    index = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        covered = index < len(spans) and spans[index][0] <= start
        first = start == 0 or bool(_SENTENCE_END.search(text, max(0, start - 12), start))
        words.append(_Word(start, end, match.group(), first, covered))
    return words


def _stands(match: re.Match[str], text: str, known: Known) -> bool:
    """Return whether a known word means what is known: an area that is a forename needs a place to stand in."""
    term = match.group().removesuffix("'s").removesuffix("'")
    if term in known.terms or term.casefold() not in forenames():
        return True
    before = re.search(r"([\w'-]{1,40})\W+$", text[max(0, match.start() - 30) : match.start()])
    after = re.match(r"\W+([\w'-]{1,40})", text[match.end() : match.end() + 30])
    return bool(
        (before and before.group(1).casefold() in _BEFORE_A_PLACE - {"to", "for", "from", "of", "and"})
        or (before and before.group(1).casefold() in ("of", "for", "from", "and") and not _speaks(after))
        or (after and after.group(1).casefold() in _AFTER_AN_AREA - {"is's", "was", "has", "and", "or", "is"})
    )


def _speaks(after: re.Match[str] | None) -> bool:
    return bool(after and after.group(1).casefold() in _AFTER_A_NAME | {"was", "is", "has", "and"})


def _suspect(words: list[_Word], place: int) -> bool:
    """Return whether a word by itself may be part of a name."""
    word = words[place]
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) and not words[place + 1].first else None
    if word.known:
        return False
    stem = word.stem
    title = before is not None and not word.first and before.stem in _TITLES
    if title and word.capital and not word.shouted and (before.capital or before.stem not in _WORDY_TITLES):
        # "Nurse Manager" and "Sheriff Court" are offices: both words are ordinary.
        return not (before.stem in _WORDY_TITLES and is_ordinary(stem))
    if title and not word.capital and before.stem not in _WORDY_TITLES and not is_ordinary(stem):
        return True
    if not word.capital:
        return stem in forenames() and stem not in ordinary_words() and len(stem) > 3
    if word.shouted:
        return stem in forenames() and stem not in ordinary_words() and len(stem) > 3
    if not is_ordinary(stem):
        return True
    if stem not in forenames():
        return _stands_alone(words, place)
    follows = after is not None and (after.stem in _AFTER_A_NAME or (after.capital and not is_ordinary(after.stem)))
    possessive = word.text.endswith("'s")
    if stem in _OFTENER_WORDS:
        return follows or (possessive and stem not in _TIMES)
    return not word.first or follows or possessive or (after is not None and after.stem in _STATES)


def _stands_alone(words: list[_Word], place: int) -> bool:
    """Return whether an ordinary word has a capital inside a sentence for no reason that shows: "they asked Brown"."""
    word = words[place]
    if word.first or word.shouted or not place or len(word.stem) < 2 or word.stem in _ARTICLES:
        return False
    before = words[place - 1]
    after = words[place + 1] if place + 1 < len(words) and not words[place + 1].first else None
    # Offices, meetings and documents have an article, or stand among other capitals.
    return not (
        before.capital
        or before.known
        or before.stem in _ARTICLES
        or (after is not None and (after.capital or after.known))
    )


def _joined(text: str, words: list[_Word], last: int, suspect: bool) -> bool:
    """Return whether the next word belongs to the same name."""
    here, following = words[last], words[last + 1]
    between = text[here.end : following.start]
    if following.known or following.first or between not in (" ", " - ", ". ", " & "):
        return False
    if suspect and between != " & ":
        return True
    # A capitalised ordinary word goes with the name before it: "Eilidh Young".
    return between in (" ", ". ") and following.capital and not following.shouted


def _kind(words: list[_Word], first: int, last: int) -> str:
    stems = [word.stem for word in words[first : last + 1]]
    before = words[first - 1].stem if first else ""
    if any(stem in forenames() for stem in stems):
        return "name"
    if before in _PLACE_ONLY or (_PLACE_ENDINGS.search(stems[-1]) and before in _BEFORE_A_PLACE):
        return "place"
    return "name"
