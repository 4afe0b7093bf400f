"""Text without the tricks that hide a detail from a search, each character with its place in the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Letters of other scripts that look like Latin ones, as far as they are used to hide words.
_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХаеіјорсухѕһԁԛԝьΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ‐‑‒–—―−﹣－’‘ʼʹ′´`＇․。．＠",
    "ABESIJKMHOPCTXaeijopcyxshdqwbABEZHIKMNOPTYXaikvoptux---------''''''''...@",
)
# Drawn as nothing, or only as direction: a reader does not see them, so a search must not either.
_UNSEEN = {"Cf", "Mn", "Me", "Cs", "Co", "Cn"}
_BLANK = {"ㅤ", "ᅟ", "ᅠ", "ﾠ", "⠀"}
# What stays as it is, which most texts are all through.
_PLAIN = re.compile(r"[\n -_a-~]*")


@dataclass(frozen=True)
class Normal:
    """A text in the form in which it is searched.

    Parameters
    ----------
    text
        Latin letters and ASCII digits for their look-alikes, plain spaces, nothing unseen.
    places
        For each character, its index in the original; one more at the end for the length of the original.
    """

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of ``text`` as a range of the original."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def normal(text: str) -> Normal:
    r"""Return a text in the form in which it is searched.

    Zero-width characters, direction marks, accents and other marks above letters are left out, wide, mathematical and
    circled forms become plain ones, digits of every script become 0 to 9, and look-alike letters of the Greek and
    Cyrillic alphabets become Latin. Every kind of space becomes a space; line breaks stay.

    Examples
    --------
    >>> normal("К\u200bW１５ 1АВ").text
    'KW15 1AB'
    >>> normal("a\u202eb").places
    (0, 2, 3)
    """
    if _PLAIN.fullmatch(text):
        return Normal(text, tuple(range(len(text) + 1)))
    characters: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        if "\x20" <= original <= "\x7e" and original != "`":
            characters.append(original)
            places.append(place)
            continue
        for char in unicodedata.normalize("NFKD", original):
            category = unicodedata.category(char)
            if char in "\n\r\x0b\x0c\x85\u2028\u2029":
                plain = "\n"
            elif category in _UNSEEN:
                continue
            elif category == "Zs" or char == "\t" or char in _BLANK:
                plain = " "
            elif category == "Cc":
                continue
            elif category == "Nd":
                plain = str(unicodedata.digit(char))
            else:
                plain = char.translate(_LIKE)
            characters.append(plain)
            places.append(place)
    return Normal("".join(characters), (*places, len(text)))
