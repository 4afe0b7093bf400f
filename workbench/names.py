"""The nearest right word for a misspelt one."""

from __future__ import annotations

import difflib
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
    >>> nearest("zzz", ["orkney-islands"]) is None
    True
    """
    candidates = sorted(set(words))
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    typed = word.casefold().strip()
    close = difflib.get_close_matches(typed, folded, n=1, cutoff=0.6)
    if close:
        return folded[close[0]]
    # A short form ("orkny") is far from a long name ("orkney-islands") as a whole, but near to a part of it.
    best = (0.0, "")
    for key, candidate in folded.items():
        for part in key.replace("_", "-").replace(".", "-").replace(" ", "-").split("-"):
            if len(part) > 2:
                best = max(best, (difflib.SequenceMatcher(None, typed, part).ratio(), candidate))
    return best[1] if best[0] >= 0.75 else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return `` Did you mean X?`` (with a leading space), or an empty string.

    Examples
    --------
    >>> did_you_mean("shetlnd", ["orkney-islands", "shetland-islands"])
    ' Did you mean shetland-islands?'
    """
    near = nearest(word, words)
    return f" Did you mean {near}?" if near else ""
