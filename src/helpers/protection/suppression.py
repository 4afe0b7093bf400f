"""Secondary suppression: the cheapest further cells to hide so that no unsafe count can be worked out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from helpers.protection.chooser import Cut, choose, cut_of
from helpers.protection.demand import Demand
from helpers.protection.linear import Programme, programme_of
from helpers.protection.model import Model
from helpers.protection.network import Network, network_of

ROUNDS = 200


@dataclass(frozen=True)
class Protection:
    """What to hide in a table.

    Parameters
    ----------
    primary
        Cells hidden because they are unsafe themselves.
    secondary
        Cells hidden because they would give an unsafe one away.
    exposed
        Unsafe cells that cannot be protected while the fixed cells stay published; empty in a good table.
    proven
        Whether nothing cheaper protects. Where it is False the budget ran out: more is hidden than need be, never less.
    """

    primary: frozenset[str] = frozenset()
    secondary: frozenset[str] = frozenset()
    exposed: frozenset[str] = frozenset()
    proven: bool = True

    @property
    def hidden(self) -> frozenset[str]:
        """Every cell to hide."""
        return self.primary | self.secondary


def protect(model: Model, demand: Demand, *, rounds: int = ROUNDS) -> Protection:
    """Return the cheapest cells to hide so that the interval of every unsafe cell meets the demand.

    The method is that of Fischetti and Salazar (2001, Management Science 47(7), 1008–1027). An attacker looks for
    the smallest and the largest possible count of each unsafe cell. Where they are too near, the reason is a cut: a
    weighted sum of hidden cells that is too small. An integer programme chooses the cheapest cells that satisfy all
    cuts, and the attacker tries again, until it fails.

    Parameters
    ----------
    model
        Cells and relations.
    demand
        What the intervals have to be like.
    rounds
        Budget of attempts. When it is spent, cells are added one by one until the attacker fails.

    Examples
    --------
    >>> from helpers.protection.model import Cell, total_of
    >>> cells = (Cell("a", 3, unsafe=True), Cell("b", 30), Cell("c", 60), Cell("all", 93, cost=10))
    >>> protect(Model(cells, (total_of(["a", "b", "c"], "all"),)), Demand(4)).secondary
    frozenset({'b'})
    """
    primary = frozenset(place for place, cell in enumerate(model.cells) if cell.unsafe)
    if not primary:
        return Protection()
    return _Search(model, demand, primary).result(rounds)


class _Search:
    """The search for what to hide in one table."""

    def __init__(self, model: Model, demand: Demand, primary: frozenset[int]) -> None:
        self.model, self.demand, self.primary = model, demand, primary
        self.attacker: Network | Programme = network_of(model) or programme_of(model, demand.width)
        self.costs = _costs(model)
        self.free = frozenset(
            place for place, cell in enumerate(model.cells) if place not in primary and not cell.fixed
        )
        self.exposed: set[int] = set()
        self.cuts: list[Cut] = []
        self.links = self._links()

    def result(self, rounds: int) -> Protection:
        chosen: frozenset[int] = frozenset()
        proven = True
        for _ in range(rounds):
            found = self.violated(chosen)
            if not found:
                return self._done(chosen, proven)
            self.cuts += found
            choice = choose(self.costs, self.free, self.cuts, self.links)
            if choice is None:
                break
            chosen, proven = choice.hidden, choice.proven
        return self._done(self._more(chosen), False)

    def violated(self, chosen: Collection[int]) -> list[Cut]:
        """Return why unsafe cells are not protected when these further cells are hidden; empty when all are."""
        hidden = self.primary | frozenset(chosen)
        found: list[Cut] = []
        for cell in sorted(self.primary - self.exposed):
            for cut in self._weaknesses(cell, hidden):
                weights = {place: weight for place, weight in cut.weights.items() if place in self.free}
                if not weights or sum(weights.values()) < cut.need - 1e-6:
                    self.exposed.add(cell)
                    break
                found.append(Cut(weights, cut.need))
        return found

    def _weaknesses(self, cell: int, hidden: frozenset[int]) -> list[Cut]:
        value, width = self.model.cells[cell].value, self.demand.width
        up, above = self.attacker.move(hidden, cell, True, width)
        need_up, need_down = self.demand.up(value), self.demand.down(value)
        if up >= width and not need_down:
            return []
        down, below = self.attacker.move(hidden, cell, False, max(width, need_down))
        short: list[Cut] = []
        if up < need_up:
            short += [self._cut(weights, constant, need_up, hidden) for weights, constant in above]
        if down < need_down:
            short += [self._cut(weights, constant, need_down, hidden) for weights, constant in below]
        if up + down < width and not short:
            for (one, first), (two, second) in zip(above, below, strict=False):
                both = {place: one.get(place, 0) + two.get(place, 0) for place in one.keys() | two.keys()}
                short.append(self._cut(both, first + second, width, hidden))
        if (up < need_up or down < need_down or up + down < width) and not short:
            short.append(self._another(hidden))
        return short

    def _cut(self, weights: dict[int, float], constant: float, need: int, hidden: frozenset[int]) -> Cut:
        # The unsafe cells are hidden whatever is chosen: what they give belongs to the constant.
        given = constant + sum(weight for place, weight in weights.items() if place in self.primary)
        others = {place: weight for place, weight in weights.items() if place not in self.primary}
        return cut_of(others, given, need) if need - given > 1e-6 else self._another(hidden)

    def _another(self, hidden: frozenset[int]) -> Cut:
        """Return the plainest cut: this does not do, so something else has to be hidden as well."""
        return Cut(dict.fromkeys(sorted(self.free - hidden), 1.0), 1.0)

    def _more(self, chosen: frozenset[int]) -> frozenset[int]:
        """Hide more, cell by cell, until the attacker fails, then show again whatever need not be hidden."""
        hidden = set(chosen)
        while found := self.violated(hidden):
            best = max(
                (weight / self.costs[place], -place)
                for place, weight in found[0].weights.items()
                if place not in hidden
            )
            hidden.add(-best[1])
        for place in sorted(hidden, key=lambda place: (-self.costs[place], place)):
            if not self.violated(hidden - {place}):
                hidden.discard(place)
        return frozenset(hidden)

    def _links(self) -> list[tuple[int, tuple[int, ...]]]:
        """Return for every free cell and equation which others could hide it, where no unsafe cell does already."""
        links = []
        for relation in self.model.relations:
            if not relation.equation:
                continue
            inside = [self.model.places[name] for name in relation.terms]
            if self.primary.intersection(inside):
                continue
            free = [place for place in inside if place in self.free]
            links += [(place, tuple(other for other in free if other != place)) for place in free]
        return links

    def _done(self, chosen: frozenset[int], proven: bool) -> Protection:
        name = [cell.id for cell in self.model.cells]
        return Protection(
            frozenset(name[place] for place in self.primary),
            frozenset(name[place] for place in chosen),
            frozenset(name[place] for place in self.exposed),
            proven,
        )


def _costs(model: Model) -> list[float]:
    """Return what hiding each cell loses: its cost first, then the people hidden, then its place, so that few draw."""
    largest = max((cell.value for cell in model.cells), default=0) or 1
    count = len(model.cells)
    return [
        1000 * cell.cost + 200 * min(cell.cost, 1) * cell.value / largest + (place + 1) / count
        for place, cell in enumerate(model.cells)
    ]
