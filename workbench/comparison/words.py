"""Texts compared word by word, and the proportion words in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

#: The published terms; a programme's own come from its pages.
TERMS = frozenset({"almost all", "most", "the majority", "majority", "less than half", "few"})
#: Words of the bands that are ordinary words as well: in a sentence they say nothing about a share.
_ORDINARY = frozenset({"none", "all"})
_COMPARES = re.compile(r"\b(?:the|at|its|their)\s$")
SAME, GONE, NEW = "same", "gone", "new"


def word_differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of two texts: what is the same, gone and new, in reading order.

    Examples
    --------
    >>> word_differences("most children feel safe", "the majority feel safe")
    (('gone', 'most children'), ('new', 'the majority'), ('same', 'feel safe'))
    """
    old, new = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append((SAME, " ".join(old[i:j])))
            continue
        if j > i:
            found.append((GONE, " ".join(old[i:j])))
        if m > k:
            found.append((NEW, " ".join(new[k:m])))
    return tuple(found)


def proportion_words(text: str, terms: Iterable[str] = TERMS) -> Counter[str]:
    """Return how often each proportion word stands in a text; the longest term counts alone.

    Examples
    --------
    >>> sorted(proportion_words("Almost all said so; most were sure.").items())
    [('almost all', 1), ('most', 1)]
    >>> proportion_words("The most recent report")
    Counter()
    """
    wanted = sorted({term.lower() for term in terms} - _ORDINARY, key=lambda term: (-len(term), term))
    if not wanted:
        return Counter()
    found = re.finditer(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b", text.lower())
    # "The most recent" and "at most" compare; they tell no share.
    told = (one for one in found if not (one.group() == "most" and _COMPARES.search(one.string, 0, one.start())))
    return Counter(one.group() for one in told)


def words_changed(before: str, after: str, terms: Iterable[str] = TERMS) -> bool:
    """Whether two texts differ in their proportion words.

    Examples
    --------
    >>> words_changed("Most feel safe.", "The majority feel safe."), words_changed("Most do.", "Most of them do.")
    (True, False)
    """
    return proportion_words(before, terms) != proportion_words(after, terms)


def shortened(pieces: Iterable[tuple[str, str]], around: int = 6) -> tuple[tuple[str, str], ...]:
    """Return pieces with only a few words of what is the same beside what differs.

    Examples
    --------
    >>> shortened((("same", "a b c d e"), ("new", "x")), around=2)
    (('same', '… d e'), ('new', 'x'))
    """
    listed = tuple(pieces)
    found = []
    for index, (what, text) in enumerate(listed):
        words = text.split()
        first, last = index == 0, index == len(listed) - 1
        if what == SAME:
            if first and len(words) > around:
                text = " ".join(["…", *words[-around:]])
            elif last and len(words) > around:
                text = " ".join([*words[:around], "…"])
            elif not (first or last) and len(words) > 2 * around:
                text = " ".join([*words[:around], "…", *words[-around:]])
        found.append((what, text))
    return tuple(found)
