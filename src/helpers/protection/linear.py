"""Any set of relations, as linear and integer programmes: how far a hidden count can move, by HiGHS."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.protection.model import Model

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

_TINY = 1e-7


@dataclass(frozen=True)
class Programme:
    """Cells and relations in the form HiGHS takes.

    Parameters
    ----------
    matrix
        Relations by cells.
    row_low, row_high
        Ends of every relation.
    value
        The true counts.
    down, up
        How far every cell could move if it were hidden; finite, but beyond anything a demand asks for.
    """

    matrix: csr_array
    row_low: np.ndarray
    row_high: np.ndarray
    value: np.ndarray
    down: np.ndarray
    up: np.ndarray

    def move(
        self, hidden: Collection[int], cell: int, rising: bool, enough: int
    ) -> tuple[int, list[tuple[dict[int, float], float]]]:
        """Return how far a hidden cell can move, ``enough`` at most, and what holds it back if that is less.

        The fractional answer comes first, for it says why; where it is wide enough, the whole-number answer decides.

        Returns
        -------
        int
            The distance.
        list
            Weights by cell with a constant: the cell can move no further than the weights of the hidden cells and the
            constant add up to. Empty where ``enough`` is reached or where only whole numbers hold it back.
        """
        import numpy as np
        from scipy.optimize import linprog
        from scipy.sparse import vstack

        low, high = self._bounds(hidden)
        aim = np.zeros(self.value.size)
        aim[cell] = -1.0 if rising else 1.0
        equal = self.row_low == self.row_high
        upper, lower = ~equal & np.isfinite(self.row_high), ~equal & np.isfinite(self.row_low)
        open_ends = bool((upper | lower).any())
        found = linprog(
            aim,
            A_ub=vstack([self.matrix[upper], -self.matrix[lower]]) if open_ends else None,
            b_ub=np.concatenate([self.row_high[upper], -self.row_low[lower]]) if open_ends else None,
            A_eq=self.matrix[equal] if equal.any() else None,
            b_eq=self.row_low[equal] if equal.any() else None,
            bounds=np.column_stack([low, high]),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(f"the linear programme of a table could not be solved: {found.message}")
        moved = abs(found.x[cell] - self.value[cell])
        if moved < enough - _TINY:
            weights = (
                np.clip(-found.upper.marginals, 0, None) * self.up + np.clip(found.lower.marginals, 0, None) * self.down
            )
            shown = weights[list(hidden)].sum()
            return int(np.floor(moved + _TINY)), [
                ({int(i): float(weights[i]) for i in np.flatnonzero(weights > _TINY)}, float(moved - shown))
            ]
        whole = self.whole(hidden, cell, rising)
        return min(whole, enough), []

    def whole(self, hidden: Collection[int], cell: int, rising: bool) -> int:
        """Return how far a hidden cell can move in whole numbers."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        low, high = self._bounds(hidden)
        aim = np.zeros(self.value.size)
        aim[cell] = -1.0 if rising else 1.0
        rules = LinearConstraint(self.matrix, self.row_low, self.row_high) if self.matrix.shape[0] else ()
        found = milp(aim, integrality=np.ones(aim.size), bounds=Bounds(low, high), constraints=rules)
        if found.x is None:
            raise ArithmeticError(f"the integer programme of a table could not be solved: {found.message}")
        return abs(round(found.x[cell]) - int(self.value[cell]))

    def _bounds(self, hidden: Collection[int]) -> tuple[np.ndarray, np.ndarray]:
        import numpy as np

        open_ = np.zeros(self.value.size)
        open_[list(hidden)] = 1.0
        return self.value - open_ * self.down, self.value + open_ * self.up


def programme_of(model: Model, reach: int) -> Programme:
    """Return a table in the form HiGHS takes; ``reach`` is the furthest any demand looks."""
    import numpy as np
    from scipy.sparse import csr_array

    places = model.places
    rows, columns, weights = [], [], []
    for number, relation in enumerate(model.relations):
        for name, weight in relation.terms.items():
            rows.append(number)
            columns.append(places[name])
            weights.append(float(weight))
    shape = (len(model.relations), len(model.cells))
    value = np.array([cell.value for cell in model.cells], dtype=float)
    # Beyond every total and every demand; a limit that were too low would only hide more, never less.
    far = float(value.sum() + 10 * (reach + 1))
    return Programme(
        csr_array((weights, (rows, columns)), shape=shape),
        np.array([-np.inf if r.low is None else r.low for r in model.relations], dtype=float),
        np.array([np.inf if r.high is None else r.high for r in model.relations], dtype=float),
        value,
        value.copy(),
        np.array([far if cell.high is None else cell.high - cell.value for cell in model.cells], dtype=float),
    )
