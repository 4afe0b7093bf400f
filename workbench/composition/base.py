"""Metadata that does not come from results: programme, area, evidence and quality indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.chapters import indicator_key
from workbench.composition.metadata import Tree, day

#: Said wherever a page could be taken for a real report.
SYNTHETIC = "Sample report – synthetic evidence"
SYNTHETIC_FOOTER = (
    "Sample report – synthetic evidence. The evidence, evaluations and recommendations are made up; they say nothing "
    "about any real council, partnership or person."
)


def programme_metadata(definitions: Any, programme: Any, as_of: str, *, synthetic: bool) -> Tree:
    """Return the metadata that every page of a programme has.

    Parameters
    ----------
    definitions, programme
        Everything of ``parameters/``, and the programme.
    as_of
        Date of the evidence, ``2026-03-31``; empty when it is not known.
    synthetic
        Whether any of the evidence is synthetic.
    """
    framework = definitions.frameworks[programme.framework]
    titles = {each.id: each.title for each in framework.quality_indicators}
    tree: Tree = {
        "programme": {
            "id": programme.id,
            "title": programme.title,
            "short_title": programme.short_title,
            "summary": programme.summary,
            "basis": programme.basis,
            "retrospective_years": in_words(programme.retrospective_years),
            "minimum_strands": in_words(programme.minimum_strands),
            "indicator_count": in_words(len(programme.quality_indicators)),
            "framework": {
                "title": framework.title,
                "edition": framework.edition,
                "publisher": framework.publisher,
                "indicator_count": str(framework.indicator_count),
            },
        },
        "evidence": {
            "as_of": day(as_of),
            "notice": SYNTHETIC if synthetic else "",
            "kind": "synthetic evidence" if synthetic else "evidence",
        },
        "report": {
            "subtitle": SYNTHETIC if synthetic else programme.short_title,
            "footer": SYNTHETIC_FOOTER if synthetic else programme.short_title,
            "edition": f"{framework.edition} edition of the framework",
            "cover_note": f"{programme.title}. Evidence as of {day(as_of)}. "
            f"Evaluated with {framework.title}, {framework.edition} edition.",
        },
    }
    tree |= {indicator_key(each): {"id": each, "title": titles[each]} for each in programme.quality_indicators}
    return tree


def area_metadata(area: Any) -> Tree:
    """Return the metadata of an area."""
    return {
        "area": {
            "slug": area.slug,
            "code": area.code,
            "name": area.name,
            "short_name": area.short_name,
            "hscp": area.hscp.name,
            "health_board": area.health_board.name,
            "family_group": area.family_group_children,
        }
    }


def catalogue_facts(catalogue: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the latest evidence date and whether anything is synthetic, from the evidence store's catalogue."""
    files: Iterable[Mapping[str, Any]] = catalogue.get("files", ())
    dates = sorted(str(file["as_of"]) for file in files if file.get("as_of"))
    return (dates[-1] if dates else "", any(file.get("synthetic") for file in files))


def in_words(number: int) -> str:
    """Return a small whole number as a word.

    Examples
    --------
    >>> in_words(2), in_words(21)
    ('two', '21')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)
