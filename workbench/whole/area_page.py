"""The page of one area's history across every programme, as a Quarto source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.composition.tables import Linked, pipe_table
from workbench.composition.text import plain
from workbench.days import day
from workbench.whole.page_parts import BANNER, MARK, front_matter, linked_publication, standing

if TYPE_CHECKING:
    from workbench.definitions import Definitions
    from workbench.whole.history import History
    from workbench.whole.involvement import Involvement


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
    parts = [front_matter(area.name, f"The history of {area.name} across every programme of scrutiny")]
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
    return one.programme.state + (f" ({MARK})" if one.synthetic else "")


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
            linked_publication(each), each.kind, day(each.published or ""), standing(each, definitions),
            _source(definitions, each.source),
        ]
        for each in one.publications
    ]  # fmt: skip
    labels = ["Publication", "Kind", "Published", "How it stands", "Source"]
    return pipe_table(labels, rows, caption=f"Published: {one.programme.short_title}", ref=f"tbl-{key}-published")


def _source(definitions: Definitions, id: str) -> str:
    found = definitions.sources.get(id)
    return f"{found.publisher}: {found.title} ({found.as_of})" if found else id
