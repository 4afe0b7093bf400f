"""What has been published, as tables: of one programme, and of all by year with what replaced what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.tables import Linked, pipe_table
from workbench.composition.text import plain
from workbench.days import day

STATES = {"current": "Current", "superseded": "Superseded", "withdrawn": "Withdrawn, kept here"}
UNDATED = "Date not known"


def publication_tables(definitions: Any, programme: Any) -> dict[str, str]:
    """Return ``programme.publications`` and, of all programmes, ``archive.by_year``, ``.replaced`` and ``.updates``.

    Parameters
    ----------
    definitions, programme
        Everything of ``parameters/``, and the programme; of an archive, updates are what is published under its name.

    Returns
    -------
    dict of str to str
        Markdown by name; an empty text where there is nothing.
    """
    known: Mapping[str, Any] = getattr(definitions, "publications", {})
    own = definitions.publications_of(programme) if known else []
    others = [one for one in known.values() if one.programme != programme.id]
    return {
        "programme.publications": _table("What has been published", "publications", own, known),
        "archive.by_year": _by_year(others, known, definitions),
        "archive.replaced": _replaced(known),
        "archive.updates": "" if not own else _updates(own),
    }


def _by_year(publications: Iterable[Any], known: Mapping[str, Any], definitions: Any) -> str:
    years: dict[str, list[Any]] = {}
    for one in sorted(publications, key=lambda one: (one.published or "", one.title)):
        years.setdefault(one.year, []).append(one)
    texts = []
    for year in sorted(years, reverse=True):
        name = year or "undated"
        heading = f"### {year or UNDATED} {{#sec-year-{name}}}\n"
        texts.append(f"{heading}\n{_table(f'Published in {year}' if year else UNDATED, name, years[year], known)}")
    return "\n".join(texts)


def _table(caption: str, ref: str, publications: Iterable[Any], known: Mapping[str, Any]) -> str:
    rows = [[_when(one), _link(one), one.kind.capitalize(), _state(one, known)] for one in publications]
    if not rows:
        return ""
    return pipe_table(["When", "What", "Kind", "Does it stand?"], rows, caption=caption, ref=f"tbl-published-{ref}")


def _replaced(known: Mapping[str, Any]) -> str:
    rows = [
        [one.title, _when(one), known[one.replaced_by].title, _when(known[one.replaced_by])]
        for one in sorted(known.values(), key=lambda one: (one.published or "", one.title))
        if one.replaced_by in known
    ]
    if not rows:
        return ""
    labels = ["What", "When", "Replaced by", "When"]
    return pipe_table(labels, rows, caption="What replaced what", ref="tbl-published-replaced")


def _updates(publications: Iterable[Any]) -> str:
    return "".join(f"- {plain(one.title)}\n" for one in sorted(publications, key=lambda one: one.title))


def _when(publication: Any) -> str:
    text = publication.published or ""
    return day(text) if len(text) > len("2021") else text or "not known"


def _link(publication: Any) -> Any:
    if not publication.url:
        return publication.title
    return Linked(publication.title, f"[{plain(publication.title)}]({publication.url})")


def _state(publication: Any, known: Mapping[str, Any]) -> str:
    if publication.replaced_by in known:
        return f"Superseded by “{known[publication.replaced_by].title}”"
    return STATES[publication.state]
