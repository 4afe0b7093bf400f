"""An area's pages and spreadsheets, put together and not yet written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.composition.attribution import attribution_faults
from workbench.composition.base import area_metadata
from workbench.composition.behind import Behind
from workbench.composition.chapters import (
    chapter_partials,
    figure_text,
    matrix_partial,
    missing_text,
    scale_partial,
    strand_partials,
    table_text,
)
from workbench.composition.dates import dated_timetable_table
from workbench.composition.evidence import answers_partial, evidence_partials
from workbench.composition.facts import fact_tables
from workbench.composition.follow_up import matters_partial
from workbench.composition.further import (
    LINKS,
    SHARED,
    Records,
    Template,
    area_links,
    area_records,
    assemble_kind,
    in_formats,
    main_of,
    of_scope,
    record_parts,
)
from workbench.composition.ground import NATIONAL, Ground, home_template
from workbench.composition.known_names import misspelt
from workbench.composition.lenses import lens_partials
from workbench.composition.metadata import Tree, merged, value_tree
from workbench.composition.overview_table import outputs_partial
from workbench.composition.owners import owners_partial
from workbench.composition.page import Assembled, assemble
from workbench.composition.parts import Parts
from workbench.composition.published_evaluations import published_evaluation_tables
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
from workbench.composition.slots import slot_partials
from workbench.composition.sources import Source, read_folder
from workbench.composition.tables import pipe_table
from workbench.composition.traces import Traces
from workbench.definitions.output_kinds import AREA_REPORT, OVERVIEW
from workbench.errors import Fault
from workbench.outputs.annex import annex
from workbench.outputs.plan_sheet import plan_spreadsheet
from workbench.project import Project


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
    page = _main_page(ground, report, "area-home", f"areas/{area.slug}", whole, parts)
    # Without a report that people can read, every recorded value is as good as in it.
    facts = report_facts(page, recorded, ground.instruments) if report else all_facts(recorded)
    page.warnings += [*left_out(quotations, ground.programme.id), *of_few]
    further, ages = [], {}
    for each in of_scope(ground.templates, "area"):
        if not each.has_page or not records.has(each.kind):
            continue
        # Who speaks in a page is the kind's to say.
        own = {**parts.made, "_voices/quotations.md": voiced(quotations, each.kind.voices)}
        other = _further_page(ground, each, f"areas/{area.slug}", whole, replace(parts, made=own), recorded)
        other.faults += rule_faults(each.kind, other, whole, facts, _labels(ground))
        further.append((each, other))
        if each.kind.rules.reading_age:
            ages[each.kind.id] = reading_age(other, whole)
    return AreaPages(page, metadata, further, spreadsheets, ages)


def _labels(ground: Ground) -> list[str]:
    """Return the labels of the programme's scale; of every scale where it has none and so states no grade at all."""
    scales, own = ground.definitions.scales, ground.programme.scale
    return [grade.label for name, scale in scales.items() if own in (None, name) for grade in scale.grades]


def overview_page(ground: Ground, metadata: Tree, parts: Parts) -> Assembled:
    """Return the first page of the website: the overview, or a list of what there is where none is wanted.

    Parameters
    ----------
    ground
        What all pages share.
    metadata, parts
        Its values, and what it can include.
    """
    return _main_page(ground, main_of(ground.templates, OVERVIEW), "home", NATIONAL, metadata, parts)


def _main_page(
    ground: Ground, template: Template | None, otherwise: str, place: str, metadata: Tree, parts: Parts
) -> Assembled:
    if template is None:
        return assemble(
            home_template(ground, otherwise), {}, metadata, parts, ground.indicators,
            synthetic=ground.synthetic, holds=ground.kinds,
        )  # fmt: skip
    page = assemble(
        template.sources, ground.narrative(place), metadata, parts, ground.indicators,
        synthetic=ground.synthetic, shared=shared_sources(ground.project), holds=ground.kinds,
    )  # fmt: skip
    return in_formats(page, template.kind)


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
        page = _further_page(ground, template, NATIONAL, metadata, parts, national)
        page.faults += rule_faults(template.kind, page, metadata, all_facts(national), _labels(ground))
        page.faults += attribution_faults(template.kind, page, metadata, national, areas)
        made.append((template, page))
    return made


