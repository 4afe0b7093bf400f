"""Everything that the pages of an area, or the overview, can include besides their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.behind import Behind
from workbench.composition.chapters import chapter_partials, strand_partials
from workbench.composition.dates import dated_timetable_table
from workbench.composition.evidence import answers_partial, evidence_partials
from workbench.composition.facts import fact_tables
from workbench.composition.follow_up import matters_partial
from workbench.composition.further import LINKS, Records, area_links, of_scope, record_parts
from workbench.composition.ground import NATIONAL, Ground
from workbench.composition.known_names import misspelt
from workbench.composition.lenses import lens_partials
from workbench.composition.overview_table import outputs_partial
from workbench.composition.owners import owners_partial
from workbench.composition.parts import Parts
from workbench.composition.published_evaluations import published_evaluation_tables
from workbench.composition.recorded_parts import figure_text, missing_text, table_text
from workbench.composition.results import Recorded
from workbench.composition.scale import matrix_partial, scale_partial
from workbench.composition.slots import slot_partials
from workbench.composition.tables import pipe_table
from workbench.composition.traces import Traces


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
