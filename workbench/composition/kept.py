"""What is there of areas that were composed earlier and are not composed now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.assembled import INDEX
from workbench.composition.behind import Behind, behind_of, places_in
from workbench.composition.folder import Folder
from workbench.composition.further import of_scope, spreadsheet_name
from workbench.composition.ground import Ground
from workbench.composition.results import Recorded
from workbench.composition.traces import PAGE, anchor


def behind_overview(ground: Ground, folder: Folder, recorded: Mapping[str, Recorded], areas: Iterable[Any]) -> Behind:
    """Return what lies behind the overview's numbers in the areas that have pages, made now or earlier."""
    places = {
        area.name: (
            area.slug,
            frozenset(anchor(name) for name in recorded[area.slug].values)
            if area.slug in recorded
            else places_in(folder.root / "areas" / area.slug / PAGE),
        )
        for area in areas
    }
    return behind_of(ground.instruments, places)


def kept_outputs(folder: Folder, ground: Ground, slug: str) -> dict[str, tuple[bool, bool]]:
    """Return what is there of an area that was composed earlier."""
    found = {}
    for template in of_scope(ground.templates, "area"):
        kind, place = template.kind.id, folder.root / "areas" / slug
        there = (place / kind / INDEX).is_file(), (place / spreadsheet_name(slug, kind)).is_file()
        if any(there):
            found[kind] = there
    return found


def is_kept(folder: Folder, slug: str) -> bool:
    """Return whether an area has pages that were composed earlier."""
    return (folder.root / "areas" / slug / INDEX).is_file()
