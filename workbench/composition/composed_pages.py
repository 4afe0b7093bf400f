"""The pages of a composed website, each with its kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.composition.assembled import INDEX
from workbench.composition.folder import Folder
from workbench.composition.further import of_scope
from workbench.composition.ground import Ground
from workbench.composition.traces import PAGE
from workbench.definitions.output_kinds import AREA_REPORT, OVERVIEW

#: The kind of the pages that say where numbers come from.
TRACE = "trace"
#: The kind of a first page that is no output: it lists what there is.
HOME = "home"


@dataclass(frozen=True)
class Page:
    """One page of the composed website.

    Parameters
    ----------
    path
        Its source, relative to the website's folder.
    title
        Its title.
    area
        Area slug; empty for the overview.
    kind
        The kind of output.
    """

    path: str
    title: str
    area: str = ""
    kind: str = AREA_REPORT


def main_pages(ground: Ground, title: str, areas: Iterable[Any]) -> list[Page]:
    """Return the first page of the website and that of each area.

    Parameters
    ----------
    ground
        What all pages share.
    title
        Title of the website's first page.
    areas
        The areas that have pages.
    """
    first, report = (kind if kind in ground.kinds else HOME for kind in (OVERVIEW, AREA_REPORT))
    own = [Page(f"areas/{area.slug}/{INDEX}", area.name, area.slug, report) for area in areas]
    return [Page(INDEX, title, kind=first), *own]


def further_pages(folder: Folder, ground: Ground, areas: Iterable[Any]) -> list[Page]:
    """Return the further pages that are there, made now or earlier, and the pages of traces.

    Parameters
    ----------
    folder
        The website's folder, everything in it written.
    ground
        What all pages share.
    areas
        The areas that have pages.
    """
    areas, traced = tuple(areas), "where the numbers come from"
    kinds = [template.kind for template in of_scope(ground.templates, "area")]
    pages = [
        *(
            Page(f"{each.kind.id}/{INDEX}", each.kind.title, kind=each.kind.id)
            for each in of_scope(ground.templates, "national")
        ),
        *(
            Page(f"areas/{area.slug}/{kind.id}/{INDEX}", f"{area.name}: {kind.title}", area.slug, kind.id)
            for area in areas
            for kind in kinds
        ),
        Page(PAGE, traced.capitalize(), kind=TRACE),
        *(Page(f"areas/{area.slug}/{PAGE}", f"{area.name}: {traced}", area.slug, TRACE) for area in areas),
    ]
    return [page for page in pages if page.path in folder.kept]
