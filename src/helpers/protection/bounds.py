"""Limits of counts, narrowed by passing them along what is published."""

from __future__ import annotations

from collections import defaultdict

from helpers.protection.narrowing import Row, narrow_all
from helpers.protection.puzzle import Interval, Puzzle


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
        # The relations by what is open in them: a count that is published takes its part once and for all.
        self.rows: list[Row] = []
        self.around: dict[str, list[int]] = defaultdict(list)
        for number, relation in enumerate(puzzle.relations):
            given, terms = 0, []
            for name, weight in relation.terms.items():
                if self.low[name] == self.high[name]:
                    given += weight * self.low[name]
                else:
                    terms.append((name, weight))
                    self.around[name].append(number)
            least = None if relation.low is None else relation.low - given
            most = None if relation.high is None else relation.high - given
            self.rows.append((tuple(terms), least, most))

    def interval(self, name: str) -> dict[str, Interval]:
        """Return the interval of a cell that no relation narrows any further."""
        return {name: Interval(self.low[name], self.high[name])}

    def settle(self) -> None:
        """Pass limits along until nothing changes; a slow tail is left to the solver."""
        narrow_all(self.rows, self.around, self.low, self.high, range(len(self.rows)))
