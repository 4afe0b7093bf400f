"""Which words are ordinary, which are forenames, and which capitalised words name no person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.freetext.normalising import normal

if TYPE_CHECKING:
    from workbench.definitions import Definitions

_LISTS = Path(__file__).parent / "lists"


@cache
def ordinary_words() -> frozenset[str]:
    """Return ordinary English words, and those of the field, in lower case."""
    return _lines("words.txt") | _lines("field-words.txt")


@cache
def forenames() -> frozenset[str]:
    """Return forenames in lower case, without accents.

    Examples
    --------
    >>> {"eilidh", "jack", "grace"} <= forenames(), "chronology" in forenames()
    (True, False)
    """
    return _lines("forenames.txt")


def is_ordinary(stem: str) -> bool:
    """Return whether a word in lower case is an ordinary one, or a form or compound of ordinary ones.

    Examples
    --------
    >>> is_ordinary("chronologies"), is_ordinary("well-kept"), is_ordinary("drever")
    (True, True, False)
    """
    words = ordinary_words()
    if stem in words or len(stem) == 1:
        return True
    if "-" in stem:
        return all(part in words or len(part) < 2 for part in stem.split("-"))
    for ending, forms in (("s", ("",)), ("es", ("",)), ("ing", ("", "e")), ("ed", ("", "e")), ("ly", ("",))):
        if stem.endswith(ending) and any(stem.removesuffix(ending) + form in words for form in forms):
            return stem not in forenames()
    return False


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one set of the words by which names and schools are told, from ``lists/context.txt``.

    Examples
    --------
    >>> "mrs" in word_set("titles")
    True
    """
    sections = re.split(r"^\[(\w+)\]$", (_LISTS / "context.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return frozenset(dict(zip(sections[1::2], sections[2::2], strict=True))[name].split())


def _lines(name: str) -> frozenset[str]:
    # Line by line: nearly all are plain already, and a whole list is long.
    lines = (_LISTS / name).read_text(encoding="utf-8").split("\n")
    return frozenset(line if _is_plain(line) else normal(line).text for line in lines) - {""}


def _is_plain(line: str) -> bool:
    return line.isascii() and line.isprintable() and "`" not in line


@dataclass(frozen=True)
class Known:
    """Capitalised words that name no person and no small place.

    Parameters
    ----------
    terms
        Bodies, laws, offices and other words of the field.
    areas
        Names of council areas, partnerships and health boards. One that is a forename as well ("Angus") counts only
        where a place can stand.
    """

    terms: frozenset[str]
    areas: frozenset[str] = frozenset()
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        words = sorted({*self.terms, *self.areas}, key=lambda word: (-len(word), word))
        # Words of a text as they stand: a name that is only part of a longer one is not known.
        pattern = (
            re.compile(r"(?<![\w'-])(?:" + "|".join(map(re.escape, words)) + r")(?:'s|')?(?![\w-])") if words else None
        )
        object.__setattr__(self, "_pattern", pattern)

    @cached_property
    def written_small(self) -> frozenset[str]:
        """The areas' names in lower case."""
        return frozenset(word.casefold() for name in self.areas for word in (name, *name.split()))

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        """Return where known words stand in normalised text, the longest first at each place."""
        return self._pattern.finditer(text) if self._pattern else ()

    def with_areas(self, definitions: Definitions) -> Known:
        """Return these words with the names of every council area, partnership and health board."""
        names = set()
        for area in definitions.areas.values():
            names |= {area.name, area.short_name, *area.spellings}
            for body in (area.hscp, area.health_board):
                if body is not None:
                    names |= {body.name, body.name.removeprefix("NHS ")}
        # A spelling of one or two letters would hide initials.
        plain = {normal(name).text for name in names if len(name) > 2 and not name.islower()}
        return Known(self.terms, self.areas | plain)


@cache
def field_terms() -> Known:
    """Return the capitalised words of the field, without areas."""
    lines = (_LISTS / "known.txt").read_text(encoding="utf-8").splitlines()
    return Known(frozenset(normal(line.strip()).text for line in lines if line.strip() and not line.startswith("#")))
