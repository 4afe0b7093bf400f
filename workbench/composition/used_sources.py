"""The sources that a programme's pages rest on: those that its own definitions name, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: Fields whose text is the id of a source.
_FIELDS = frozenset({"source", "timetable_source", "indicator_count_source", "tenets_source", "look_in"})


def used_sources(definitions: Any, programme: Any) -> list[Any]:
    """Return the sources that a programme names, and those of the data that its stages read, in the order of the file.

    Parameters
    ----------
    definitions, programme
        Everything of ``parameters/``, and the programme.
    """
    named: set[str] = {each.source for each in getattr(definitions, "published", {}).get(programme.id, ())}
    things = [
        programme,
        definitions.frameworks.get(programme.framework or ""),
        definitions.scales.get(programme.scale or ""),
        definitions.proportion_words.get(programme.proportion_words),
        definitions.disclosure_profiles.get(programme.disclosure.default),
        *(definitions.disclosure_profiles.get(id) for id in programme.disclosure.tables.values()),
        *(definitions.instruments.get(id) for id in programme.instruments),
    ]
    units = getattr(definitions, "unit_sets", {}).get(programme.unit)
    if units is not None:
        named.add(units.source)
    for thing in things:
        if thing is not None:
            named |= set(_named(thing.model_dump(mode="json")))
    # Published data sets are told from pages by their licence; they are read through statistics, geography, calendars.
    data = any(stage.statistics or stage.geography for stage in programme.stages)
    calendars = any(getattr(stage, "calendars", ()) for stage in programme.stages)
    return [
        source
        for id, source in definitions.sources.items()
        if id in named or (source.licence and (calendars if id.endswith("bank-holidays") else data))
    ]


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name in _FIELDS and isinstance(inner, str):
                yield inner
            else:
                yield from _named(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner)
