"""The front page and the pages of areas, as Quarto sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workbench.composition.tables import Linked, pipe_table
from workbench.composition.text import plain
from workbench.days import day
from workbench.whole.summary import GROUPS, Line

if TYPE_CHECKING:
    from workbench.definitions import Area, Definitions, Publication
    from workbench.whole.history import History, Involvement

BANNER = """::: {.synthetic-banner}
**Sample: synthetic evidence.** Evidence, evaluations, recommendations and dates of the programmes marked as a sample
are made up. They say nothing about any real council, partnership or person. Publications are real, with their source.
:::
"""
_MARK = "sample"


def front_page(definitions: Definitions, lines: list[Line], areas: Iterable[Area], title: str) -> str:
    """Return the front page: what is under way, what is published, by area and by year.

    Parameters
    ----------
    definitions
        For publications and sources.
    lines
        The programmes, in their order.
    areas
        The areas that have a page, in name order.
    title
        The page's title.
    """
    parts = [_front(title, "Every programme, what was published, and the history of each area")]
    if any(line.synthetic for line in lines):
        parts.append(BANNER)
    for states, heading in GROUPS:
        group = [line for line in lines if line.programme.state in states]
        if group:
            ref = heading.lower().replace(" ", "-")
            parts += [f"## {heading} {{#sec-{ref}}}\n", _programmes(group, heading, ref)]
    parts += ["## By area {#sec-areas}\n", _areas(areas)]
    parts += ["## Published, by year {#sec-published}\n", *_by_year(definitions, lines)]
    return "\n".join(parts)


def _front(title: str, description: str) -> str:
    return f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(description)}\nformat:\n  html: {{}}\n---\n"


def _quoted(text: str) -> str:
    return "'" + plain(text).replace("'", "''") + "'"


def _programmes(lines: list[Line], heading: str, ref: str) -> str:
    rows: list[list[Any]] = []
    for line in lines:
        name = line.programme.short_title
        shown = Linked(name, f"[{plain(name)}]({line.page})") if line.built else f"{name} (not built)"
        state = line.programme.state + (f" ({_MARK})" if line.synthetic else "")
        rows.append([shown, line.kind, line.units, line.period or "–", state, line.reports or "–"])
    return pipe_table(
        ["Programme", "Kind", "Units", "When", "State", "Reports"], rows, caption=heading, ref=f"tbl-{ref}"
    )


def _areas(areas: Iterable[Area]) -> str:
    lines = "\n".join(f"- [{plain(area.name)}](areas/{area.slug}/index.qmd)" for area in areas)
    return f"::: {{.area-index}}\n{lines}\n:::\n"


def _by_year(definitions: Definitions, lines: list[Line]) -> Iterable[str]:
    titles = {line.programme.id: line for line in lines}
    by_year: dict[str, list[Publication]] = {}
    for one in definitions.publications.values():
        by_year.setdefault(one.year, []).append(one)
    if not by_year:
        yield "No publication is listed in parameters/publications.yaml.\n"
    for year in sorted(by_year, reverse=True):
        heading = year or "Year not known"
        found = sorted(by_year[year], key=lambda one: (one.published or "", one.title), reverse=True)
        rows = [
            [
                _publication(one),
                _programme_link(titles.get(one.programme), one.programme),
                one.kind,
                standing(one, definitions),
            ]
            for one in found
        ]
        labels = ["Publication", "Programme", "Kind", "How it stands"]
        yield f"### {heading} {{#sec-year-{year or 'unknown'}}}\n"
        yield pipe_table(labels, rows, caption=f"Published, {heading.lower()}", ref=f"tbl-year-{year or 'unknown'}")


def _programme_link(line: Line | None, id: str) -> Any:
    if line is None:
        return id
    name = line.programme.short_title
    return Linked(name, f"[{plain(name)}]({line.page})") if line.built else name


def _publication(one: Publication) -> Any:
    return Linked(one.title, f"[{plain(one.title)}]({one.url})") if one.url else one.title


def standing(one: Publication, definitions: Definitions) -> str:
    """Return how a publication stands, in words: current, or what took its place."""
    later = definitions.publications.get(one.replaced_by or "")
    return f"{one.state}; replaced by {later.title}" if later else one.state


def area_page(definitions: Definitions, history: History) -> str:
    """Return the page of one area: each programme by itself, the newest first.

    Parameters
    ----------
    definitions
        For sources and publications.
    history
        What is known of the area.
    """
    area = history.area
    parts = [_front(area.name, f"The history of {area.name} across every programme of scrutiny")]
    if history.synthetic:
        parts.append(BANNER)
    parts += ["## Link team {#sec-link-team}\n", *_link_team(history)]
    rows = [
        [
            Linked(_named(one, history), f"[{plain(_named(one, history))}](#{_anchor(one, history)})"),
            one.kind, one.period or "–", _state(one), one.next or "–",
        ]
        for one in history.involvements
    ]  # fmt: skip
    parts.append("## At a glance {#sec-glance}\n")
    if rows:
        labels = ["Programme", "Kind", "When", "State", "What comes next"]
        parts.append(pipe_table(labels, rows, caption=f"Programmes in {area.name}", ref="tbl-programmes"))
    else:
        parts.append("No programme covers this area.\n")
    parts.append(
        "Evaluations of different programmes stand under their own framework, edition and scale. They are never put "
        "together.\n"
    )
    for one in history.involvements:
        parts += _involvement(definitions, one, history)
    return "\n".join(parts)


def _anchor(one: Involvement, history: History) -> str:
    several = sum(other.programme.id == one.programme.id for other in history.involvements) > 1
    return f"sec-{one.programme.id}" + (f"-{one.unit.slug}" if several else "")


def _named(one: Involvement, history: History) -> str:
    """Return the programme's title, with the unit's name where that is not the area's."""
    title = one.programme.short_title
    return title if one.unit.name == history.area.name else f"{title}: {one.unit.name}"


