"""The seal of a sign-off: digits over what it says and over the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from workbench.files import canonical_json


def seal(last: str, entry: Mapping[str, str]) -> str:
    """Return the digits that tie a sign-off to what it says and to those before it.

    Parameters
    ----------
    last
        The seal of the one before; empty for the first.
    entry
        The sign-off as plain data, without its own seal.

    Examples
    --------
    >>> seal("", {"state": "assured"}) == seal("", {"state": "final"})
    False
    """
    return hashlib.sha256(canonical_json([last, dict(entry)]).encode()).hexdigest()[:16]


def first_broken(entries: Iterable[Mapping[str, str]]) -> int | None:
    """Return the place of the first sign-off whose seal is not of what it and those before it say; None where all are.

    Examples
    --------
    >>> first = {"state": "assured"}
    >>> sealed = {**first, "seal": seal("", first)}
    >>> first_broken([sealed]), first_broken([{**sealed, "state": "final"}])
    (None, 0)
    """
    last = ""
    for number, entry in enumerate(entries):
        if entry.get("seal") != seal(last, {name: value for name, value in entry.items() if name != "seal"}):
            return number
        last = entry["seal"]
    return None
