"""Numbers of cases that go on from step to step, protected together: who goes on from one step comes to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from helpers.protection.cells import Shown, hidden_cell
from helpers.protection.demand import Thresholds, demand_of
from helpers.protection.model import Cell, Model, Relation, total_of
from helpers.protection.suppression import protect
from helpers.protection.two_way import TOTAL_COST

# What became of cases is asked for most; how many left, or are open, is the first to go.
_REST_COST = 0.6
_PARTS = ("on", "left", "open")


class Rules(Thresholds, Protocol):
    """What is read from a disclosure profile besides the thresholds."""

    hold_back_extremes: bool
    extremes_minimum_base: int


@dataclass(frozen=True)
class Tally:
    """The cases at one step, as they are: ``came`` is the sum of the other three."""

    went: int
    left: int
    open: int = 0

    @property
    def came(self) -> int:
        """Cases that came to the step."""
        return self.went + self.left + self.open


@dataclass(frozen=True)
class Chain:
    """What may be shown of a chain.

    Parameters
    ----------
    steps
        Came, went on, left and open of each step.
    apart, everybody
        Cases outside the chain, and all together; None where there are none outside.
    """

    steps: tuple[tuple[Shown, Shown, Shown, Shown], ...]
    apart: Shown | None
    everybody: Shown | None


def protect_chain(tallies: Sequence[Tally], profile: Rules, *, apart: int | None = None) -> Chain:
    """Protect the numbers of a chain of steps, the first of which all cases come to.

    Hidden are small numbers, and a number that tells of every one of a few cases what became of it.

    Parameters
    ----------
    tallies
        One for each step; as many come to a step as went on from the one before.
    profile
        A disclosure profile.
    apart
        Cases that are counted with the others but stand outside the chain.

    Examples
    --------
    >>> from helpers.disclosure import Profile
    >>> chain = protect_chain([Tally(80, 20), Tally(77, 3)], Profile())
    >>> [[cell if isinstance(cell, int) else "hidden" for cell in step] for step in chain.steps]
    [[100, 80, 20, 0], [80, 'hidden', 'hidden', 0]]
    """
    demand = demand_of(profile)

    def unsafe(number: int, came: int) -> bool:
        few = profile.hold_back_extremes and 0 < came < profile.extremes_minimum_base
        return demand.unsafe(number) or (few and number == came)

    first = tallies[0].came if tallies else 0
    values: dict[str, tuple[int, bool, float]] = {"on 0": (first, demand.unsafe(first), TOTAL_COST)}
    relations: list[Relation] = []
    for place, tally in enumerate(tallies, 1):
        names = [f"{part} {place}" for part in _PARTS]
        numbers = (tally.went, tally.left, tally.open)
        costs = (1.0, _REST_COST, _REST_COST)
        values |= {
            name: (number, unsafe(number, tally.came), cost)
            for name, number, cost in zip(names, numbers, costs, strict=True)
        }
        relations.append(total_of(names, f"on {place - 1}"))
    if apart is not None:
        values |= {
            "apart": (apart, demand.unsafe(apart), TOTAL_COST),
            "everybody": (first + apart, demand.unsafe(first + apart), 1.0),
        }
        relations.append(total_of(["on 0", "apart"], "everybody"))
    model = Model(tuple(Cell(name, *entry[:2], cost=entry[2]) for name, entry in values.items()), tuple(relations))
    found = protect(model, demand)

    def shown(name: str) -> Shown:
        number, small, _ = values[name]
        return hidden_cell(demand, small) if found.exposed or name in found.hidden else _rounded(number, profile)

    steps = tuple(
        (shown(f"on {place - 1}"), *(shown(f"{part} {place}") for part in _PARTS))
        for place in range(1, len(tallies) + 1)
    )
    if apart is None:
        return Chain(steps, None, None)
    return Chain(steps, shown("apart"), shown("everybody"))


def _rounded(number: int, profile: Rules) -> int:
    rounded = getattr(profile, "rounded", None)
    return rounded(number) if rounded else number
