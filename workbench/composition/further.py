"""The further outputs of an area or the nation, besides its report: pages and spreadsheets of the wanted kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workbench.composition.assembled import INDEX, Assembled
from workbench.composition.follow_up import plan_partial, points_partial, progress_partials
from workbench.composition.page import assemble
from workbench.composition.parts import Parts
from workbench.composition.results import Recorded
from workbench.composition.sources import Source, read_folder
from workbench.composition.text import plain
from workbench.composition.voices import combined, voices_partials
from workbench.definitions import load_recommendations
from workbench.definitions.authored import authored_folder
from workbench.definitions.follow_up import load_improvement_plan, load_key_points, load_progress
from workbench.definitions.output_kinds import PAGE_FORMATS, OutputKind, Scope
from workbench.rendering.model import QUARTO_FORMAT

#: Sources that the templates of every kind may include.
SHARED = "shared"
LINKS = "_other-versions.md"


@dataclass(frozen=True)
class Records:
    """What people recorded for an area besides evaluations.

    Parameters
    ----------
    recommendations
        In order.
    points, plan, progress
        Key points, improvement plan and review of progress; None where there are none.
    texts
        Kinds of output for which texts were written.
    """

    recommendations: tuple[Any, ...] = ()
    points: Any | None = None
    plan: Any | None = None
    progress: Any | None = None
    texts: frozenset[str] = frozenset()

    def has(self, kind: OutputKind) -> bool:
        """Return whether the record that a kind of output needs is there."""
        if kind.needs is None or (kind.needs in ("text", "key-points") and kind.id in self.texts):
            return True
        return {"improvement-plan": self.plan, "progress": self.progress, "key-points": self.points}.get(
            kind.needs
        ) is not None


@dataclass(frozen=True)
class Template:
    """The sources of one kind of output.

    Parameters
    ----------
    kind
        The kind.
    sources
        By file name; empty for a kind that is a spreadsheet alone.
    pictures
        Pictures that its pages show, by file name.
    """

    kind: OutputKind
    sources: Mapping[str, Source]
    pictures: Mapping[str, Path] = field(default_factory=dict)

    @property
    def has_page(self) -> bool:
        """Whether there is a page, besides or instead of a spreadsheet."""
        return INDEX in self.sources


def read_template(project: Any, programme: str, kind: OutputKind) -> Template:
    """Read the sources of a kind: the shared ones, over them the kind's and the programme's own."""
    folders = (project.reports / SHARED, project.reports / kind.id, project.reports / programme / kind.id)
    own = [read_folder(folder, project.root) for folder in folders]
    there = INDEX in own[1] | own[2] and "html" in kind.formats
    sources = own[0] | own[1] | own[2] if there else {}
    pictures = {
        path.name: path for folder in folders[1:] for path in sorted((folder / "pictures").glob("*.svg"))
    }  # fmt: skip
    return Template(kind, sources, pictures)


def area_records(project: Any, programme: Any, slug: str, definitions: Any) -> Records:
    """Load what people recorded for an area; a file that is not there counts as nothing recorded.

    Raises
    ------
    InputFaults
        With the faults of the first file that has any.
    """
    folder = authored_folder(project, programme.id, slug)
    if not folder.is_dir():
        return Records()
    made = load_recommendations(project, programme, slug, definitions)
    ordered = tuple(sorted(made.recommendations, key=lambda each: each.number)) if made else ()
    loads = (load_key_points, load_improvement_plan, load_progress)
    texts = frozenset(path.parent.name for path in folder.glob("*/*.qmd"))
    return Records(ordered, *(load(project, programme, slug, definitions) for load in loads), texts)


def record_parts(records: Records, indicators: Iterable[tuple[str, str]], points_file: str) -> dict[str, str]:
    """Return the parts made of an area's records, by file name."""
    made = dict(progress_partials(records.progress, records.recommendations))
    made["_tables/improvement-plan.md"] = plan_partial(records.plan, records.recommendations)
    for number, _ in indicators:
        points = records.points.of(number) if records.points else None
        made[f"_qi-{number}/points.md"] = points_partial(points, points_file)
    return made


def assemble_kind(
    template: Template,
    narrative: Mapping[str, Source],
    shared: Mapping[str, Source],
    metadata: Mapping[str, Any],
    parts: Parts,
    indicators: Iterable[tuple[str, str]],
    instruments: Iterable[Any],
    recorded: Recorded,
    *,
    synthetic: bool,
    holds: Collection[str] = (),
) -> Assembled:
    """Put one further page together.

    Parameters
    ----------
    template
        The kind's sources.
    narrative, shared
        Sources written for this page, and those written for the area's report, which it may include as well.
    metadata, parts, indicators, synthetic, holds
        As for the area's report.
    instruments, recorded
        The programme's instruments and the area's results, for what people said in surveys.
    """
    made = dict(parts.made)
    instruments = tuple(instruments)
    for instrument in instruments:
        if instrument.kind == "survey":
            made |= voices_partials(instrument, recorded)
    voices = combined(instruments, recorded, template.kind.voices)
    made |= voices
    if any(voices.values()):
        holds = {*holds, "voices"}
    made = {name: text for name, text in made.items() if name not in template.sources}
    page = assemble(
        template.sources, narrative, metadata, replace(parts, made=made), indicators,
        synthetic=synthetic, shared=shared, holds=holds,
    )  # fmt: skip
    return in_formats(page, template.kind)


def in_formats(page: Assembled, kind: OutputKind) -> Assembled:
    """Return a page whose front matter names the formats it is made in, where these are not all."""
    if kind.page_formats == PAGE_FORMATS:
        return page
    said = page.front.get("format")
    options = said if isinstance(said, dict) else {}
    formats = {QUARTO_FORMAT[name]: options.get(QUARTO_FORMAT[name], {}) for name in kind.page_formats}
    return replace(page, front=page.front | {"format": formats})


def area_links(slug: str, name: str, templates: Iterable[Template], records: Records, *, spreadsheets: set[str]) -> str:
    """Return the links from an area's report to its other outputs; an empty text where there are none."""
    items = []
    for template in templates:
        kind = template.kind
        if not records.has(kind):
            continue
        if template.has_page:
            items.append(f"- [{plain(kind.title)}]({kind.id}/{INDEX})")
        if kind.has_sheet and kind.id in spreadsheets:
            items.append(f"- [{plain(kind.title)}, spreadsheet (XLSX)]({spreadsheet_name(slug, kind.id)})")
    if not items:
        return "\n"
    heading = f"**Also for {plain(name)}**"
    return "::: {.other-versions}\n" + heading + "\n\n" + "\n".join(items) + "\n:::\n"


def spreadsheet_name(place: str, kind: str) -> str:
    """Return the file name of a kind's spreadsheet.

    Examples
    --------
    >>> spreadsheet_name("fife", "data-annex")
    'fife-data-annex.xlsx'
    """
    return f"{place}-{kind}.xlsx"


def of_scope(templates: Iterable[Template], scope: Scope) -> list[Template]:
    """Return the templates of further outputs for areas or for the nation."""
    return [template for template in templates if scope in template.kind.scope and not template.kind.is_main]


def main_of(templates: Iterable[Template], kind: str) -> Template | None:
    """Return the template of the area report or the overview, where the programme wants it."""
    return next((template for template in templates if template.kind.id == kind), None)


def placed(page: Assembled) -> Assembled:
    """Return a further page with its figures where the area's report has them, one folder up."""
    files = {name: text.replace("](figures/", "](../figures/") for name, text in page.files.items()}
    return replace(page, files=files)
