"""Everything that the parameter files define, loaded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from workbench.definitions.activities import Activity
from workbench.definitions.areas import COUNCIL_AREA, NATIONAL, Area, CouncilArea, UnitSet
from workbench.definitions.frameworks import Framework
from workbench.definitions.instruments import Instrument
from workbench.definitions.matching import AreaIndex
from workbench.definitions.programmes import Programme
from workbench.definitions.publications import Publication
from workbench.definitions.published import PublishedCount
from workbench.definitions.published_evaluations import PublishedEvaluation
from workbench.definitions.scales import AnswerScale, DisclosureProfile, ProportionWords, Scale, Source
from workbench.definitions.slots import Slot
from workbench.errors import UnknownName
from workbench.names import did_you_mean

# Statistics tables that intake makes of the published data, and stages can ask for.
STATISTICS_TABLES = ("area_profile",)

# Where evidence about the whole nation is taken in, as the unit that it is of.
SCOTLAND = Area(code="S92000003", slug=NATIONAL, name="Scotland")

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Definitions:
    """The definitions of a project, each kind by id, in the order of the files.

    Parameters
    ----------
    areas
        The council areas by slug, in name order.
    programmes, instruments, frameworks, scales, answer_scales, proportion_words, disclosure_profiles, sources
        By id.
    unit_sets
        Sets of units by id: ``council_area`` and those of ``parameters/units``.
    activities, publications
        Kinds of activity, and what has been published, by id.
    published
        Published counts by programme.
    published_evaluations
        Published evaluations of real areas, apart from everything that is recorded.
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
    unit_sets: dict[str, UnitSet] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)
    published: dict[str, tuple[PublishedCount, ...]] = field(default_factory=dict)
    published_evaluations: tuple[PublishedEvaluation, ...] = ()
    _indexes: dict[str, AreaIndex] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_indexes", {COUNCIL_AREA: AreaIndex(self.areas.values())})

    def programme(self, id: str) -> Programme:
        """Return a programme by id.

        Raises
        ------
        UnknownName
            With the nearest id.
        """
        return _known(self.programmes, id, "programme")

    def area(self, slug: str, programme: Programme | None = None) -> Area:
        """Return a council area, or a unit of a programme's set, by slug.

        Parameters
        ----------
        slug
            The slug; ``national`` is the whole nation where a programme is given.
        programme
            Whose units are meant; council areas without one.

        Raises
        ------
        UnknownName
            With the nearest slug.
        """
        if programme is not None and slug == NATIONAL:
            return SCOTLAND
        if programme is None or programme.unit == COUNCIL_AREA:
            return _known(self.areas, slug, "area")
        return _known(self.units(programme.unit), slug, self.unit_set(programme).singular)

    def unit_set(self, programme: Programme) -> UnitSet:
        """Return the set of units that a programme looks at."""
        if programme.unit in self.unit_sets:
            return self.unit_sets[programme.unit]
        return UnitSet.model_construct(
            id=COUNCIL_AREA, title="Council areas", singular="area", plural="areas", source="", verified=True,
            note="", units=tuple(self.areas.values()),
        )  # fmt: skip

    def units(self, set_id: str) -> dict[str, Area]:
        """Return the units of a set by slug, in name order."""
        if set_id not in self.unit_sets:
            # As one programme sees the definitions, there are other units among the areas.
            return {slug: area for slug, area in self.areas.items() if isinstance(area, CouncilArea)}
        return {unit.slug: unit for unit in sorted(self.unit_sets[set_id].units, key=lambda unit: unit.name)}

    def programme_areas(self, programme: Programme) -> list[Area]:
        """Return the units of a programme in name order; none of a national programme."""
        return self._chosen(programme, programme.areas)

    def evidence_areas(self, programme: Programme) -> list[Area]:
        """Return the units that a programme has evidence of, the whole nation last where it has evidence of its own."""
        nation = [SCOTLAND] if programme.has_national_evidence else []
        return [*self.programme_areas(programme), *nation]

    def sample_areas(self, programme: Programme) -> list[Area]:
        """Return the units that the sample evidence of a programme is made for, the whole nation last."""
        if programme.sample is None:
            return []
        # Where all evidence is about the whole nation, no unit has a file of its own.
        chosen = self._chosen(programme, programme.sample.areas) if programme.instruments_of(national=False) else []
        some = bool(programme.instruments_of(national=False))
        within = {area.slug for area in self.programme_areas(programme) if some}
        nation = [SCOTLAND] if programme.has_national_evidence else []
        return [*(area for area in chosen if area.slug in within), *nation]

    def seen_by(self, programme: Programme) -> Definitions:
        """Return the definitions as one programme sees them: its own units by name before the council areas."""
        if programme.unit == COUNCIL_AREA and not programme.has_national_evidence:
            return self
        nation = {NATIONAL: SCOTLAND} if programme.has_national_evidence else {}
        seen = self.units(programme.unit) | nation
        return replace(self, areas=seen | {slug: area for slug, area in self.areas.items() if slug not in seen})

    def slots(self, programme: Programme) -> tuple[Slot, ...]:
        """Return the slots of a programme and of its framework."""
        framework = self.frameworks.get(programme.framework or "")
        own = {slot.id for slot in programme.slots}
        return (*programme.slots, *(slot for slot in (framework.slots if framework else ()) if slot.id not in own))

    def publications_of(self, programme: Programme) -> list[Publication]:
        """Return a programme's publications, the newest first; those without a date last."""
        found = [one for one in self.publications.values() if one.programme == programme.id]
        return sorted(found, key=lambda one: (one.published or "", one.id), reverse=True)

    def areas_with_published(self, programme: Programme) -> frozenset[str]:
        """Return the slugs of the areas of which an evaluation in a programme is published."""
        return frozenset(one.area for one in self.published_evaluations if one.programme == programme.id)

    def family_group(self, area: Area) -> list[Area]:
        """Return the areas of an area's family group for children's indicators, itself included, in name order."""
        return [other for other in self.areas.values() if other.family_group_children == area.family_group_children]

    def match_area(self, text: str, programme: Programme | None = None) -> Area | None:
        """Return the council area, or the unit of a programme's set, that a name or code means, or None.

        Any known spelling, current code or retired code counts, whatever its case, accents, punctuation and spaces.
        A name that is only alike is never taken.
        """
        set_id = programme.unit if programme else COUNCIL_AREA
        if set_id not in self._indexes:
            self._indexes[set_id] = AreaIndex(self.units(set_id).values())
        return self._indexes[set_id].match(text)

    def _chosen(self, programme: Programme, choice: tuple[str, ...]) -> list[Area]:
        return [area for area in self.units(programme.unit).values() if choice == ("all",) or area.slug in choice]


def _known(things: dict[str, Thing], name: str, kind: str) -> Thing:
    if name in things:
        return things[name]
    hint = did_you_mean(name, things) or f" Known: {', '.join(sorted(things)) or 'none'}."
    raise UnknownName(f"No {kind} is called '{name}'.{hint}")
