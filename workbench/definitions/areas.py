"""Council areas, and the other units that programmes look at: partnerships, prisons."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from workbench.definitions.base import AreaCode, Definition, Slug, Text, Truth

COUNCIL_AREA = "council_area"
# Evidence about the whole nation lies in a folder of this name; no unit may be called so.
NATIONAL = "national"


class Body(Definition):
    """A health and social care partnership or a health board, by code and name."""

    code: Text
    name: Text


class Area(Definition):
    """One unit that a programme looks at: a council area, or a unit of another set such as a partnership or prison.

    Parameters
    ----------
    code, slug, name, short_name
        Current official code, name in addresses and folders, official name, name where space is short.
    covers
        Slugs of the council areas that it covers; of a council area, its own.
    hscp, health_board
        Of a council area: the health and social care partnership and the health board it belongs to.
    family_group_children
        Of a council area: the Local Government Benchmarking Framework's group for children's indicators.
    retired_codes, spellings
        Other codes and names that mean this unit.
    source, note
        Where it is known from, where it differs from the source of its set, and what to say about it.
    """

    code: Text
    slug: Slug
    name: Text
    short_name: str = ""
    covers: tuple[Slug, ...] = ()
    hscp: Body | None = None
    health_board: Body | None = None
    family_group_children: str = ""
    retired_codes: tuple[str, ...] = ()
    spellings: tuple[Text, ...] = ()
    source: Slug | None = None
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _name_where_short(cls, fields: Any) -> Any:
        needed = cls.model_fields["short_name"].is_required()
        if needed or not isinstance(fields, dict) or not fields.get("name") or fields.get("short_name"):
            return fields
        return fields | {"short_name": fields["name"]}


class CouncilArea(Area):
    """One council area, of which more is known than of other units."""

    code: AreaCode
    short_name: Text
    hscp: Body
    health_board: Body
    family_group_children: Text
    retired_codes: tuple[AreaCode, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _covers_itself(cls, fields: Any) -> Any:
        return fields | {"covers": [fields["slug"]]} if isinstance(fields, dict) and "slug" in fields else fields


class UnitSet(Definition):
    """A set of units, and what one and several of them are called.

    Parameters
    ----------
    id, title
        Its name in programmes, and in words.
    singular, plural
        What one unit and several are called in running text: "partnership", "partnerships".
    source, verified
        Where the list is from, and whether it was read there.
    units
        The units.
    """

    id: Slug
    title: Text
    singular: Text
    plural: Text
    source: Slug
    verified: Truth
    note: str = ""
    units: Annotated[tuple[Area, ...], Field(min_length=1)]


class AreasFile(Definition):
    """The content of ``areas.yaml``."""

    areas: tuple[CouncilArea, ...]
