"""Everything that the parameter files define, loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from workbench.definitions.areas import Area
from workbench.definitions.frameworks import Framework
from workbench.definitions.instruments import Instrument
from workbench.definitions.matching import AreaIndex
from workbench.definitions.programmes import Programme
from workbench.definitions.scales import AnswerScale, DisclosureProfile, ProportionWords, Scale, Source
from workbench.errors import UnknownName
from workbench.names import did_you_mean

# Statistics tables that intake makes of the published data, and stages can ask for.
STATISTICS_TABLES = ("area_profile",)

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Definitions:
    """The definitions of a project, each kind by id, in the order of the files.

    Parameters
    ----------
    areas
        By slug, in name order.
    programmes, instruments, frameworks, scales, answer_scales, proportion_words, disclosure_profiles, sources
        By id.
    geography
        Names of the files in ``parameters/geography`` by the id that stages use, for example
        ``{"tile_grid": "tile_grid.csv"}``.
    """

    areas: dict[str, Area]
    programmes: dict[str, Programme]
    instruments: dict[str, Instrument]
    frameworks: dict[str, Framework]
    scales: dict[str, Scale]
    answer_scales: dict[str, AnswerScale]
    proportion_words: dict[str, ProportionWords]
    disclosure_profiles: dict[str, DisclosureProfile]
    sources: dict[str, Source]
    geography: dict[str, str]
    _index: AreaIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", AreaIndex(self.areas.values()))

    def programme(self, id: str) -> Programme:
        """Return a programme by id.

        Raises
        ------
        UnknownName
            With the nearest id.
        """
        return _known(self.programmes, id, "programme")

    def area(self, slug: str) -> Area:
        """Return an area by slug.

        Raises
        ------
        UnknownName
            With the nearest slug.
        """
        return _known(self.areas, slug, "area")

    def programme_areas(self, programme: Programme) -> list[Area]:
        """Return the areas of a programme in name order."""
        return self._chosen(programme.areas)

    def sample_areas(self, programme: Programme) -> list[Area]:
        """Return the areas that the sample evidence of a programme is made for, in name order."""
        chosen = self._chosen(programme.sample.areas) if programme.sample else []
        within = {area.slug for area in self.programme_areas(programme)}
        return [area for area in chosen if area.slug in within]

    def family_group(self, area: Area) -> list[Area]:
        """Return the areas of an area's family group for children's indicators, itself included, in name order."""
        return [other for other in self.areas.values() if other.family_group_children == area.family_group_children]

    def match_area(self, text: str) -> Area | None:
        """Return the area that a name or code means, or None.

        Any known spelling, current code or retired code counts, whatever its case, accents, punctuation and spaces.
        A name that is only alike is never taken.
        """
        return self._index.match(text)

    def _chosen(self, choice: tuple[str, ...]) -> list[Area]:
        return [area for area in self.areas.values() if choice == ("all",) or area.slug in choice]


def _known(things: dict[str, Thing], name: str, kind: str) -> Thing:
    if name in things:
        return things[name]
    hint = did_you_mean(name, things) or f" Known: {', '.join(sorted(things)) or 'none'}."
    raise UnknownName(f"No {kind} is called '{name}'.{hint}")
