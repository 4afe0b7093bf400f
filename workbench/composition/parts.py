"""What a page can include besides its sources: what was made for it, and what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Parts:
    """What can be included in a page besides its sources.

    Parameters
    ----------
    made
        Markdown by file name, such as ``_qi-2.1/survey.md`` or ``_tables/programme.scale.md``.
    tables, figures
        Names of the recorded tables and figures.
    families
        First parts of all recorded names.
    expected
        First parts of names that the programme's instruments and stages would record.
    make
        Returns the Markdown of a recorded table or figure, given ``tables`` or ``figures`` and the name.
    misspelt
        Returns what is wrong with a name that is not there, given it, the names there are and whether it is a value's;
        an empty text where another programme may have it.
    """

    made: Mapping[str, str]
    tables: frozenset[str]
    figures: frozenset[str]
    families: frozenset[str]
    expected: frozenset[str]
    make: Callable[[str, str], str]
    misspelt: Callable[[str, Iterable[str], bool], str] = lambda name, there, value: ""

    def may_hold(self, name: str) -> bool:
        """Return whether evidence of which nothing was recorded for the page would give ``name``."""
        return name.split(".", 1)[0] in self.expected - self.families
