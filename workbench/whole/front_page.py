"""The front page over all programmes, as a Quarto source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workbench.composition.tables import Linked, pipe_table
from workbench.composition.text import plain
from workbench.whole.page_parts import BANNER, MARK, front_matter, linked_publication, standing
from workbench.whole.summary import GROUPS, Line

if TYPE_CHECKING:
    from workbench.definitions import Area, Definitions, Publication


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
    parts = [front_matter(title, "Every programme, what was published, and the history of each area")]
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


def _programmes(lines: list[Line], heading: str, ref: str) -> str:
    rows: list[list[Any]] = []
    for line in lines:
        name = line.programme.short_title
        shown = Linked(name, f"[{plain(name)}]({line.page})") if line.built else f"{name} (not built)"
        state = line.programme.state + (f" ({MARK})" if line.synthetic else "")
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
                linked_publication(one),
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
