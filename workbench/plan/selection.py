"""Which units a command asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.plan.units import Unit, upstream_units


@dataclass(frozen=True)
class Selection:
    """What the user asked for; empty means everything.

    Parameters
    ----------
    areas
        Area slugs as typed.
    stages
        Stage ids as typed.
    failed
        Only what failed last time, and what builds on it.
    """

    areas: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    failed: bool = False

    @property
    def everything(self) -> bool:
        """Whether nothing was left out."""
        return not (self.areas or self.stages or self.failed)


def _known(word: str, words: Iterable[str], kind: str, programme: str) -> str:
    words = list(words)
    if word in words:
        return word
    raise UnknownName(
        f"No {kind} of {programme} is called '{word}'.{did_you_mean(word, words)}"
        f" `workbench programmes {programme}` lists them."
    )


def _with_dependants(names: set[str], units: dict[str, Unit], programme: Any) -> set[str]:
    """Return the units and everything that reads their results, through any number of steps."""
    found = names & set(units)
    # Units stand in the order of the work, so one pass meets every unit after what it reads; national ones are last.
    for name, unit in units.items():
        if found and any(other in found for other in upstream_units(unit, programme, units)):
            found.add(name)
    return found


def select_units(
    selection: Selection,
    units: dict[str, Unit],
    programme: Any,
    failed: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the names of the units asked for, in their order.

    Parameters
    ----------
    selection
        What the user asked for.
    units
        Every unit of the programme.
    programme
        The programme.
    failed
        Names of the units that failed or were skipped last time.

    Raises
    ------
    UnknownName
        When an area or stage is not the programme's; the message names the nearest.
    WorkbenchError
        When the choice leaves nothing to run.
    """
    slugs = {unit.area: None for unit in units.values() if unit.area}
    areas = {_known(area, slugs, "area", programme.id) for area in selection.areas}
    stages = {
        _known(stage, [stage.id for stage in programme.stages], "stage", programme.id) for stage in selection.stages
    }
    national = {stage.id for stage in programme.stages if stage.scope == "national"}
    if areas and stages and stages <= national:
        raise WorkbenchError(
            f"{', '.join(sorted(stages))} is a national stage: it covers every area. Leave out --area."
        )
    chosen = [
        name
        for name, unit in units.items()
        if (not stages or unit.stage in stages) and (not areas or unit.area in areas)
    ]
    if selection.failed:
        again = _with_dependants(set(failed), units, programme)
        chosen = [name for name in chosen if name in again]
    return tuple(chosen)
