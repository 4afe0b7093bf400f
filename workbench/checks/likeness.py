"""Whether a sentence that people typed is about a recorded value, and what its words and fractions stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[a-z][a-z'’-]+")
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "the and for are was were with that this they them their there have has had not but from who what when where "
        "which will would can could should into about been being its our your all any each how get got does did than",
    )
)
_LEAST = 2

#: Fractions in words, with the per cents they may stand for.
_FRACTIONS = {
    "nearly all": (90, 100), "nearly every": (90, 100), "the vast majority": (85, 100), "more than half": (51, 100),
    "over half": (51, 100), "about half": (45, 55), "around half": (45, 55), "half of": (48, 52),
    "fewer than half": (0, 49), "three quarters": (72, 78), "three-quarters": (72, 78), "two thirds": (63, 70),
    "two-thirds": (63, 70), "one third": (30, 37), "a third": (30, 37), "one quarter": (22, 28), "a quarter": (22, 28),
    "one in two": (45, 55), "one in three": (30, 37), "one in four": (22, 28), "one in five": (18, 22),
    "one in ten": (8, 12),
}  # fmt: skip
_FRACTION = re.compile("|".join(rf"\b{each}\b" for each in sorted(_FRACTIONS, key=len, reverse=True)), re.IGNORECASE)


@dataclass(frozen=True)
class Fraction:
    """A fraction in words, where it stands, and the per cents it may stand for."""

    text: str
    start: int
    low: int
    high: int


def fractions(text: str, start: int = 0, end: int | None = None) -> Iterator[Fraction]:
    """Yield the fractions that a text states in words.

    Examples
    --------
    >>> [(each.text, each.low, each.high) for each in fractions("Three quarters of records, a third of staff")]
    [('Three quarters', 72, 78), ('a third', 30, 37)]
    """
    for match in _FRACTION.finditer(text, start, len(text) if end is None else end):
        low, high = _FRACTIONS[match.group().lower()]
        yield Fraction(match.group(), match.start(), low, high)


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, cut to their stems.

    Examples
    --------
    >>> sorted(content_words("There is an up-to-date chronology in the records"))
    ['chronology', 'record', 'up-to-date']
    """
    words = (word for word in _WORD.findall(text.lower()) if len(word) > 2 and word not in _PLAIN)
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word


def alike(sentence: str, values: Mapping[str, Mapping[str, Any]], names: Iterable[str]) -> str:
    """Return the one value whose label a sentence says in other words; empty where there is none, or more than one.

    Parameters
    ----------
    sentence
        What people typed.
    values
        Recorded values by name.
    names
        Those to look among.

    Examples
    --------
    >>> values = {"staff.supported": {"label": "I feel supported to do my job well"}, "x": {"label": "Records read"}}
    >>> alike("Most staff feel supported to do their job well.", values, values)
    'staff.supported'
    """
    said = content_words(sentence)
    found = []
    for name in names:
        about = content_words(values[name]["label"])
        if len(about) >= _LEAST and about <= said:
            found.append((len(about), name))
    best = max((size for size, _ in found), default=0)
    named = [name for size, name in found if size == best]
    return named[0] if len(named) == 1 else ""
