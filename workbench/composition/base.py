"""Metadata that does not come from results: programme, area, evidence and quality indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.names import quality_indicator_key
from workbench.composition.metadata import Tree
from workbench.days import day

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
    framework = definitions.frameworks.get(programme.framework or "")
    tree: Tree = {
        "programme": _programme(definitions, programme),
        "evidence": {
            "as_of": day(as_of),
            "notice": SYNTHETIC if synthetic else "",
            "kind": "synthetic evidence" if synthetic else "evidence",
        },
        "report": {
            "subtitle": SYNTHETIC if synthetic else programme.short_title,
            "footer": SYNTHETIC_FOOTER if synthetic else programme.short_title,
            "edition": edition_of(programme, framework),
            "cover_note": " ".join(
                (
                    f"{programme.title}.",
                    f"Evidence as of {day(as_of)}.",
                    *([f"{framework.title}, {framework.edition} edition."] if framework else ()),
                )
            ),
        },
    }
    if published := getattr(definitions, "published", {}).get(programme.id):
        tree["published"] = _published(published)
    if framework:
        titles = {each.id: each.title for each in framework.quality_indicators}
        heading = str(tree["programme"]["item"]).capitalize()
        for each in programme.quality_indicators:
            numbered, title = each[:1].isdigit(), titles[each]  # one known by a word is named by its title alone
            tree[quality_indicator_key(each)] = {
                "id": each,
                "title": title,
                "label": f"{each} {title}" if numbered else title,
                "name": f"{heading} {each}: {title}" if numbered else title,
            }
    return tree


def _published(counts: Iterable[Any]) -> Tree:
    """Return published counts as a tree: ``published.heard.documents.text`` and ``.label``, ``.as_of``."""
    tree: Tree = {}
    for each in counts:
        branch = tree
        for part in each.measure.split("."):
            branch = branch.setdefault(part, {})
        branch |= {"text": f"{each.value:,}", "label": each.label, "as_of": each.as_of}
    return tree


def edition_of(programme: Any, framework: Any | None) -> str:
    """Return the edition of a programme in words: its own, else its framework's; empty where there is neither."""
    own = str(getattr(programme, "edition", "") or "")
    return own or (f"{framework.edition} edition of the framework" if framework else "")


def _programme(definitions: Any, programme: Any) -> Tree:
    """Return what is known of a programme; what is not known has no name, so that templates leave it out."""
    framework = definitions.frameworks.get(programme.framework or "")
    scale = definitions.scales.get(programme.scale or "")
    one, several = unit_words(definitions, programme)
    item = str(getattr(framework, "heading", "") or "Quality indicator").lower()
    known: dict[str, Any] = {
        "id": programme.id,
        "title": programme.title,
        "short_title": programme.short_title,
        "summary": programme.summary,
        "question": getattr(programme, "question", ""),
        "work": str(programme.kind).replace("_", " "),
        "basis": programme.basis,
        "retrospective_years": in_words(programme.retrospective_years) if programme.retrospective_years else "",
        "minimum_strands": in_words(programme.minimum_strands) if programme.minimum_strands else "",
        "indicator_count": in_words(len(programme.quality_indicators)) if programme.quality_indicators else "",
        "item": item,
        "items": f"{item}s",
        "unit": one,
        "units": several,
        "scale": scale.title.lower() if scale else "",
    }
    tree: Tree = {name: value for name, value in known.items() if value}
    if framework:
        count = framework.indicator_count
        tree["framework"] = {
            "title": framework.title,
            "edition": framework.edition,
            "publisher": framework.publisher,
            **({"indicator_count": str(count)} if count else {}),
        }
    return tree


def unit_words(definitions: Any, programme: Any) -> tuple[str, str]:
    """Return what one and several of the places are called that a programme looks at."""
    named = getattr(definitions, "unit_set", None)  # not of every set of definitions, such as those of a test
    units = named(programme) if named else None
    return (units.singular, units.plural) if units else ("area", "areas")


def area_metadata(area: Any) -> Tree:
    """Return the metadata of an area."""
    return {
        "area": {
            "slug": area.slug,
            "code": area.code,
            "name": area.name,
            "short_name": area.short_name,
            **({"hscp": area.hscp.name} if area.hscp else {}),
            **({"health_board": area.health_board.name} if area.health_board else {}),
            **({"family_group": area.family_group_children} if area.family_group_children else {}),
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
