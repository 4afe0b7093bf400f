"""Which further cells to hide: the cheapest choice that satisfies every cut found so far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

# A budget in branch-and-bound nodes, not in seconds: the same table gives the same answer on a slow machine.
NODES = 5_000
# Under this many cells, simplifying the programme first takes longer than solving it.
SMALL = 100
# Up to this many cells trying is faster than loading a solver.
FEW = 12
_SLACK = 1e-6


@dataclass(frozen=True)
class Cut:
    """A necessary condition: the weights of the hidden cells add up to ``need`` at least."""

    weights: dict[int, float] = field(hash=False)
    need: float


def cut_of(weights: dict[int, float], constant: float, need: float) -> Cut:
    """Return a cut with its constant taken off and no weight above what is needed, which is all a cell can give."""
    rest = need - constant
    return Cut({cell: min(weight, rest) for cell, weight in weights.items()}, rest)


@dataclass(frozen=True)
class Choice:
    """Cells to hide beyond the unsafe ones, and whether it is proven that nothing cheaper does."""

    hidden: frozenset[int]
    proven: bool


def choose(
    costs: Sequence[float], free: Collection[int], cuts: Sequence[Cut], links: Sequence[tuple[int, tuple[int, ...]]]
) -> Choice | None:
    """Return the cheapest cells to hide, or None where no choice was found.

    Parameters
    ----------
    costs
        What hiding each cell loses.
    free
        Cells that may be hidden and are not yet.
    cuts
        Conditions over the free cells alone.
    links
        ``(cell, others)``: where ``cell`` is hidden, so is one of ``others``; a hidden cell alone in a relation could
        be worked out, so the best choice has none.
    """
    order = sorted(free)
    if len(order) <= FEW:
        return _tried(costs, order, cuts, links)
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    place = {cell: number for number, cell in enumerate(order)}
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    needs: list[float] = []
    for number, cut in enumerate(cuts):
        for cell, weight in cut.weights.items():
            if cell in place:
                rows.append(number)
                columns.append(place[cell])
                weights.append(weight / cut.need)
        needs.append(1.0 - _SLACK)
    for number, (cell, others) in enumerate(links, len(cuts)):
        rows += [number] * (len(others) + 1)
        columns += [place[cell], *(place[other] for other in others)]
        weights += [-1.0, *([1.0] * len(others))]
        needs.append(0.0)
    matrix = csr_array((weights, (rows, columns)), shape=(len(needs), len(order)))
    found = milp(
        np.array([costs[cell] for cell in order]),
        integrality=np.ones(len(order)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, np.array(needs), np.inf),
        options={"node_limit": NODES, "mip_rel_gap": 0.0, "presolve": len(order) > SMALL},
    )
    if found.x is None:
        return None
    return Choice(frozenset(order[i] for i in np.flatnonzero(found.x > 0.5)), found.status == 0)


def _tried(
    costs: Sequence[float], order: Sequence[int], cuts: Sequence[Cut], links: Sequence[tuple[int, tuple[int, ...]]]
) -> Choice | None:
    """Return the cheapest cells to hide by going through all choices, dearer ones left out as soon as they are."""
    order = sorted(order, key=lambda cell: (-costs[cell], cell))
    needs = [(cut.weights, cut.need * (1 - _SLACK)) for cut in cuts]
    best: tuple[float, frozenset[int]] | None = None
    waiting: list[tuple[int, float, frozenset[int]]] = [(0, 0.0, frozenset())]
    while waiting:
        place, cost, chosen = waiting.pop()
        if best is not None and cost >= best[0]:
            continue
        rest = order[place:]
        if any(sum(w for c, w in weights.items() if c in chosen or c in rest) < need for weights, need in needs):
            continue
        if all(sum(w for c, w in weights.items() if c in chosen) >= need for weights, need in needs) and all(
            cell not in chosen or not chosen.isdisjoint(others) for cell, others in links
        ):
            best = (cost, chosen)
            continue
        if rest:
            waiting.append((place + 1, cost + costs[rest[0]], chosen | {rest[0]}))
            waiting.append((place + 1, cost, chosen))
    return None if best is None else Choice(best[1], True)
