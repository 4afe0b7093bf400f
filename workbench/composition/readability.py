"""The reading age of a text by the Flesch–Kincaid formula.

Kincaid, Fishburne, Rogers and Chissom (1975), "Derivation of new readability formulas for Navy enlisted personnel",
Research Branch Report 8-75: grade = 0.39 words per sentence + 11.8 syllables per word − 15.59. A school grade of the
United States plus five is taken as the age. Syllables are counted by rules, not from a dictionary; on ordinary English
the result is within about half a year of dictionaries. The figure helps an author; it does not prove that a text is
easy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d[\d,.]*")
_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Readability:
    """How hard a text is to read.

    Parameters
    ----------
    sentences, words
        How many there are.
    sentence_length
        Words per sentence.
    age
        Reading age in years, at least 5.
    """

    sentences: int
    words: int
    sentence_length: float
    age: float


def syllables(word: str) -> int:
    """Return how many syllables a word has, by rule; a number counts as one.

    Examples
    --------
    >>> [syllables(word) for word in ("help", "listen", "people", "helped", "needed", "family", "voices", "safe", "12")]
    [1, 2, 2, 1, 2, 3, 2, 1, 1]
    """
    text = re.sub(r"[^a-z]", "", word.lower())
    if not text:
        return 1
    count = len(_VOWELS.findall(text))
    silent = (
        (text.endswith("e") and not re.search(r"[^aeiouy]le$", text))  # but not in "people"
        or (text.endswith("ed") and not re.search(r"[td]ed$", text))
        or (text.endswith("es") and not re.search(r"(?:[sxz]|ch|sh|[cg])es$", text))
    )
    # Two vowels that are said apart, as in "violence" and "doing", but not in "station".
    apart = len(re.findall(r"i[ao](?!u)|[^aeio]eo(?!p|u)|[uo]ing$|[eu]a[lt]e", text))
    together = len(re.findall(r"[tsc]i[ao]", text))
    count += apart - together - silent
    return max(1, count)


def readability(text: str) -> Readability:
    """Return how hard a text is to read.

    Parameters
    ----------
    text
        Plain text; a line end ends a sentence.

    Examples
    --------
    >>> readability("We asked children. They told us what helps.").age
    5.0
    """
    sentences = [found for part in _SENTENCE.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0, 0.0, 5.0)
    length = len(words) / len(sentences)
    grade = 0.39 * length + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return Readability(len(sentences), len(words), round(length, 1), round(max(5.0, grade + 5), 1))
