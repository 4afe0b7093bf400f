"""What was worked out of files, kept as long as the files are as they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Kept:
    """Answers to be had again; those asked for longest ago go first.

    Parameters
    ----------
    most
        How many are kept.

    Examples
    --------
    >>> kept = Kept(1)
    >>> kept.of("a", 1, lambda: "counted"), kept.of("a", 1, lambda: "counted again"), kept.of("a", 2, lambda: "anew")
    ('counted', 'counted', 'anew')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, tuple[Hashable, object]] = OrderedDict()

    def of(self, question: Hashable, stamp: Hashable, make: Callable[[], T]) -> T:
        """Return the answer to a question; it is made anew where the stamp of its files has changed."""
        known = self._found.get(question)
        if known is None or known[0] != stamp:
            known = self._found[question] = (stamp, make())
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        else:
            self._found.move_to_end(question)
        return cast("T", known[1])
