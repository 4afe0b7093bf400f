"""How entities of an RO-Crate are named and referred to."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote


def reference(name: str) -> dict[str, str]:
    """Return how an entity is referred to.

    Examples
    --------
    >>> reference("#input/a b.yaml")
    {'@id': '#input/a%20b.yaml'}
    """
    # As the library writes the names of files; what is written so already stays.
    return {"@id": quote(name, safe="#/%")}


def references(names: Iterable[str]) -> list[dict[str, str]]:
    """Return how entities are referred to, sorted, each once.

    Examples
    --------
    >>> references(["b", "a", "b"])
    [{'@id': 'a'}, {'@id': 'b'}]
    """
    return [reference(name) for name in sorted(set(names))]
