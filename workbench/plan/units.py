"""The unit of work: one stage of one area, or of the whole nation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

NATIONAL = "national"


@dataclass(frozen=True)
class Unit:
    """One run of one stage notebook.

    Parameters
    ----------
    programme
        Programme id.
    stage
        Stage id.
    area
        Area slug; None for a national stage.

    Examples
    --------
    >>> Unit("compulsory-supervision-orders", "03_surveys", "orkney-islands").name
    'orkney-islands/03_surveys'
    >>> Unit("compulsory-supervision-orders", "national_overview", None).folder
    'national'
    """

    programme: str
    stage: str
    area: str | None

    @property
    def folder(self) -> str:
        """The area's folder in the build: its slug, or ``national``."""
        return self.area or NATIONAL

    @property
    def name(self) -> str:
        """The name shown to users and kept in the lockfile: ``area/stage``."""
        return f"{self.folder}/{self.stage}"


def programme_units(programme: Any, areas: Iterable[str]) -> dict[str, Unit]:
    """Return every unit of a programme by name: area by area in stage order, national stages last.

    Parameters
    ----------
    programme
        The programme as loaded from ``parameters/programmes``.
    areas
        Slugs of the programme's areas, in name order.
    """
    units = [
        Unit(programme.id, stage.id, area) for area in areas for stage in programme.stages if stage.scope == "area"
    ]
    units += [Unit(programme.id, stage.id, None) for stage in programme.stages if stage.scope == "national"]
    return {unit.name: unit for unit in units}


def upstream_units(unit: Unit, programme: Any, units: dict[str, Unit]) -> tuple[str, ...]:
    """Return the names of the units whose results ``unit`` reads.

    ``needs`` of a stage name stages of the same area; ``collects`` names stages of every area.
    """
    stage = next(stage for stage in programme.stages if stage.id == unit.stage)
    names = [f"{unit.folder}/{need}" for need in stage.needs]
    if stage.collects:
        names += [other.name for other in units.values() if other.area and other.stage in stage.collects]
    return tuple(names)
