"""One council area's history across every programme, each edition by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.whole.involvement import Involvement, holds_synthetic, involvement_of

if TYPE_CHECKING:
    from workbench.definitions import Area, Definitions, Programme
    from workbench.project import Project

#: Kinds of activity that no area takes part in: they stand in pages of their own.
APART = frozenset({"directory", "resource", "archive"})
_ORDER = ("under way", "planned")


@dataclass(frozen=True)
class History:
    """An area's history.

    Parameters
    ----------
    area
        The council area.
    involvements
        Programmes it took part in, the newest first.
    link_team
        The tables of the directory that name the area: caption, headings and rows.
    link_team_synthetic
        Whether the directory is made up.
    """

    area: Area
    involvements: tuple[Involvement, ...]
    link_team: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    link_team_synthetic: bool = False

    @property
    def synthetic(self) -> bool:
        """Whether anything in it is made up."""
        return self.link_team_synthetic or any(one.synthetic for one in self.involvements)


def area_history(project: Project, definitions: Definitions, area: Area) -> History:
    """Return the history of one council area across every programme.

    Parameters
    ----------
    project, definitions
        Where everything recorded lies.
    area
        A council area.

    Raises
    ------
    InputFaults
        With the faults of what is recorded.
    """
    found = [
        involvement_of(project, definitions, programme, unit)
        for programme in definitions.programmes.values()
        if programme.kind not in APART
        for unit in definitions.programme_areas(programme)
        if area.slug in unit.covers
    ]
    found.sort(key=lambda one: one.programme.id)
    # What is under way comes first, then what began latest; programmes without dates last.
    found.sort(key=lambda one: _from(one.programme), reverse=True)
    found.sort(key=lambda one: _ORDER.index(one.programme.state) if one.programme.state in _ORDER else len(_ORDER))
    team = _link_team(project, definitions, area)
    directories = [programme.id for programme in definitions.programmes.values() if programme.kind == "directory"]
    made_up = bool(team) and any(holds_synthetic(project, id, "national") for id in directories)
    return History(area, tuple(found), team, made_up)


def _from(programme: Programme) -> str:
    return (programme.period.from_ or programme.period.to or "") if programme.period else ""


def _link_team(project: Project, definitions: Definitions, area: Area) -> tuple[Any, ...]:
    """Return the rows of every directory's tables that begin with the area's name."""
    from workbench.composition.tables import cell_text
    from workbench.whole.results import tables_of

    found = []
    for programme in definitions.programmes.values():
        if programme.kind != "directory":
            continue
        for table in tables_of(project, programme.id):
            rows = [row for row in table["rows"] if str(row[0]) == area.name]
            if rows and len(table["columns"]) > 1:
                labels = tuple(column["label"] for column in table["columns"])
                kinds = [column.get("kind", "text") for column in table["columns"]]
                texts = tuple(
                    tuple(cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in rows
                )
                found.append((table["title"], labels, texts))
    return tuple(found)


def chosen_area(definitions: Definitions, name: str) -> Area:
    """Return the council area that a name means.

    Raises
    ------
    UnknownName
        With the nearest slug.
    """
    return definitions.match_area(name) or definitions.area(name)
