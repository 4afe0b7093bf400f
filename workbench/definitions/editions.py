"""Editions are never mixed: why the figures of two programmes may not be put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.definitions.definitions import Definitions
    from workbench.definitions.frameworks import Framework
    from workbench.definitions.programmes import Programme
    from workbench.definitions.scales import Scale


class MixedEditions(WorkbenchError):
    """Figures of programmes with different frameworks, editions or scales were asked for as one."""


def edition_of(
    programme: Programme, frameworks: Mapping[str, Framework], scales: Mapping[str, Scale] | None = None
) -> str:
    """Return by what a programme evaluates, in words: framework, edition and scale."""
    framework = frameworks.get(programme.framework or "")
    parts = [f"{framework.title}, {framework.edition} edition" if framework else "no framework"]
    if programme.edition:
        parts.append(f"{programme.edition} edition of the programme")
    scale = (scales or {}).get(programme.scale or "")
    named = scale.title.lower() if scale else f"scale '{programme.scale}'"
    parts.append(f"on the {named}" if programme.scale else "without grades")
    return ", ".join(parts)


def why_not_pooled(one: Programme, other: Programme, frameworks: Mapping[str, Framework]) -> str:
    """Return why the figures of two programmes may not be put together, or an empty string.

    They may only where framework (one id is one edition), the programme's own edition and scale are the same.
    """
    if one.id == other.id:
        return ""
    if (one.framework, one.edition, one.scale) == (other.framework, other.edition, other.scale):
        return ""
    return (
        f"the figures of {one.id} and {other.id} are never put together: {one.id} has {edition_of(one, frameworks)}; "
        f"{other.id} has {edition_of(other, frameworks)}. They can be shown side by side"
    )


def refuse_pooling(definitions: Definitions, programmes: list[str]) -> None:
    """Refuse to put the figures of several programmes together where their editions differ.

    Parameters
    ----------
    definitions
        All definitions.
    programmes
        Ids of the programmes whose figures are to be pooled.

    Raises
    ------
    MixedEditions
        Naming frameworks, editions and scales of the first two that differ, or two that are not said to pool.
    """
    first = definitions.programme(programmes[0])
    for name in programmes[1:]:
        other = definitions.programme(name)
        why = why_not_pooled(first, other, definitions.frameworks)
        if not why and first.id != other.id and other.id not in first.pools_with and first.id not in other.pools_with:
            why = f"neither {first.id} nor {other.id} says that it pools with the other (pools_with)"
        if why:
            raise MixedEditions(f"{why[0].upper()}{why[1:]}.")
