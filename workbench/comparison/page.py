"""A comparison as a page of its own: one file, readable offline, in the look of the reports."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from workbench.comparison.changes import MARKS, Comparison
from workbench.comparison.grouping import Group, counted, groups, listed, where_shown
from workbench.comparison.notebooks import places_of
from workbench.files import write_text
from workbench.rendering.brand import css_variables, read_palette
from workbench.rendering.html_page import ASSETS
from workbench.rendering.site_assets import fonts_folder

_TEMPLATE = Path(__file__).with_name("page.html")
# Of one kind, so many stand at the top; all of them stand under their place.
_MOST = 25
_LABEL = 80
# Characters of drawings in one page: some hundred charts before and after.
_ROOM = 12_000_000
_FACES = (("Regular", 400), ("Bold", 700))

Sites = tuple[Path, Path] | None


def write_page(comparison: Comparison, reports: Path, target: Path, sites: Sites = None) -> None:
    """Write a comparison as one HTML file.

    Parameters
    ----------
    comparison
        What differs.
    reports
        Folder with ``_brand.yml``: colours and typeface of the reports.
    target
        The file.
    sites
        Where the pages of both sides lie, for the drawings of charts; without them they are left out.
    """
    write_text(target, page_html(comparison, reports, sites))


def page_html(comparison: Comparison, reports: Path, sites: Sites = None) -> str:
    """Return a comparison as HTML; see `write_page`."""
    import jinja2  # a template language is needed for the page alone

    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"listed": listed, "counted": counted, "brief": _brief}
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    shown = groups(comparison)
    return template.render(
        css=_styles(reports),
        comparison=comparison,
        groups=shown,
        first=_first(comparison),
        drawn=_drawings(shown, sites),
        notebooks=[
            (each, ", ".join(places_of(each.places, comparison.names))) for each in comparison.notebooks
        ],
        marks=MARKS,
        where=lambda change: where_shown(comparison, change),
        counts=f"{counted(len(comparison.changes), 'difference')} in "
        f"{counted(len({change.place for change in comparison.changes}), 'place')}",
    )  # fmt: skip


def _first(comparison: Comparison) -> list[dict[str, Any]]:
    """Return what stands out, by mark: the first few, and how many more there are."""
    found = []
    for mark, title in MARKS.items():
        changes = [change for one, change in comparison.standing_out if one == mark]
        items = []
        for change in changes[:_MOST]:
            drawn = change.kind in ("table", "chart")
            # Of a table or chart, what stands out and not what differs beside it; of a text that is all parts, all.
            parts = [
                part for part in change.parts if part.mark == mark or (not drawn and change.before == change.after)
            ]
            items.append({"place": comparison.name(change.place), "change": change, "parts": parts})
        found.append({"mark": title, "items": items, "more": len(changes) - len(items)})
    return [each for each in found if each["items"]]


def _drawings(shown: tuple[Group, ...], sites: Sites) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the drawings of changed charts as addresses that need no other file, until the page would be too long."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    room = _ROOM
    for drawings in dict.fromkeys(change.drawings for group in shown for change in group.changes if change.drawings):
        paths = [site / name for site, name in zip(sites or (), drawings, strict=False)]
        if not paths or not all(path.suffix == ".svg" and path.is_file() for path in paths):
            continue
        one, other = (base64.b64encode(path.read_bytes()).decode() for path in paths)
        room -= len(one) + len(other)
        if room < 0:
            break
        found[drawings] = (f"data:image/svg+xml;base64,{one}", f"data:image/svg+xml;base64,{other}")
    return found


def _brief(label: str) -> str:
    """Return a long label cut in its first part, for the last says which cell it is.

    Examples
    --------
    >>> _brief("I understand what a compulsory supervision order asks of my service when a child lives here · Agree")
    'I understand what a compulsory supervision order asks of my service when a… · Agree'
    """
    first, dot, last = label.partition(" · ")
    return (first if len(first) <= _LABEL else f"{first[:_LABEL].rsplit(' ', 1)[0]}…") + dot + last


def _styles(reports: Path) -> str:
    """Return the site's own style, with the typeface inside, so that the page needs no other file."""
    faces = []
    for path in sorted(fonts_folder(reports).glob("*.ttf")):
        for name, weight in _FACES:
            if path.stem.endswith(f"-{name}"):
                content = base64.b64encode(path.read_bytes()).decode()
                faces.append(
                    f'@font-face {{ font-family: "Atkinson Hyperlegible"; font-weight: {weight}; '
                    f"src: url(data:font/ttf;base64,{content}); font-display: swap; }}"
                )
    parts = [*faces, css_variables(read_palette(reports)), (ASSETS / "site.css").read_text(encoding="utf-8")]
    return "\n".join([*parts, _OWN])


_OWN = """\
.report { max-width: 60rem; }
.change { margin: 0 0 1.4rem; }
.change h4 { margin: 0 0 0.3rem; color: var(--ink); }
.change p { margin: 0 0 0.3rem; max-width: 75ch; }
.where, .why { color: var(--muted); font-size: 0.95rem; }
del { color: var(--rowan); background: var(--rowan-wash); text-decoration: line-through; padding: 0 0.15em; }
ins { color: var(--pine); background: var(--pine-wash); text-decoration: underline; padding: 0 0.15em; }
.places ul { columns: 17rem auto; list-style: none; padding: 0; }
.places li { break-inside: avoid; margin: 0 0 0.3rem; }
.mark { font-weight: 700; color: var(--heather); background: var(--heather-wash); padding: 0.05em 0.45em; }
.report dl { display: block; }
.before-after { display: grid; gap: 1rem; margin: 0 0 0.6rem; }
.before-after { grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.before-after figure { margin: 0; }
.before-after .figure-region { overflow-x: auto; }
.before-after img { width: 100%; min-width: 26rem; height: auto; background: #fff; }
@media print { del, ins, .places ul { columns: 17rem auto; list-style: none; padding: 0; }
.places li { break-inside: avoid; margin: 0 0 0.3rem; }
.mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