def _further_page(
    ground: Ground, template: Template, place: str, metadata: Tree, parts: Parts, recorded: Recorded
) -> Assembled:
    own, shared = ground.narrative(f"{place}/{template.kind.id}"), ground.narrative(place)
    return assemble_kind(
        template, own, shared, metadata, parts, ground.indicators, ground.instruments, recorded,
        synthetic=ground.synthetic, holds=ground.kinds,
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
        if not kind.has_sheet:
            continue
        if kind.workbook == "figures-data":
            made[kind.id] = annex(place, title, ground.metadata["evidence"]["as_of"], recorded, notice=notice)
        elif kind.workbook == "improvement-plan" and records.plan is not None:
            made[kind.id] = plan_spreadsheet(place, title, records.plan, records.recommendations, notice=notice)
    return {kind: content for kind, content in made.items() if content is not None}


def parts_of(
    ground: Ground, recorded: Recorded, area: Any | None, shown: Iterable[Any] = (), *,
    records: Records | None = None, spreadsheets: Iterable[str] = (),
    outputs: Mapping[str, Mapping[str, tuple[bool, bool]]] | None = None, behind: Behind | None = None,
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
    outputs
        For the overview: by area, what there is of each kind besides the report.
    behind
        For the overview: the areas' numbers behind its own.
    """
    definitions, programme = ground.definitions, ground.programme
    traces = Traces(recorded, f"areas/{area.slug}" if area else "")
    made = {
        f"_tables/{name}.md": text
        for name, text in fact_tables(definitions, programme, recorded, "area" if area else NATIONAL).items()
    }
    if area is not None and (dated := dated_timetable_table(ground.project, definitions, programme, area)):
        made["_tables/programme.timetable.md"] = dated
    made |= evidence_partials(ground.instruments, recorded)
    made |= lens_partials(programme, ground.instruments, recorded, traces)
    made |= published_evaluation_tables(definitions, programme, area)
    made["_evidence/answers.md"] = answers_partial(
        ground.instruments, lambda name: figure_text(name, recorded, traces), recorded
    )
    scale = definitions.scales.get(programme.scale or "")
    made |= slot_partials(definitions.slots(programme) if hasattr(definitions, "slots") else ())
    for number, key in ground.indicators:
        if area is None and not getattr(programme, "has_national_evidence", False):
            continue
        grade = recorded.values.get(f"evaluation.{key}.grade", {}).get("grade")
        texts = strand_partials(number, recorded, ground.instruments, programme.strands, traces)
        texts |= chapter_partials(number, recorded, ground.instruments, programme.strands, texts)
        texts |= {
            "scale.md": scale_partial(scale.grades, grade) if scale else "",
            "strands-together.md": matrix_partial(number, recorded, str(ground.metadata.get(key, {}).get("title", ""))),
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
        shown = tuple(shown)
        made["_tables/outputs.md"] = outputs_partial(ground, shown, outputs or {})
        made |= _authored(ground, records, NATIONAL)
        expected = ground.nationally_expected
    else:
        made |= _authored(ground, records, f"areas/{area.slug}")
        made["_scoping/matters.md"] = matters_partial(recorded, traces)
        expected = ground.expected

    def make(kind: str, name: str) -> str:
        if kind == "missing":
            return missing_text(name, "nothing was recorded for it")
        if kind == "tables":
            return table_text(name, recorded, traces, behind.cell if behind else None)
        return figure_text(name, recorded, traces)

    def wrong(name: str, there: Iterable[str], value: bool) -> str:
        return misspelt(ground.project, name, there, value=value)

    tables, figures = frozenset(recorded.tables), frozenset(recorded.figures)
    return Parts(made, tables, figures, recorded.families, expected, make, wrong)


def _authored(ground: Ground, records: Records, place: str) -> dict[str, str]:
    """Return the parts made of what people recorded for an area or the nation."""
    points = f"reports/{ground.programme.id}/{place}/key-points.yaml"
    return {
        "_tables/recommendations.md": _recommendations(ground, records.recommendations),
        "_recommendations/by-owner.md": owners_partial(records.recommendations),
        **record_parts(records, ground.indicators, points),
    }


def _recommendations(ground: Ground, recommendations: Iterable[Any]) -> str:
    recommendations = tuple(recommendations)
    if not recommendations:
        return "No recommendations have been recorded yet.\n"
    item = str(ground.metadata["programme"]["item"]).capitalize()
    # One known by a number is named by it, one known by a word by its title.
    named = {id: id if id[:1].isdigit() else str(ground.metadata[key]["title"]) for id, key in ground.indicators}
    rows = [
        [str(each.number), each.text, named.get(each.quality_indicator, each.quality_indicator), each.owner]
        for each in recommendations
    ]
    return pipe_table(
        ["Number", "Recommendation", item, "Who should act"], rows,
        caption="Recommendations", ref="tbl-recommendations",
    )  # fmt: skip
