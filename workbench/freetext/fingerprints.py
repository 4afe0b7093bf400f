"""Fingerprints: of a text, so that it can be named without being repeated, and of all that searches texts."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_SEARCH = ("detecting", "findings", "names", "normalising", "numbers", "patterns", "plain", "vocabulary")


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text, which changes with every character of it.

    The helpers take it in the same way: see ``helpers.held``.

    Examples
    --------
    >>> fingerprint("My worker kept her promises.")[:12]
    '162d5f7c15a5'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def detector() -> str:
    """Return a hash of the search itself, its rules and lists: texts searched by another one are searched again."""
    folder = Path(__file__).parent
    seen = hashlib.sha256()
    for path in (*(folder / f"{name}.py" for name in _SEARCH), *sorted((folder / "lists").glob("*.txt"))):
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()
