"""Which units a command asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.plan.units import Unit


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
        Only what failed last time, and what was skipped because of it.
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
        last = set(failed)
        chosen = [name for name in chosen if name in last]
    return tuple(chosen)
