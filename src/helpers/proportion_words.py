"""Proportion words, such as “most”, with the rule by which a share gets its word; and shares in whole per cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def whole_percent(count: int, base: int) -> int:
    """Return a share in whole per cent, halves up; some is never 0 and not everybody never 100.

    Parameters
    ----------
    count, base
        How many of how many; ``base`` at least 1.

    Returns
    -------
    int
        From 0 to 100.

    Examples
    --------
    >>> whole_percent(1, 8), whole_percent(199, 200), whole_percent(1, 400), whole_percent(3, 3)
    (13, 99, 1, 100)
    """
    percent = (200 * count + base) // (2 * base)
    if count and not percent:
        return 1
    return 99 if percent == 100 and count < base else percent


@dataclass(frozen=True)
class Words:
    """A set of proportion words with its rule.

    Parameters
    ----------
    id
        Name of the set.
    bands
        ``(word, from, to)`` in whole per cent, both ends included.
    minimum_base
        No word for fewer than this many.
    rule
        The edge rule in a sentence, recorded beside every word.
    """

    id: str
    bands: tuple[tuple[str, int, int], ...]
    minimum_base: int = 10
    rule: str = ""

    def word(self, count: int, base: int) -> str:
        """Return the word for ``count`` of ``base``, or an empty string where none may be used.

        Parameters
        ----------
        count, base
            How many of how many; whole numbers, ``count`` at most ``base``.

        Examples
        --------
        >>> words = Words("example", (("few", 1, 14), ("less than half", 15, 49), ("majority", 50, 99)))
        >>> words.word(15, 100), words.word(0, 100), words.word(4, 9)
        ('less than half', 'none', '')
        """
        if base < self.minimum_base:
            return ""
        if count == 0:
            return "none"
        if count == base:
            return "all"
        percent = whole_percent(count, base)
        return next((word for word, low, high in self.bands if low <= percent <= high), "")


def words_of(fields: Mapping[str, Any]) -> Words:
    """Return the proportion words that a run's context describes."""
    bands = tuple((band["word"], int(band["from"]), int(band["to"])) for band in fields["bands"])
    return Words(fields["id"], bands, int(fields.get("minimum_base", 10)), str(fields.get("rule", "")))
