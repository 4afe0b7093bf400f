"""Several breakdowns of the same people, protected together: their common totals tie them to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.protection.demand import Thresholds, demand_of
from helpers.protection.model import Model, linked
from helpers.protection.suppression import protect
from helpers.protection.two_way import Margins, TwoWay, totals_of, two_way, two_way_of


def protect_breakdowns(
    matrices: Sequence[Sequence[Sequence[int]]],
    profile: Thresholds,
    *,
    withheld: Sequence[frozenset[str]] = (),
    margins_known: bool = True,
) -> list[TwoWay]:
    """Protect several breakdowns of the same people, such as one question's answers by service and by role.

    All have the same columns with the same totals, which are published once; each has rows of its own.

    Parameters
    ----------
    matrices
        For each breakdown its counts, groups by columns.
    profile
        Anything with ``threshold`` and ``suppress_zero``.
    withheld
        For each breakdown the ids of cells that are unsafe for another reason than their size.
    margins_known
        Whether the columns' totals are published and stay so. An unsafe one is hidden all the same.

    Examples
    --------
    >>> from helpers.disclosure import Profile
    >>> by_service, by_role = protect_breakdowns([[[20, 3], [15, 12], [30, 40]], [[40, 30], [25, 25]]], Profile())
    >>> [["." if isinstance(cell, int) else "x" for cell in row] for row in by_service.cells]
    [['x', 'x'], ['x', 'x'], ['.', '.']]
    >>> by_role.cells
    ((40, 30), (25, 25))
    """
    demand = demand_of(profile)
    extra = list(withheld) or [frozenset()] * len(matrices)
    models, margins = [], Margins()
    for number, matrix in enumerate(matrices):
        _, totals = totals_of(matrix)
        fixed = {f"c{j}" for j, total in enumerate(totals) if not demand.unsafe(total)} | {"all"}
        known = frozenset(fixed if margins_known and not demand.unsafe(sum(totals)) else ())
        models.append(_prefixed(two_way(matrix, demand, margins, known, extra[number]), f"t{number} "))
    whole = linked(*models)
    protection = protect(whole, demand)
    if protection.exposed and margins_known:  # then totals have to go as well
        return protect_breakdowns(matrices, profile, withheld=withheld, margins_known=False)
    return [two_way_of(matrix, margins, profile, protection, f"t{number} ") for number, matrix in enumerate(matrices)]


def _prefixed(model: Model, prefix: str) -> Model:
    """Return a two-way table with names of its own for all but the columns' totals."""

    def name(old: str) -> str:
        return prefix + old if old.startswith("r") else old

    return Model(
        tuple(replace(cell, id=name(cell.id)) for cell in model.cells),
        tuple(replace(each, terms={name(k): w for k, w in each.terms.items()}) for each in model.relations),
    )
