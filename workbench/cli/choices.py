"""What a user chose on the command line, checked against the definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UnknownName
from workbench.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.definitions import Area, Definitions, Programme


def chosen_areas(
    definitions: Definitions, programme: Programme, names: Sequence[str], among: Sequence[Area]
) -> list[Area]:
    """Return the areas that a user named, by slug, name or code, in the order of ``among``.

    Parameters
    ----------
    definitions, programme
        For matching names, and for the message.
    names
        What was typed; nothing means all.
    among
        The areas there are to choose from.

    Raises
    ------
    UnknownName
        When a name is no area's, or is an area's that the programme does not have.
    """
    slugs = set()
    for name in names:
        area = next((one for one in among if one.slug == name), None) or definitions.match_area(name, programme)
        if area is None:
            kind = definitions.unit_set(programme).singular
            raise UnknownName(f"No {kind} is called '{name}'.{did_you_mean(name, [one.slug for one in among])}")
        if area not in among:
            kind = definitions.unit_set(programme).singular
            article = "an" if kind[0] in "aeiou" else "a"
            raise UnknownName(f"{area.name} is not {article} {kind} of {programme.id}, or has no sample there.")
        slugs.add(area.slug)
    return [area for area in among if not slugs or area.slug in slugs]


def areas_of_each(
    definitions: Definitions,
    programmes: Sequence[Programme],
    names: Sequence[str],
    among: Callable[[Programme], Sequence[Area]],
) -> list[tuple[Programme, list[Area]]]:
    """Return for each programme the areas that a user named; one that has none of them is left out.

    Parameters
    ----------
    definitions
        For matching names.
    programmes
        The programmes that were asked for: where it is one, it has to have every area.
    names
        What was typed; nothing means all.
    among
        Returns the areas there are to choose from in a programme.

    Raises
    ------
    UnknownName
        When a name is no area's of any of them; the message has the nearest name of all.
    """
    if len(programmes) == 1 or not names:
        return [(one, chosen_areas(definitions, one, names, among(one))) for one in programmes]
    found = []
    unknown = set(names)
    for one in programmes:
        known = []
        for name in names:
            try:
                chosen_areas(definitions, one, [name], among(one))
            except UnknownName:
                continue
            known.append(name)
        unknown -= set(known)
        if known:
            found.append((one, chosen_areas(definitions, one, known, among(one))))
    for name in sorted(unknown):
        slugs = sorted({area.slug for one in programmes for area in among(one)})
        raise UnknownName(f"No area or other unit of any programme is called '{name}'.{did_you_mean(name, slugs)}")
    return found
