"""An area's pages and spreadsheets, put together and not yet written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workbench.composition.assembled import Assembled
from workbench.composition.base import area_metadata
from workbench.composition.further import Template, area_records, main_of, of_scope
from workbench.composition.ground import Ground
from workbench.composition.metadata import Tree, merged, value_tree
from workbench.composition.partials import parts_of
from workbench.composition.place_pages import further_page, main_page, scale_labels
from workbench.composition.quotations import (
    from_groups,
    groups_to_name,
    left_out,
    quotation_partials,
    quotations_of,
    voiced,
)
from workbench.composition.results import Recorded
from workbench.composition.rules import all_facts, reading_age, report_facts, rule_faults
from workbench.composition.spreadsheets import spreadsheets_of
from workbench.definitions.output_kinds import AREA_REPORT
from workbench.errors import Fault


@dataclass
class AreaPages:
    """An area's report and further outputs, put together and not yet written.

    Parameters
    ----------
    page, metadata
        The report, or the page that lists what there is where no report is wanted, and its values.
    further
        The other pages, with their templates.
    spreadsheets
        What the spreadsheets hold, by kind.
    ages
        Reading age by kind, where the kind asks for it.
    """

    page: Assembled
    metadata: Tree
    further: list[tuple[Template, Assembled]]
    spreadsheets: dict[str, Any]
    ages: dict[str, float]

    @property
    def outputs(self) -> dict[str, tuple[bool, bool]]:
        """For each kind besides the report, whether there is a page and whether there is a spreadsheet."""
        pages = {template.kind.id for template, _ in self.further}
        return {kind: (kind in pages, kind in self.spreadsheets) for kind in sorted(pages | set(self.spreadsheets))}

    @property
    def faults(self) -> set[Fault]:
        """Everything wrong with the area's sources."""
        return {fault for page in (self.page, *(each for _, each in self.further)) for fault in page.faults}

    @property
    def warnings(self) -> list[str]:
        """What the area's authors should know."""
        return [
            *self.page.warnings,
            *(f"{template.kind.id}: {warning}" for template, page in self.further for warning in page.warnings),
        ]


def area_pages(ground: Ground, area: Any, recorded: Recorded) -> AreaPages:
    """Put together everything of one area.

    Parameters
    ----------
    ground
        What all pages share.
    area, recorded
        The area, and what was recorded for it.

    Raises
    ------
    InputFaults
        When what people recorded for the area cannot be read.
    """
    metadata = merged(area_metadata(area), value_tree(recorded.values))
    whole = merged(ground.metadata, metadata)
    records = area_records(ground.project, ground.programme, area.slug, ground.definitions)
    spreadsheets = spreadsheets_of(ground, recorded, area, records)
    parts = parts_of(ground, recorded, area, records=records, spreadsheets=spreadsheets)
    quotations, of_few = from_groups(quotations_of(ground, area), groups_to_name(ground.instruments, recorded))
    parts = replace(parts, made={**parts.made, **quotation_partials(quotations, ground.programme.quality_indicators)})
    report = main_of(ground.templates, AREA_REPORT)
    page = main_page(ground, report, "area-home", f"areas/{area.slug}", whole, parts)
    # Without a report that people can read, every recorded value is as good as in it.
    facts = report_facts(page, recorded, ground.instruments) if report else all_facts(recorded)
    page.warnings += [*left_out(quotations, ground.programme.id), *of_few]
    further, ages = [], {}
    for each in of_scope(ground.templates, "area"):
        if not each.has_page or not records.has(each.kind):
            continue
        # Who speaks in a page is the kind's to say.
        own = {**parts.made, "_voices/quotations.md": voiced(quotations, each.kind.voices)}
        other = further_page(ground, each, f"areas/{area.slug}", whole, replace(parts, made=own), recorded)
        other.faults += rule_faults(each.kind, other, whole, facts, scale_labels(ground))
        further.append((each, other))
        if each.kind.rules.reading_age:
            ages[each.kind.id] = reading_age(other, whole)
    return AreaPages(page, metadata, further, spreadsheets, ages)
