"""The table of areas by kind of output, for the first page of the website."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.assembled import INDEX
from workbench.composition.further import of_scope, spreadsheet_name
from workbench.composition.ground import Ground, programme_areas
from workbench.composition.tables import Linked, pipe_table
from workbench.composition.text import plain
from workbench.definitions.output_kinds import AREA_REPORT


def outputs_partial(
    ground: Ground, areas: Iterable[Any], outputs: Mapping[str, Mapping[str, tuple[bool, bool]]]
) -> str:
    """Return what there is for each area, kind by kind, as a table of links; empty where there is nothing.

    Parameters
    ----------
    ground
        What all pages share.
    areas
        The areas that have pages, in order.
    outputs
        By area, for each kind besides the report whether there is a page, and whether there is a spreadsheet.
    """
    areas = tuple(areas)
    kinds = [template.kind for template in of_scope(ground.templates, "area")]
    kinds = [kind for kind in kinds if any(kind.id in each for each in outputs.values())]
    report = AREA_REPORT in ground.kinds
    unit = str(ground.metadata["programme"]["unit"]).capitalize()
    rows: list[list[Any]] = []
    for area in areas:
        folder = f"areas/{area.slug}"
        row: list[Any] = [Linked(area.name, f"[{plain(area.name)}]({folder}/{INDEX})")]
        if report:
            row.append(_cell([("Report", f"{folder}/{INDEX}")]))
        for kind in kinds:
            page, sheet = outputs.get(area.slug, {}).get(kind.id, (False, False))
            links = [("Read", f"{folder}/{kind.id}/{INDEX}")] if page else []
            links += [("XLSX", f"{folder}/{spreadsheet_name(area.slug, kind.id)}")] if sheet else []
            row.append(_cell(links))
        rows.append(row)
    if not rows or len(rows[0]) == 1:
        return ""
    heads = [unit, *(["Report"] if report else []), *(kind.title for kind in kinds)]
    table = pipe_table(heads, rows, caption=f"What there is for each {unit.lower()}", ref="tbl-outputs")
    there = {area.slug for area in areas}
    waiting = [area.name for area in programme_areas(ground) if area.slug not in there] if report else []
    return table + (f"\nNot built yet: {plain(', '.join(waiting))}.\n" if waiting else "")


def _cell(links: list[tuple[str, str]]) -> Linked:
    text = ", ".join(words for words, _ in links) or "–"
    return Linked(text, ", ".join(f"[{words}]({target})" for words, target in links) or "–")
