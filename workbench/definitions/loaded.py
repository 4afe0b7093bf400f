"""Things loaded from parameter files with the places they stand at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workbench.definitions.areas import COUNCIL_AREA
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.errors import Fault


@dataclass(frozen=True)
class Place:
    """Where a thing stands: its file, and the keys and list positions that lead to it."""

    document: Document
    within: tuple[str | int, ...]

    def at(self, *further: str | int) -> Place:
        """Return the place of something inside."""
        return Place(self.document, (*self.within, *further))

    def fault(self, message: str, *further: str | int) -> Fault:
        """Return a fault here, or at something inside."""
        return self.document.fault(message, *self.within, *further)

    def shown(self, *further: str | int) -> str:
        """Return file and line in words."""
        return f"{self.document.file}, line {self.document.line(*self.within, *further)}"


Entry = tuple[Any, Place]

# What a user calls the things of each kind.
_SINGULAR = {
    "areas": "area",
    "unit_sets": "set of units",
    "activities": "kind of activity",
    "publications": "publication",
    "scales": "scale",
    "answer_scales": "answer scale",
    "proportion_words": "set of proportion words",
    "disclosure_profiles": "disclosure profile",
    "sources": "source",
    "frameworks": "framework",
    "instruments": "instrument",
    "programmes": "programme",
}


@dataclass(frozen=True)
class Loaded:
    """Everything read, each thing with its place.

    Parameters
    ----------
    geography
        Geography files by id.
    unread
        Kinds of which a file had faults, so that what they would define is not fully known.
    outputs
        Names of the kinds of output that ``reports/`` has; none where there is no such folder.
    calendars
        Names of the calendars.
    whole
        Whether every programme was read.
    """

    areas: list[Entry]
    unit_sets: list[Entry]
    activities: list[Entry]
    publications: list[Entry]
    scales: list[Entry]
    answer_scales: list[Entry]
    proportion_words: list[Entry]
    disclosure_profiles: list[Entry]
    sources: list[Entry]
    frameworks: list[Entry]
    instruments: list[Entry]
    programmes: list[Entry]
    geography: dict[str, str]
    unread: frozenset[str]
    outputs: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()
    whole: bool = True

    def units(self, set_id: str) -> dict[str, Any]:
        """Return the units of a set by slug; none where there is no such set."""
        if set_id == COUNCIL_AREA:
            return {area.slug: area for area, _ in self.areas}
        return {unit.slug: unit for found, _ in self.unit_sets if found.id == set_id for unit in found.units}

    def kinds(self) -> Iterator[tuple[str, list[Entry]]]:
        """Yield each kind with its things."""
        for kind in _SINGULAR:
            yield kind, getattr(self, kind)

    def by_id(self, kind: str) -> dict[str, Entry]:
        """Return the things of a kind with their places, by id (areas by slug)."""
        return {
            getattr(thing, "slug" if kind == "areas" else "id"): (thing, place) for thing, place in getattr(self, kind)
        }

    def known(self, kind: str, id: str, place: Place, *further: str | int) -> Iterator[Fault]:
        """Yield a fault where nothing of ``kind`` is called ``id``.

        Nothing is said while a file of that kind could not be read: the name may be right.
        """
        if kind not in self.unread and id not in self.by_id(kind):
            yield place.fault(unknown(_SINGULAR[kind], id, self.by_id(kind)), *further)


def repeats(words: Iterable[str], kind: str, place: Place) -> Iterator[Fault]:
    """Yield a fault for each word of a list that stands in it before.

    Parameters
    ----------
    words
        The words in order.
    kind
        What a user calls each of them.
    place
        Where the list stands.
    """
    seen: set[str] = set()
    for number, word in enumerate(words):
        if word in seen:
            yield place.fault(f"the {kind} '{word}' is given twice", number)
        seen.add(word)
