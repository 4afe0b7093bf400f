"""Council areas."""

from __future__ import annotations

from workbench.definitions.base import AreaCode, Definition, Slug, Text


class Body(Definition):
    """A health and social care partnership or a health board, by code and name."""

    code: Text
    name: Text


class Area(Definition):
    """One council area.

    Parameters
    ----------
    code, slug, name, short_name
        Current GSS code, name in addresses and folders, official name, name where space is short.
    hscp, health_board
        The health and social care partnership and the health board it belongs to.
    family_group_children
        The Local Government Benchmarking Framework's group for children's indicators.
    retired_codes, spellings
        Other codes and names that mean this area.
    """

    code: AreaCode
    slug: Slug
    name: Text
    short_name: Text
    hscp: Body
    health_board: Body
    family_group_children: Text
    retired_codes: tuple[AreaCode, ...] = ()
    spellings: tuple[Text, ...] = ()


class AreasFile(Definition):
    """The content of ``areas.yaml``."""

    areas: tuple[Area, ...]
