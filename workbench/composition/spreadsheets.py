"""What the spreadsheets of a place hold."""

from __future__ import annotations

from typing import Any

from workbench.composition.further import Records, of_scope
from workbench.composition.ground import Ground
from workbench.composition.results import Recorded
from workbench.outputs.annex import annex
from workbench.outputs.plan_sheet import plan_spreadsheet


def spreadsheets_of(ground: Ground, recorded: Recorded, area: Any | None, records: Records) -> dict[str, Any]:
    """Return what the spreadsheets of an area, or the nation, hold by kind; those that would be empty are left out."""
    made: dict[str, Any] = {}
    notice, title = ground.metadata["evidence"]["notice"], ground.programme.title
    place = area.name if area else "Scotland"
    for template in of_scope(ground.templates, "area" if area else "national"):
        kind = template.kind
        if not kind.has_sheet:
            continue
        if kind.workbook == "figures-data":
            made[kind.id] = annex(place, title, ground.metadata["evidence"]["as_of"], recorded, notice=notice)
        elif kind.workbook == "improvement-plan" and records.plan is not None:
            made[kind.id] = plan_spreadsheet(place, title, records.plan, records.recommendations, notice=notice)
    return {kind: content for kind, content in made.items() if content is not None}
