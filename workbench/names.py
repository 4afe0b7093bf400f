"""The nearest right word for a misspelt one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word a user most likely meant, or None when nothing is near.

    Parameters
    ----------
    word
        What was typed.
    words
        What would have been right.

    Examples
    --------
    >>> nearest("orkny", ["orkney-islands", "shetland-islands"])
    'orkney-islands'
    >>> nearest("orkny", ["moray", "orkney-islands"])
    'orkney-islands'
    >>> nearest("zzz", ["orkney-islands"]) is None
    True
    """
    typed = word.casefold().strip()
    best = (0.0, "")
    for candidate in sorted(set(words), reverse=True):
        key = candidate.casefold()
        whole = difflib.SequenceMatcher(None, typed, key).ratio()
        # A short form ("orkny") is far from a long name ("orkney-islands") as a whole, but near to a part of it.
        parts = re.split(r"[-_. ]+", key)
        part = max(difflib.SequenceMatcher(None, typed, part).ratio() for part in parts if part or len(parts) == 1)
        near = max(whole if whole >= 0.6 else 0.0, part if part >= 0.75 and len(typed) > 2 else 0.0)
        best = max(best, (near, candidate)) if near != best[0] else (near, candidate)
    return best[1] if best[0] else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return `` Did you mean X?`` (with a leading space), or an empty string.

    Examples
    --------
    >>> did_you_mean("shetlnd", ["orkney-islands", "shetland-islands"])
    ' Did you mean shetland-islands?'
    """
    near = nearest(word, words)
    return f" Did you mean {near}?" if near else ""