def _state(one: Involvement) -> str:
    return one.programme.state + (f" ({_MARK})" if one.synthetic else "")


def _link_team(history: History) -> Iterable[str]:
    if not history.link_team:
        yield "The directory of link teams was not built, or does not name this area.\n"
    if history.link_team_synthetic:
        yield '::: {.callout-note title="Sample"}\nThis directory is synthetic: nobody holds these roles.\n:::\n'
    for number, (title, labels, rows) in enumerate(history.link_team):
        yield pipe_table(list(labels), rows, caption=title, ref=f"tbl-link-{number}")


def _involvement(definitions: Definitions, one: Involvement, history: History) -> Iterable[str]:
    programme = one.programme
    named = _named(one, history)
    yield f"## {plain(named)} {{#{_anchor(one, history)}}}\n"
    yield (
        '::: {.callout-note title="Sample"}\nWhat is shown of this programme is synthetic.\n:::\n'
        if one.synthetic
        else ""
    )
    facts = [
        ("Kind", one.kind),
        ("When", one.period),
        ("State", programme.state),
        ("Evaluated by", one.edition if programme.scale else ""),
        ("Covers", _covers(definitions, one)),
        ("Stages done", f"{one.stages_done} of {one.stages}" if one.stages else ""),
        ("Timetable", _timetable(one)),
        ("What comes next", one.next),
    ]
    yield "\n".join(f"- **{label}:** {plain(text)}" for label, text in facts if text) + "\n"
    if one.page:
        yield f"[The pages of {plain(one.unit.name)} in this programme](../../{one.page})\n"
    key = _anchor(one, history).removeprefix("sec-")
    if one.evaluations:
        rows = [
            [f"{each.quality_indicator} {title}" if each.quality_indicator[0].isdigit() else title, label, each.state,
             day(each.decided_on.isoformat())]
            for each, title, label in one.evaluations
        ]  # fmt: skip
        labels = [definitions.frameworks[programme.framework or ""].heading, "Evaluation", "State", "Decided on"]
        caption = f"Evaluations recorded: {_edition(definitions, one, named)}"
        yield pipe_table(labels, rows, caption=caption, ref=f"tbl-{key}-evaluations")
    if one.published_evaluations:
        yield _published_evaluations(definitions, one, key)
    if one.recommendations:
        rows = [
            [str(each.number), each.text, each.owner, one.progress.get(each.number, "not reviewed")]
            for each in one.recommendations
        ]
        labels = ["Number", "Recommendation", "Who should act", "Progress"]
        caption = f"Recommendations and progress: {named}"
        yield pipe_table(labels, rows, caption=caption, ref=f"tbl-{key}-recommendations")
    yield _publications(definitions, one, key)


def _published_evaluations(definitions: Definitions, one: Involvement, key: str) -> str:
    framework = definitions.frameworks[one.programme.framework or ""]
    rows = [
        [
            framework.quality_indicator(each.quality_indicator).title, each.label, each.published or "–",
            each.note or "–", _source(definitions, each.source),
        ]
        for each in one.published_evaluations
    ]  # fmt: skip
    labels = [framework.heading, "Evaluation", "Published", "Note", "Source"]
    caption = f"Evaluations published: {_edition(definitions, one, one.programme.short_title)}"
    return pipe_table(labels, rows, caption=caption, ref=f"tbl-{key}-facts")


def _edition(definitions: Definitions, one: Involvement, named: str) -> str:
    """Return the programme as a caption has it, with the edition that it evaluated by."""
    framework = definitions.frameworks.get(one.programme.framework or "")
    return f"{named}, {framework.edition} edition" if framework else named


def _covers(definitions: Definitions, one: Involvement) -> str:
    if not one.shared:
        return ""
    return ", ".join(definitions.areas[slug].name for slug in one.unit.covers if slug in definitions.areas)


def _timetable(one: Involvement) -> str:
    if one.timetable is None:
        return ""
    late = one.timetable.slippage
    done = sum(step.done is not None for step in one.timetable.steps)
    said = f"began on {day(one.timetable.start.isoformat())}; {done} of {len(one.timetable.steps)} steps done"
    return said + (f"; {late} week{'s' if late > 1 else ''} behind" if late else "")


def _publications(definitions: Definitions, one: Involvement, key: str) -> str:
    if not one.publications:
        return "No publication about this area is listed for this programme.\n"
    rows = [
        [
            _publication(each), each.kind, day(each.published or ""), standing(each, definitions),
            _source(definitions, each.source),
        ]
        for each in one.publications
    ]  # fmt: skip
    labels = ["Publication", "Kind", "Published", "How it stands", "Source"]
    return pipe_table(labels, rows, caption=f"Published: {one.programme.short_title}", ref=f"tbl-{key}-published")


def _source(definitions: Definitions, id: str) -> str:
    found = definitions.sources.get(id)
    return f"{found.publisher}: {found.title} ({found.as_of})" if found else id
