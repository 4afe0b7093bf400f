"""The pages of the nation, put together and not yet written."""

from __future__ import annotations

from workbench.composition.assembled import Assembled
from workbench.composition.attribution import attribution_faults
from workbench.composition.further import Records, Template, main_of, of_scope
from workbench.composition.ground import NATIONAL, Ground
from workbench.composition.metadata import Tree
from workbench.composition.parts import Parts
from workbench.composition.place_pages import further_page, main_page, scale_labels
from workbench.composition.results import Recorded
from workbench.composition.rules import all_facts, rule_faults
from workbench.definitions.output_kinds import OVERVIEW


def overview_page(ground: Ground, metadata: Tree, parts: Parts) -> Assembled:
    """Return the first page of the website: the overview, or a list of what there is where none is wanted.

    Parameters
    ----------
    ground
        What all pages share.
    metadata, parts
        Its values, and what it can include.
    """
    return main_page(ground, main_of(ground.templates, OVERVIEW), "home", NATIONAL, metadata, parts)


def national_pages(
    ground: Ground, metadata: Tree, parts: Parts, national: Recorded, records: Records | None = None
) -> list[tuple[Template, Assembled]]:
    """Return the further pages of the nation, besides the overview, with their templates.

    Parameters
    ----------
    ground, national
        What all pages share, and what was recorded for the nation.
    metadata, parts
        As for the overview.
    records
        What people recorded for the nation: a page whose record is not there is not made.
    """
    records, made = records or Records(), []
    areas = ground.definitions.areas.values()
    for template in of_scope(ground.templates, "national"):
        if not template.has_page or not records.has(template.kind):
            continue
        page = further_page(ground, template, NATIONAL, metadata, parts, national)
        page.faults += rule_faults(template.kind, page, metadata, all_facts(national), scale_labels(ground))
        page.faults += attribution_faults(template.kind, page, metadata, national, areas)
        made.append((template, page))
    return made
