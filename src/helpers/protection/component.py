"""Counts that hang together, as an integer programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import ge, le
from typing import Any

from helpers.protection.bounds import Bounds
from helpers.protection.narrowing import Row
from helpers.protection.puzzle import FAR, ContradictionError, Interval, Requirement
from helpers.protection.trial import tried


class Component:
    """Cells that hang together, as an integer programme.

    Parameters
    ----------
    bounds
        Limits of all cells.
    cells, rows
        Those that hang together, and what is published of their sums.
    targets
        The cells whose intervals are wanted.
    """

    def __init__(self, bounds: Bounds, cells: list[str], rows: Sequence[Row], targets: list[str]) -> None:
        self.cells, self.targets = cells, targets
        self.place = {name: number for number, name in enumerate(cells)}
        self.rows: list[Row] = []
        self.around: dict[int, list[int]] = {}
        for number, (terms, least, most) in enumerate(rows):
            given, own = 0, []
            for name, weight in terms:
                place = self.place.get(name)
                if place is None:
                    given += weight * bounds.low[name]
                else:
                    own.append((place, weight))
                    self.around.setdefault(place, []).append(number)
            self.rows.append(
                (tuple(own), None if least is None else least - given, None if most is None else most - given)
            )
        limits = [bounds.high[name] for name in cells]
        far = max([FAR, *(4 * high for high in limits if high is not None)])
        self.unlimited = [high is None for high in limits]
        self.low = [bounds.low[name] for name in cells]
        self.high = [far if high is None else high for high in limits]
        # Smallest and largest count of each cell in the solutions found so far.
        self.seen_low: list[int] | None = None
        self.seen_high: list[int] | None = None
        self.ends: dict[tuple[int, int], int] = {}

    @cached_property
    def rules(self) -> Any:
        """What is published, as the solver takes it; most components need no solver."""
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        entries = [(n, place, w) for n, (terms, _, _) in enumerate(self.rows) for place, w in terms]
        rows, columns, weights = zip(*entries, strict=True)
        shape = (len(self.rows), len(self.cells))
        return LinearConstraint(
            csr_array((np.array(weights, dtype=float), (rows, columns)), shape=shape),
            np.array([-np.inf if least is None else least for _, least, _ in self.rows], dtype=float),
            np.array([np.inf if most is None else most for _, _, most in self.rows], dtype=float),
        )

    def solve(self) -> dict[str, Interval]:
        """Return the interval of every target."""
        return {name: self._interval(name) for name in self.targets}

    def learn(self, examples: Sequence[Mapping[str, int]], requirements: Mapping[str, Requirement]) -> None:
        """Take over examples that fit all that is published about these cells, until all targets pass their test."""
        for example in examples:
            try:
                solution = [example[name] for name in self.cells]
            except KeyError:
                continue
            if self._possible(solution):
                self._saw(solution)
                if not self._waiting(requirements):
                    return

    def failing(self, requirements: Mapping[str, Requirement]) -> dict[str, Interval]:
        """Return the intervals of the targets that fail their test."""
        self._try(requirements)
        for rising in (True, False):
            waiting = self._waiting(requirements)
            while len(waiting) > 2:
                self._spread(waiting, requirements, rising)
                left = self._waiting(requirements)
                if len(left) == len(waiting):
                    break
                waiting = left
        found = {}
        for name in self.targets:
            for sign in (-1, 1):
                if not self._passes(name, requirements):
                    self._end(name, sign)
            if not self._passes(name, requirements):
                found[name] = self._interval(name)
        return found

    def _try(self, requirements: Mapping[str, Requirement]) -> None:
        """Look for solutions by trying: what is found so spares the solver, what is not is left to it."""
        for rising in (True, False):
            aims = [(self.place[name], self._aim(name, requirements, rising)) for name in self._waiting(requirements)]
            for first in aims:
                if self._passes(self.cells[first[0]], requirements):
                    continue
                wanted = [first, *(other for other in aims if other != first)]
                # As small as may be leaves room for those wanted; in the middle is nearer to shares that are published.
                for others in (self.low, [(low + high) // 2 for low, high in zip(self.low, self.high, strict=True)]):
                    solution = tried(self.rows, self.around, self.low, self.high, wanted, others)
                    if solution is not None and self._possible(solution):
                        self._saw(solution)
                        break

    def _aim(self, name: str, requirements: Mapping[str, Requirement], rising: bool) -> int:
        """Return how large, or how small, a count has to be in some solution to pass its test."""
        place, asked = self.place[name], requirements[name]
        if rising:
            return max(asked.reach, self.low[place] + asked.width)
        small = (self.high if self.seen_high is None else self.seen_high)[place] - asked.width
        return small if asked.lowest is None else min(small, asked.lowest)

    def _waiting(self, requirements: Mapping[str, Requirement]) -> list[str]:
        """Return the targets that are not known to pass their test."""
        return [name for name in self.targets if not self._passes(name, requirements)]

    def _passes(self, name: str, requirements: Mapping[str, Requirement]) -> bool:
        place = self.place[name]
        if self.seen_low is None or self.seen_high is None:
            return False
        return requirements[name].passed(self.seen_low[place], self.seen_high[place])

    def _spread(self, names: Sequence[str], requirements: Mapping[str, Requirement], rising: bool) -> None:
        """Look for one solution in which many counts are as large, or as small, as their requirements need at once.

        Each count gets a helper column that is capped at what is needed, so that nothing is gained by making one count
        larger still at the others' cost.
        """
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import block_array, csr_array, eye_array

        places = [self.place[name] for name in names]
        low, high = np.array(self.low, dtype=float), np.array(self.high, dtype=float)
        aims = np.array([self._aim(name, requirements, rising) for name in names])
        room, slope = (np.minimum(aims, high[places]), 1.0) if rising else (np.maximum(aims, 0), -1.0)
        # rising: helper <= count and <= aim, largest sum; falling: helper >= count - aim and >= 0, smallest sum.
        pick = csr_array((np.ones(len(places)), (range(len(places)), places)), shape=(len(places), len(self.cells)))
        matrix = block_array([[self.rules.A, None], [pick, -eye_array(len(places))]], format="csr")
        limits = (
            (np.zeros(len(places)), np.full(len(places), np.inf)) if rising else (np.full(len(places), -np.inf), room)
        )
        rules = LinearConstraint(
            matrix, np.concatenate([self.rules.lb, limits[0]]), np.concatenate([self.rules.ub, limits[1]])
        )
        top = room if rising else np.full(len(places), np.inf)
        self._run(
            np.concatenate([low * 0.0, np.full(len(places), -slope)]),
            np.concatenate([low, np.zeros(len(places))]),
            np.concatenate([high, top]),
            rules,
        )

    def _interval(self, name: str) -> Interval:
        place = self.place[name]
        low, high = self._end(name, 1), self._end(name, -1)
        return Interval(low, None if self.unlimited[place] and high >= self.high[place] else high)

    def _end(self, name: str, sign: int) -> int:
        """Return the smallest (sign 1) or largest (sign -1) possible count."""
        import numpy as np

        place = self.place[name]
        best, seen = (self.low, self.seen_low) if sign > 0 else (self.high, self.seen_high)
        if seen is not None and seen[place] == best[place]:
            return best[place]
        if (place, sign) not in self.ends:
            aim = np.zeros(len(self.cells))
            aim[place] = sign
            low, high = np.array(self.low, dtype=float), np.array(self.high, dtype=float)
            self.ends[place, sign] = self._run(aim, low, high, self.rules)[place]
        return self.ends[place, sign]

    def _run(self, aim: Any, low: Any, high: Any, rules: Any) -> list[int]:
        """Return the whole numbers that fit everything and make the aim smallest."""
        import numpy as np
        from scipy.optimize import Bounds as Limits
        from scipy.optimize import milp

        whole = np.arange(aim.size) < len(self.cells)
        found = milp(aim, integrality=whole, bounds=Limits(low, high), constraints=rules, options={"mip_rel_gap": 0.0})
        if found.status == 2:
            raise ContradictionError(f"no counts fit all that is published about {', '.join(self.cells[:6])}")
        if found.x is None or found.status != 0:
            raise ArithmeticError(f"the attack on {self.cells[0]!r} could not be solved: {found.message}")
        solution = [round(number) for number in found.x[: len(self.cells)]]
        # The solver works within tolerances; a solution counts only if it is right in whole numbers.
        if not self._fits(solution):
            raise ArithmeticError(f"the attack on {self.cells[0]!r} gave a solution that is not exact")
        self._saw(solution)
        return solution

    def _possible(self, solution: Sequence[int]) -> bool:
        """Say whether counts from elsewhere are within the limits, and fit."""
        return all(map(le, self.low, solution)) and all(map(ge, self.high, solution)) and self._fits(solution)

    def _fits(self, solution: Sequence[int]) -> bool:
        for terms, least, most in self.rows:
            total = 0
            for place, weight in terms:
                total += weight * solution[place]
            if (least is not None and total < least) or (most is not None and total > most):
                return False
        return True

    def _saw(self, solution: Sequence[int]) -> None:
        self.seen_low = list(map(min, self.seen_low or solution, solution))
        self.seen_high = list(map(max, self.seen_high or solution, solution))
