"""One- and two-way tables as networks: how far a hidden count can move, by maximum flow, without a solver."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpers.protection.model import Model

ROOT = 0
# A way to raise a cell freely: cells have no limit above unless the reader knows one.
UNLIMITED = 1 << 40
Cut = tuple[dict[int, int], int]


@dataclass(frozen=True)
class Network:
    """A table in which every cell stands in two relations at most, with signs that make it a flow.

    A total counts as a cell. One-way tables, two-way tables with any margins, and chains of them (areas by answers
    with national totals) are such networks; three-way tables and most linked ones are not. In a network a whole-number
    answer is as extreme as a fractional one, so what is found here is exact.

    Parameters
    ----------
    ends
        For every cell the two relations it moves people between; a relation left out is the outside world, ``ROOT``.
    down, up
        How far every cell could move if it were hidden.
    """

    ends: tuple[tuple[int, int], ...]
    down: tuple[int, ...]
    up: tuple[int, ...]

    def move(self, hidden: Collection[int], cell: int, rising: bool, enough: int) -> tuple[int, list[Cut]]:
        """Return how far a hidden cell can move, ``enough`` at most, and what holds it back if that is less.

        Returns
        -------
        int
            The distance.
        list
            Weights by cell with a constant, once seen from either end: the cell can move no further than the constant
            and the weights of the hidden cells add up to. Empty where ``enough`` is reached.
        """
        limit = min(enough, self.up[cell] if rising else self.down[cell])
        start, goal = self.ends[cell] if rising else self.ends[cell][::-1]
        if start == goal:
            return limit, [] if limit >= enough else [({}, limit)]
        # Walking a cell from its first end to its second lowers it; the other way raises it.
        room: dict[tuple[int, bool], int] = {}
        beside: dict[int, list[tuple[int, bool, int]]] = {}
        for other in hidden:
            one, two = self.ends[other]
            if other == cell or one == two:
                continue
            room[other, True], room[other, False] = self.down[other], self.up[other]
            beside.setdefault(one, []).append((other, True, two))
            beside.setdefault(two, []).append((other, False, one))
        moved = 0
        while moved < limit:
            came = _path(beside, room, start, goal)
            if came is None:
                break
            steps, node = [], goal
            while node != start:
                other, forward, before = came[node]
                steps.append((other, forward))
                node = before
            amount = min(limit - moved, min(room[step] for step in steps))
            for other, forward in steps:
                room[other, forward] -= amount
                room[other, not forward] += amount
            moved += amount
        if moved >= enough:
            return moved, []
        if moved >= limit:  # its own limit stops it, whatever else is hidden
            return moved, [({}, moved)]
        return moved, [
            (self._across(_reached(beside, room, start, True), cell), 0),
            (self._across(_reached(beside, room, goal, False), cell, inside=False), 0),
        ]

    def _across(self, nodes: set[int], cell: int, *, inside: bool = True) -> dict[int, int]:
        """Return the room of all cells that lead from the start's side to the goal's."""
        weights = {}
        for other, (one, two) in enumerate(self.ends):
            if other == cell or (one in nodes) == (two in nodes):
                continue
            leaving = (one in nodes) == inside
            weights[other] = self.down[other] if leaving else self.up[other]
        return {other: room for other, room in weights.items() if room}


def _path(
    beside: dict[int, list[tuple[int, bool, int]]], room: dict[tuple[int, bool], int], start: int, goal: int
) -> dict[int, tuple[int, bool, int]] | None:
    """Return how each node was reached on a shortest way from start to goal, or None where there is none."""
    came: dict[int, tuple[int, bool, int]] = {start: (-1, True, start)}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other, forward, after in beside.get(node, ()):
            if after not in came and room[other, forward] > 0:
                came[after] = (other, forward, node)
                if after == goal:
                    return came
                queue.append(after)
    return None


def _reached(
    beside: dict[int, list[tuple[int, bool, int]]], room: dict[tuple[int, bool], int], start: int, leaving: bool
) -> set[int]:
    """Return the nodes that can be reached from a node, or from which it can be reached."""
    seen, queue = {start}, [start]
    while queue:
        node = queue.pop()
        for other, forward, after in beside.get(node, ()):
            if after not in seen and room[other, forward if leaving else not forward] > 0:
                seen.add(after)
                queue.append(after)
    return seen


def network_of(model: Model) -> Network | None:
    """Return the table as a network, or None where it is none.

    Examples
    --------
    >>> from helpers.protection.model import Cell, total_of
    >>> cells = (Cell("a", 3), Cell("b", 5), Cell("c", 40), Cell("all", 48))
    >>> network = network_of(Model(cells, (total_of(["a", "b", "c"], "all"),)))
    >>> network.move({0, 1}, 0, True, 10)[0], network.move({0}, 0, True, 10)[0]
    (5, 0)
    """
    inside: list[list[tuple[int, int]]] = [[] for _ in model.cells]
    for number, relation in enumerate(model.relations, 1):
        if not relation.equation:
            return None
        for name, weight in relation.terms.items():
            if weight not in (1, -1):
                return None
            inside[model.places[name]].append((number, weight))
    if any(len(places) > 2 for places in inside):
        return None
    signs = _signs(inside, len(model.relations))
    if signs is None:
        return None
    ends = []
    for places in inside:
        nodes = [ROOT, ROOT]
        for number, weight in places:
            nodes[0 if weight * signs[number] > 0 else 1] = number
        ends.append((nodes[0], nodes[1]))
    down = tuple(cell.value for cell in model.cells)
    up = tuple(UNLIMITED if cell.high is None else cell.high - cell.value for cell in model.cells)
    return Network(tuple(ends), down, up)


def _signs(inside: Sequence[Sequence[tuple[int, int]]], relations: int) -> dict[int, int] | None:
    """Return by which relations' signs to turn so that every cell leaves one relation and enters the other."""
    links: dict[int, list[tuple[int, int]]] = {number: [] for number in range(1, relations + 1)}
    for places in inside:
        if len(places) == 2:
            (one, first), (two, second) = places
            links[one].append((two, -first * second))
            links[two].append((one, -first * second))
    signs: dict[int, int] = {}
    for begin in links:
        if begin in signs:
            continue
        signs[begin], queue = 1, [begin]
        while queue:
            node = queue.pop()
            for after, turn in links[node]:
                if after not in signs:
                    signs[after] = signs[node] * turn
                    queue.append(after)
                elif signs[after] != signs[node] * turn:
                    return None
    return signs
