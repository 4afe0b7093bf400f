"""Limits of counts, narrowed by passing them along what is published."""

from __future__ import annotations

from collections import defaultdict

from helpers.protection.model import Relation
from helpers.protection.puzzle import ContradictionError, Interval, Puzzle

_PASSES = 50


class Bounds:
    """Lowest and highest possible counts, narrowed relation by relation.

    Parameters
    ----------
    puzzle
        Everything published.
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self.low = {name: known.low for name, known in puzzle.ranges.items()}
        self.high = {name: known.high for name, known in puzzle.ranges.items()}
        self.relations = puzzle.relations
        self.around: dict[str, list[int]] = defaultdict(list)
        for number, relation in enumerate(puzzle.relations):
            for name in relation.terms:
                self.around[name].append(number)

    def interval(self, name: str) -> dict[str, Interval]:
        """Return the interval of a cell that no relation narrows any further."""
        return {name: Interval(self.low[name], self.high[name])}

    def settle(self) -> None:
        """Pass limits along until nothing changes; a slow tail is left to the solver."""
        waiting = dict.fromkeys(range(len(self.relations)))
        budget = _PASSES * (len(self.relations) + 1)
        while waiting and budget:
            budget -= 1
            number = next(iter(waiting))
            del waiting[number]
            for name in self._narrow(self.relations[number]):
                waiting.update(dict.fromkeys(self.around[name]))

    def _narrow(self, relation: Relation) -> list[str]:
        changed = []
        for turn in (1, -1):
            limit = relation.high if turn == 1 else (None if relation.low is None else -relation.low)
            if limit is None:
                continue
            # turn * sum <= limit: what the other cells take at least is not left for this one.
            least: dict[str, int | None] = {}
            for name, weight in relation.terms.items():
                rate = turn * weight
                end = self.low[name] if rate > 0 else self.high[name]
                least[name] = None if end is None else rate * end
            unknown = [name for name, amount in least.items() if amount is None]
            if len(unknown) > 1:
                continue
            total = sum(amount for amount in least.values() if amount is not None)
            for name in unknown or list(least):
                rate = turn * relation.terms[name]
                left = limit - (total - (least[name] or 0))
                if rate > 0:
                    end = left // rate
                    if self.high[name] is None or end < self.high[name]:
                        self.high[name] = end
                        changed.append(name)
                else:
                    end = -(left // -rate)
                    if end > self.low[name]:
                        self.low[name] = end
                        changed.append(name)
                high = self.high[name]
                if high is not None and high < self.low[name]:
                    raise ContradictionError(f"no count fits {name!r} with {', '.join(relation.terms)}")
        return changed
