"""Published evaluations of real areas as a table of a report, with their sources and apart from recorded ones."""

from __future__ import annotations

from typing import Any

from workbench.composition.tables import notes, pipe_table

_APART = (
    "These evaluations are published. They are facts about the real inspection, not about the evidence in this report. "
    "No others by area and quality indicator were found for this programme."
)


def published_evaluation_tables(definitions: Any, programme: Any, area: Any | None) -> dict[str, str]:
    """Return ``_tables/published.evaluations.md``; an empty text where none is published.

    Parameters
    ----------
    definitions, programme
        Everything of ``parameters/``, and the programme.
    area
        The area; None for those of all areas.
    """
    names = {one.slug: one.name for one in definitions.programme_areas(programme)}
    own = [
        one
        for one in getattr(definitions, "published_evaluations", ())
        if one.programme == programme.id and (area is None or one.area == area.slug)
    ]
    if not own:
        return {"_tables/published.evaluations.md": ""}
    framework = definitions.frameworks[programme.framework]
    rows, said = [], []
    for one in own:
        indicator = framework.quality_indicator(one.quality_indicator)
        title = f"{indicator.id} {indicator.title}" if indicator.id[:1].isdigit() else indicator.title
        source = definitions.sources[one.source]
        when = f"Inspected {one.inspected}; published {one.published}"
        place = [] if area else [names.get(one.area, one.area)]
        rows.append([*place, title, one.label, when, f"{source.publisher}: {source.title}"])
        if one.note:
            said.append(f"{names.get(one.area, one.area)}, {indicator.title}: {one.note}.")
    labels = [*([] if area else ["Area"]), "Quality indicator", "Published evaluation", "When", "Source"]
    table = pipe_table(labels, rows, caption="Published evaluations", ref="tbl-published-evaluations")
    return {"_tables/published.evaluations.md": table + notes([_APART, *said])}
