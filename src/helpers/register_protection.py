"""Counts of a register's cases protected together: every breakdown counts the same cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.disclosure import Count, Profile
from helpers.protection import Cell, Margins, Model, Relation, demand_of, linked, protect, two_way
from helpers.tables import SECONDARY, UNSAFE, Suppressed

Matrix = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Shown:
    """One breakdown as it may be shown: rows by columns, with the totals of both."""

    cells: tuple[tuple[Count, ...], ...]
    rows: tuple[Count, ...]
    columns: tuple[Count, ...]
    total: Count


def protect_register(
    breakdowns: Mapping[str, Matrix],
    profile: Profile,
    parts: Sequence[tuple[str, int, str, int]] = (),
) -> dict[str, Shown]:
    """Protect several breakdowns of the same cases, all with the same columns.

    Parameters
    ----------
    breakdowns
        Counts by name, rows by columns; the columns' totals are the same in all.
    profile
        The rules.
    parts
        Which breakdown is a part of a row of another: ``(part, its row for all other cases, whole, row)``. The rows of
        ``part`` without that one add up to the row of ``whole``, and a reader knows both.

    Examples
    --------
    >>> decisions, reasons = [[20, 22], [9, 8]], [[20, 22], [7, 2], [2, 6]]
    >>> shown = protect_register({"d": decisions, "r": reasons}, Profile(), [("r", 0, "d", 1)])
    >>> shown["d"].cells, shown["d"].total
    (((20, 22), (9, 8)), 59)
    >>> [[type(cell).__name__ for cell in row] for row in shown["r"].cells[1:]]
    [['Suppressed', 'Suppressed'], ['Suppressed', 'Suppressed']]
    """
    if not breakdowns:
        return {}
    for known in (True, False):
        hidden, exposed, primary = _hidden(breakdowns, profile, parts, known)
        if not exposed:
            break
    return {name: _shown(name, matrix, profile, hidden, primary) for name, matrix in breakdowns.items()}


def _hidden(
    breakdowns: Mapping[str, Matrix], profile: Profile, parts: Sequence[tuple[str, int, str, int]], known: bool
) -> tuple[frozenset[str], bool, frozenset[str]]:
    demand = demand_of(profile)
    models = []
    for name, matrix in breakdowns.items():
        totals = [sum(column) for column in zip(*matrix, strict=True)]
        fixed = {f"c{place}" for place, total in enumerate(totals) if not demand.unsafe(total)}
        fixed |= set() if demand.unsafe(sum(totals)) else {"all"}
        model = two_way(matrix, demand, Margins(), frozenset(fixed if known else ()))
        models.append(_named(model, name))
    whole = linked(*models)
    relations = [*whole.relations]
    for part, others, of, row in parts:
        width = len(breakdowns[part][0])
        stated = [place for place in range(len(breakdowns[part])) if place != others]
        for column in [*(f"c{place}" for place in range(width)), ""]:
            terms = {f"{part} r{place}{column}": 1 for place in stated}
            relations.append(Relation({**terms, f"{of} r{row}{column}": -1}))
    model = Model(_once(whole.cells), tuple(relations))
    if not any(cell.unsafe for cell in model.cells):
        return frozenset(), False, frozenset()
    found = protect(model, demand)
    return found.hidden, bool(found.exposed), found.primary


def _named(model: Model, name: str) -> Model:
    def renamed(old: str) -> str:
        return f"{name} {old}" if old.startswith("r") else old

    return Model(
        tuple(replace(cell, id=renamed(cell.id)) for cell in model.cells),
        tuple(replace(each, terms={renamed(k): w for k, w in each.terms.items()}) for each in model.relations),
    )


def _once(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple({cell.id: cell for cell in cells}.values())


def _shown(name: str, matrix: Matrix, profile: Profile, hidden: frozenset[str], primary: frozenset[str]) -> Shown:
    width = len(matrix[0])

    def cell(id: str, number: int) -> Count:
        if id in hidden:
            return Suppressed(profile.reason, UNSAFE if id in primary else SECONDARY)
        return profile.rounded(number)

    return Shown(
        tuple(tuple(cell(f"{name} r{i}c{j}", n) for j, n in enumerate(row)) for i, row in enumerate(matrix)),
        tuple(cell(f"{name} r{i}", sum(row)) for i, row in enumerate(matrix)),
        tuple(cell(f"c{j}", sum(row[j] for row in matrix)) for j in range(width)),
        cell("all", sum(map(sum, matrix))),
    )
