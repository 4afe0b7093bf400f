"""Counts that hang together, as an integer programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.protection.bounds import Bounds
from helpers.protection.model import Relation
from helpers.protection.puzzle import FAR, ContradictionError, Interval, Requirement


class Component:
    """Cells that hang together, as an integer programme.

    Parameters
    ----------
    bounds
        Limits of all cells.
    cells, relations
        Those that hang together.
    targets
        The cells whose intervals are wanted.
    """

    def __init__(self, bounds: Bounds, cells: list[str], relations: list[Relation], targets: list[str]) -> None:
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        self.cells, self.targets = cells, targets
        self.place = {name: number for number, name in enumerate(cells)}
        self.rows: list[tuple[dict[int, int], int | None, int | None]] = []
        for relation in relations:
            given = sum(w * bounds.low[name] for name, w in relation.terms.items() if name not in self.place)
            self.rows.append(
                (
                    {self.place[name]: w for name, w in relation.terms.items() if name in self.place},
                    None if relation.low is None else relation.low - given,
                    None if relation.high is None else relation.high - given,
                )
            )
        limits = [bounds.high[name] for name in cells]
        far = max([FAR, *(4 * high for high in limits if high is not None)])
        self.unlimited = [high is None for high in limits]
        self.low = np.array([bounds.low[name] for name in cells], dtype=float)
        self.high = np.array([far if high is None else high for high in limits], dtype=float)
        entries = [(n, place, w) for n, (terms, _, _) in enumerate(self.rows) for place, w in terms.items()]
        rows, columns, weights = zip(*entries, strict=True)
        shape = (len(self.rows), len(cells))
        self.rules = LinearConstraint(
            csr_array((np.array(weights, dtype=float), (rows, columns)), shape=shape),
            np.array([-np.inf if least is None else least for _, least, _ in self.rows], dtype=float),
            np.array([np.inf if most is None else most for _, _, most in self.rows], dtype=float),
        )
        # Smallest and largest count of each cell in the solutions found so far.
        self.seen_low: Any = None
        self.seen_high: Any = None
        self.ends: dict[tuple[int, float], int] = {}

    def solve(self) -> dict[str, Interval]:
        """Return the interval of every target."""
        return {name: self._interval(name) for name in self.targets}

    def learn(self, examples: Sequence[Mapping[str, int]]) -> None:
        """Take over the examples that fit all that is published about these cells."""
        for example in examples:
            if not all(name in example for name in self.cells):
                continue
            solution = [example[name] for name in self.cells]
            if self._fits(solution) and (self.low <= solution).all() and (self.high >= solution).all():
                self._saw(solution)

    def failing(self, requirements: Mapping[str, Requirement]) -> dict[str, Interval]:
        """Return the intervals of the targets that fail their test."""
        for rising in (True, False):
            waiting = [name for name in self.targets if not self._passes(name, requirements)]
            while len(waiting) > 2:
                self._spread(waiting, requirements, rising)
                left = [name for name in waiting if not self._passes(name, requirements)]
                if len(left) == len(waiting):
                    break
                waiting = left
        found = {}
        for name in self.targets:
            for sign in (-1.0, 1.0):
                if not self._passes(name, requirements):
                    self._end(name, sign)
            if not self._passes(name, requirements):
                found[name] = self._interval(name)
        return found

    def _passes(self, name: str, requirements: Mapping[str, Requirement]) -> bool:
        place = self.place[name]
        return self.seen_low is not None and requirements[name].passed(self.seen_low[place], self.seen_high[place])

    def _spread(self, names: Sequence[str], requirements: Mapping[str, Requirement], rising: bool) -> None:
        """Look for one solution in which many counts are as large, or as small, as their requirements need at once.

        Each count gets a helper column that is capped at what is needed, so that nothing is gained by making one count
        larger still at the others' cost.
        """
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import block_array, csr_array, eye_array

        places = [self.place[name] for name in names]
        if rising:
            aims = np.array(
                [
                    max(requirements[name].reach, self.low[p] + requirements[name].width)
                    for name, p in zip(names, places, strict=True)
                ]
            )
            room, slope = np.minimum(aims, self.high[places]), 1.0
        else:
            assert self.seen_high is not None
            aims = np.array(
                [
                    min(
                        self.seen_high[p] - requirements[name].width,
                        self.high[p] if requirements[name].lowest is None else requirements[name].lowest,
                    )
                    for name, p in zip(names, places, strict=True)
                ]
            )
            room, slope = np.maximum(aims, 0), -1.0
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
            np.concatenate([self.low * 0.0, np.full(len(places), -slope)]),
            np.concatenate([self.low, np.zeros(len(places))]),
            np.concatenate([self.high, top]),
            rules,
        )

    def _interval(self, name: str) -> Interval:
        place = self.place[name]
        low, high = self._end(name, 1.0), self._end(name, -1.0)
        return Interval(low, None if self.unlimited[place] and high >= self.high[place] else high)

    def _end(self, name: str, sign: float) -> int:
        """Return the smallest (sign 1) or largest (sign -1) possible count."""
        place = self.place[name]
        best = self.low[place] if sign > 0 else self.high[place]
        if self.seen_low is not None and (self.seen_low if sign > 0 else self.seen_high)[place] == best:
            return int(best)
        if (place, sign) not in self.ends:
            aim = self.low * 0.0
            aim[place] = sign
            self.ends[place, sign] = self._run(aim, self.low, self.high, self.rules)[place]
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

    def _fits(self, solution: Sequence[int]) -> bool:
        for terms, least, most in self.rows:
            total = sum(weight * solution[place] for place, weight in terms.items())
            if (least is not None and total < least) or (most is not None and total > most):
                return False
        return True

    def _saw(self, solution: Sequence[int]) -> None:
        import numpy as np

        numbers = np.array(solution)
        self.seen_low = numbers if self.seen_low is None else np.minimum(self.seen_low, numbers)
        self.seen_high = numbers if self.seen_high is None else np.maximum(self.seen_high, numbers)
