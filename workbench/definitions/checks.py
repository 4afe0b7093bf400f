"""What the parameter files must agree on among themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from workbench.definitions import instrument_checks, programme_checks
from workbench.definitions.areas import COUNCIL_AREA, NATIONAL
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.definitions.loaded import Entry, Loaded, Place
from workbench.definitions.matching import AreaIndex
from workbench.definitions.programme_checks import slot_sources
from workbench.definitions.publications import Publication
from workbench.definitions.scales import ProportionWords
from workbench.definitions.slots import Slot, SlotFile
from workbench.errors import Fault

__all__ = ["Entry", "Loaded", "Place", "all_faults"]


def all_faults(loaded: Loaded) -> list[Fault]:
    """Return every fault between and within the loaded files."""
    return [
        *_repeated(loaded),
        *_areas(loaded),
        *_unit_sets(loaded),
        *_activities(loaded),
        *_publications(loaded),
        *_scales(loaded),
        *_frameworks(loaded),
        *instrument_checks.faults(loaded),
        *programme_checks.faults(loaded),
    ]


def _repeated(loaded: Loaded) -> Iterator[Fault]:
    """Ids given twice, across the files of a kind."""
    for kind, entries in loaded.kinds():
        yield from _twice(entries, "slug" if kind == "areas" else "id")


def _twice(entries: Iterable[Entry], field: str) -> Iterator[Fault]:
    seen: dict[Any, Place] = {}
    for thing, place in entries:
        value = getattr(thing, field)
        if value in seen:
            first = seen[value]
            yield place.fault(f"the {field} '{value}' is given twice (first in {first.shown(field)})", field)
        seen.setdefault(value, place)


def _areas(loaded: Loaded) -> Iterator[Fault]:
    place_of = {area.slug: place for area, place in loaded.areas}
    yield from _twice(loaded.areas, "code")
    index = AreaIndex(area for area, _ in loaded.areas)
    for name, first, second in index.clashes:
        if name not in (second.code, second.slug):  # those are reported as given twice
            yield place_of[second.slug].fault(f"'{name}' already means {first.name}", "name")


def _unit_sets(loaded: Loaded) -> Iterator[Fault]:
    councils = loaded.units(COUNCIL_AREA)
    for units, place in loaded.unit_sets:
        yield from loaded.known("sources", units.source, place, "source")
        if units.id == COUNCIL_AREA.replace("_", "-"):
            yield place.fault(f"the name '{units.id}' is too like that of the council areas; choose another", "id")
        for field in ("slug", "code"):
            yield from _repeats_inside(place, units.units, "units", field)
        for number, unit in enumerate(units.units):
            here = place.at("units", number)
            if unit.slug == NATIONAL:
                yield here.fault(f"'{NATIONAL}' is kept for evidence about the whole nation", "slug")
            if unit.source:
                yield from loaded.known("sources", unit.source, here, "source")
            for position, slug in enumerate(unit.covers):
                if slug not in councils and "areas" not in loaded.unread:
                    yield here.fault(unknown("area", slug, councils), "covers", position)
        for name, first, second in AreaIndex(units.units).clashes:
            if name not in (second.code, second.slug):
                number = next(at for at, unit in enumerate(units.units) if unit is second)
                yield place.fault(f"'{name}' already means {first.name}", "units", number, "name")


def _activities(loaded: Loaded) -> Iterator[Fault]:
    for activity, place in loaded.activities:
        yield from loaded.known("sources", activity.source, place, "source")


def _publications(loaded: Loaded) -> Iterator[Fault]:
    known = loaded.by_id("publications")
    for publication, place in loaded.publications:
        yield from loaded.known("sources", publication.source, place, "source")
        if loaded.whole:
            yield from loaded.known("programmes", publication.programme, place, "programme")
        programme = loaded.by_id("programmes").get(publication.programme, (None, None))[0]
        units = loaded.units(programme.unit) if programme else {}
        # Where areas could not be read, none is unknown.
        for number, slug in enumerate(publication.areas if units else ()):
            if slug not in units:
                yield place.fault(unknown(f"unit of {programme.id}", slug, units), "areas", number)
        yield from _replacements(publication, place, known)


def _replacements(publication: Publication, place: Place, known: Mapping[str, Entry]) -> Iterator[Fault]:
    """Yield a fault where what replaced a publication is not there, or it comes to replace itself."""
    passed = [publication.id]
    following = publication.replaced_by
    while following:
        if following not in known:
            if len(passed) == 1:
                yield place.fault(unknown("publication", following, known), "replaced_by")
            return
        if following in passed:
            if following == publication.id:
                yield place.fault(f"is replaced by itself: {' → '.join([*passed, following])}", "replaced_by")
            return
        passed.append(following)
        following = known[following][0].replaced_by


def slot_faults(slot: Slot, content: SlotFile, document: Document, loaded: Loaded) -> list[Fault]:
    """Return what is wrong with a file that fills a slot."""
    place = Place(document, ())
    faults = [*_repeats_inside(place, content.items, "items", "id")]
    for number, item in enumerate(content.items):
        faults += loaded.known("sources", item.source, place, "items", number, "source")
    if slot.holds is not None and len(content.items) != slot.holds:
        faults.append(place.fault(f"holds {len(content.items)} texts; {slot.title} has {slot.holds}", "items"))
    return faults


def _scales(loaded: Loaded) -> Iterator[Fault]:
    for scale, place in loaded.scales:
        yield from loaded.known("sources", scale.source, place, "source")
        for field in ("value", "label"):
            yield from _repeats_inside(place, scale.grades, "grades", field)
    for scale, place in loaded.answer_scales:
        for field in ("value", "label"):
            yield from _repeats_inside(place, scale.options, "options", field)
        if not any(option.polarity == "positive" for option in scale.options):
            yield place.fault(f"'{scale.id}' has no positive answer", "options")
    for words, place in loaded.proportion_words:
        yield from loaded.known("sources", words.source, place, "source")
        yield from band_faults(words, place)
    for profile, place in loaded.disclosure_profiles:
        yield from loaded.known("sources", profile.source, place, "source")


def _repeats_inside(place: Place, things: Iterable[Any], name: str, field: str) -> Iterator[Fault]:
    yield from _twice([(thing, place.at(name, number)) for number, thing in enumerate(things)], field)


def band_faults(words: ProportionWords, place: Place) -> Iterator[Fault]:
    """Yield what keeps the bands from covering every whole percentage exactly once."""
    yield from _repeats_inside(place, words.bands, "bands", "word")
    for number, band in enumerate(words.bands):
        if band.from_ > band.to:
            yield place.fault(f"'{band.word}' goes from {band.from_} down to {band.to}", "bands", number)
    covering: list[list[str]] = [
        [band.word for band in words.bands if band.from_ <= percent <= band.to] for percent in range(101)
    ]
    for first, last, _ in _runs(covering, lambda found: len(found) == 0):
        yield place.fault(f"no word covers {_span(first, last)}", "bands")
    for first, last, over in _runs(covering, lambda found: len(found) > 1):
        both = " and ".join(f"'{word}'" for word in over)
        yield place.fault(f"{both} cover {_span(first, last)}", "bands")


def _runs(values: list[Any], holds: Callable[[Any], bool]) -> Iterator[tuple[int, int, Any]]:
    """Yield first, last and value of each stretch of one value that ``holds``."""
    first = 0
    for position in range(1, len(values) + 1):
        if position == len(values) or values[position] != values[first]:
            if holds(values[first]):
                yield first, position - 1, values[first]
            first = position


def _span(first: int, last: int) -> str:
    return f"{first}%" if first == last else f"{first}% to {last}%"


def _frameworks(loaded: Loaded) -> Iterator[Fault]:
    for framework, place in loaded.frameworks:
        for field in ("source", "indicator_count_source", "tenets_source"):
            if getattr(framework, field):
                yield from loaded.known("sources", getattr(framework, field), place, field)
        yield from slot_sources(framework.slots, place, loaded)
        yield from _same_keys(framework.quality_indicators, place)
        yield from _repeats_inside(place, framework.quality_indicators, "quality_indicators", "id")
        for number, indicator in enumerate(framework.quality_indicators):
            yield from loaded.known("sources", indicator.source, place, "quality_indicators", number, "source")
        held = len(framework.quality_indicators)
        if framework.indicator_count is None:
            continue
        if not framework.indicator_count_source:
            yield place.fault("the indicator_count needs an indicator_count_source", "indicator_count")
        if held > framework.indicator_count:
            yield place.fault(
                f"holds {held} quality indicators, more than the {framework.indicator_count} the framework has",
                "indicator_count",
            )


def _same_keys(indicators: Iterable[Any], place: Place) -> Iterator[Fault]:
    """Yield a fault where two items of a framework would have one name in results."""
    seen: dict[str, str] = {}
    for number, indicator in enumerate(indicators):
        other = seen.setdefault(indicator.key, indicator.id)
        if other != indicator.id:
            message = f"'{indicator.id}' and '{other}' would both be called {indicator.key} in results"
            yield place.fault(message, "quality_indicators", number, "id")
