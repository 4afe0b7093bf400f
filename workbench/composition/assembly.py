"""An area's pages and spreadsheets, put together and not yet written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.composition.base import area_metadata
from workbench.composition.chapters import (
    figure_text,
    matrix_partial,
    missing_text,
    scale_partial,
    strand_partials,
    table_text,
)
from workbench.composition.facts import fact_tables
from workbench.composition.further import (
    LINKS,
    SHARED,
    Records,
    Template,
    area_links,
    area_records,
    assemble_kind,
    of_scope,
    record_parts,
)
from workbench.composition.ground import NATIONAL, Ground, programme_areas
from workbench.composition.metadata import Tree, merged, value_tree
from workbench.composition.page import INDEX, Assembled, Parts, assemble
from workbench.composition.results import Recorded
from workbench.composition.rules import reading_age, report_facts, rule_faults
from workbench.composition.sources import Source, read_folder
from workbench.composition.tables import pipe_table
from workbench.composition.text import plain
from workbench.composition.traces import Traces
from workbench.errors import Fault
from workbench.outputs.annex import annex
from workbench.outputs.plan_sheet import plan_spreadsheet
from workbench.project import Project

#: First parts of names that stages record besides those of the instruments.
_STAGE_FAMILIES = frozenset({"context", "scoping", "evaluation"})


@dataclass
class AreaPages:
    """An area's report and further outputs, put together and not yet written.

    Parameters
    ----------
    page, metadata
        The report and its values.
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


