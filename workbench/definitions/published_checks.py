"""Whether published evaluations name what is there: programme, area, quality indicator, grade and source."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workbench.definitions.definitions import Definitions
from workbench.definitions.published_evaluations import FILE, PublishedEvaluation
from workbench.errors import Fault


def evaluation_faults(
    evaluations: Collection[PublishedEvaluation], definitions: Definitions, folder: str
) -> Iterator[Fault]:
    """Yield what published evaluations name that is not there: programme, area, quality indicator, grade or source."""
    shown = f"{folder}/{FILE}"
    for one in evaluations:
        programme = definitions.programmes.get(one.programme)
        where = f"{one.programme}, {one.area}, {one.quality_indicator}"
        if programme is None:
            yield Fault(shown, message=f"no programme is called '{one.programme}' ({where})")
            continue
        if one.area not in {area.slug for area in definitions.programme_areas(programme)}:
            yield Fault(shown, message=f"'{one.area}' is no area of {one.programme} ({where})")
        if one.quality_indicator not in programme.quality_indicators:
            yield Fault(shown, message=f"{one.programme} has no quality indicator '{one.quality_indicator}' ({where})")
        scale = definitions.scales.get(programme.scale or "")
        if (one.grade, one.label) not in {(grade.value, grade.label) for grade in (scale.grades if scale else ())}:
            yield Fault(shown, message=f"{one.grade} {one.label} is not on the scale of {one.programme} ({where})")
        if one.source not in definitions.sources:
            yield Fault(shown, message=f"no source is called '{one.source}' ({where})")