def area_pages(ground: Ground, template: Mapping[str, Source], area: Any, recorded: Recorded) -> AreaPages:
    """Put together everything of one area.

    Parameters
    ----------
    ground
        What all pages share.
    template
        Sources of the area report.
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
    narrative = ground.narrative(f"areas/{area.slug}")
    page = assemble(
        template,
        narrative,
        whole,
        parts,
        ground.indicators,
        synthetic=ground.synthetic,
        shared=shared_sources(ground.project),
    )
    facts = report_facts(page, recorded, ground.instruments)
    labels = [grade.label for grade in ground.definitions.scales[ground.programme.scale].grades]
    further, ages = [], {}
    for each in of_scope(ground.templates, "area"):
        if not each.has_page or not records.has(each.kind.needs):
            continue
        other = _further_page(ground, each, f"areas/{area.slug}", whole, parts, recorded)
        other.faults += rule_faults(each.kind, other, whole, facts, labels)
        further.append((each, other))
        if each.kind.rules.reading_age:
            ages[each.kind.id] = reading_age(other, whole)
    return AreaPages(page, metadata, further, spreadsheets, ages)


def national_pages(
    ground: Ground, metadata: Tree, parts: Parts, national: Recorded
) -> list[tuple[Template, Assembled]]:
    """Return the further pages of the nation, besides the overview, with their templates.

    Parameters
    ----------
    ground, national
        What all pages share, and what was recorded for the nation.
    metadata, parts
        As for the overview.
    """
    templates = [template for template in of_scope(ground.templates, "national") if template.has_page]
    return [(each, _further_page(ground, each, NATIONAL, metadata, parts, national)) for each in templates]


def _further_page(
    ground: Ground, template: Template, place: str, metadata: Tree, parts: Parts, recorded: Recorded
) -> Assembled:
    own, shared = ground.narrative(f"{place}/{template.kind.id}"), ground.narrative(place)
    return assemble_kind(
        template, own, shared, metadata, parts, ground.indicators, ground.instruments, recorded,
        synthetic=ground.synthetic,
    )  # fmt: skip


def shared_sources(project: Project) -> dict[str, Source]:
    """Return the sources that pages of every kind may include."""
    return read_folder(project.reports / SHARED, project.root)


def spreadsheets_of(ground: Ground, recorded: Recorded, area: Any | None, records: Records) -> dict[str, Any]:
    """Return what the spreadsheets of an area, or the nation, hold by kind; those that would be empty are left out."""
    made: dict[str, Any] = {}
    notice, title = ground.metadata["evidence"]["notice"], ground.programme.title
    place = area.name if area else "Scotland"
    for template in of_scope(ground.templates, "area" if area else "national"):
        kind = template.kind
        if kind.workbook == "figures-data":
            made[kind.id] = annex(place, title, ground.metadata["evidence"]["as_of"], recorded, notice=notice)
        elif kind.workbook == "improvement-plan" and records.plan is not None:
            made[kind.id] = plan_spreadsheet(place, title, records.plan, records.recommendations, notice=notice)
    return {kind: content for kind, content in made.items() if content is not None}


def parts_of(
    ground: Ground, recorded: Recorded, area: Any | None, shown: Iterable[Any] = (), *,
    records: Records | None = None, spreadsheets: Iterable[str] = (),
) -> Parts:  # fmt: skip
    """Return what an area's page, or the overview, can include besides its sources.

    Parameters
    ----------
    ground, recorded
        What all pages share, and what was recorded for the page.
    area
        The area; None for the overview.
    shown
        The areas that have a report, for the overview's list.
    records
        What people recorded for the area.
    spreadsheets
        Kinds of which there is a spreadsheet, for the links.
    """
    definitions, programme = ground.definitions, ground.programme
    traces = Traces(recorded, f"areas/{area.slug}" if area else "")
    made = {f"_tables/{name}.md": text for name, text in fact_tables(definitions, programme, recorded).items()}
    scale = definitions.scales[programme.scale]
    for number, key in ground.indicators:
        if area is None:
            continue
        grade = recorded.values.get(f"evaluation.{key}.grade", {}).get("grade")
        texts = strand_partials(number, recorded, ground.instruments, programme.strands, traces)
        texts |= {
            "scale.md": scale_partial(scale.grades, grade),
            "strands-together.md": matrix_partial(number, recorded),
        }
        made |= {f"_qi-{number}/{name}": text for name, text in texts.items()}
    records = records or Records()
    further = of_scope(ground.templates, "area" if area else "national")
    made[LINKS] = area_links(
        area.slug if area else NATIONAL,
        area.name if area else "Scotland",
        further,
        records,
        spreadsheets=set(spreadsheets),
    )
    if area is None:
        made["_areas.md"] = _area_list(programme_areas(ground), {each.slug for each in shown})
        expected = frozenset({NATIONAL})
    else:
        made["_tables/recommendations.md"] = _recommendations(records.recommendations)
        made |= record_parts(records, ground.indicators, f"reports/{programme.id}/areas/{area.slug}/key-points.yaml")
        expected = _STAGE_FAMILIES | {instrument.short for instrument in ground.instruments}

    def make(kind: str, name: str) -> str:
        if kind == "missing":
            return missing_text(name, "nothing was recorded for it")
        text = table_text if kind == "tables" else figure_text
        return text(name, recorded, traces)

    return Parts(made, frozenset(recorded.tables), frozenset(recorded.figures), recorded.families, expected, make)


def _area_list(areas: Iterable[Any], shown: set[str]) -> str:
    lines = [
        f"- [{plain(area.name)}](areas/{area.slug}/{INDEX})" if area.slug in shown
        else f"- {plain(area.name)} (not built)"
        for area in areas
    ]  # fmt: skip
    return "::: {.area-index}\n" + "\n".join(lines) + "\n:::\n"


def _recommendations(recommendations: Iterable[Any]) -> str:
    recommendations = tuple(recommendations)
    if not recommendations:
        return "No recommendations have been recorded yet.\n"
    rows = [[str(each.number), each.text, each.quality_indicator, each.owner] for each in recommendations]
    return pipe_table(
        ["Number", "Recommendation", "Quality indicator", "Who should act"], rows,
        caption="Recommendations", ref="tbl-recommendations",
    )  # fmt: skip
