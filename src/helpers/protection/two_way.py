"""Two-way tables: as a model of cells and relations, and protected with their margins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.protection.cells import Shown, hidden_cell, shown_number
from helpers.protection.demand import Demand, Thresholds, demand_of
from helpers.protection.model import Cell, Model, Relation, total_of
from helpers.protection.suppression import Protection, protect

# A zero tells a reader little and is easily guessed; a total is used in several places, the total of all most of all.
ZERO_COST = 1.5
MARGIN_COST = 6.0
TOTAL_COST = 36.0


@dataclass(frozen=True)
class Margins:
    """Which totals of a two-way table are published."""

    rows: bool = True
    columns: bool = True
    total: bool = True


@dataclass(frozen=True)
class TwoWay:
    """A protected two-way table; a margin that is not published is empty, or None for the total."""

    cells: tuple[tuple[Shown, ...], ...]
    rows: tuple[Shown, ...]
    columns: tuple[Shown, ...]
    total: Shown | None
    protection: Protection


def protect_two_way(
    matrix: Sequence[Sequence[int]],
    margins: Margins,
    profile: Thresholds,
    *,
    known: frozenset[str] = frozenset(),
    withheld: frozenset[str] = frozenset(),
) -> TwoWay:
    """Protect a two-way table with its margins.

    Parameters
    ----------
    matrix
        Counts, rows by columns.
    margins
        Which totals are published.
    profile
        Anything with ``threshold`` and ``suppress_zero``.
    known
        Ids of cells that stay published (``r0c1``, ``r0`` for a row total, ``c1``, ``all``).
    withheld
        Ids of cells that are unsafe for another reason than their size, such as all of a small group.

    Examples
    --------
    >>> from helpers.disclosure import Profile
    >>> table = protect_two_way([[20, 3], [15, 12], [30, 40]], Margins(), Profile())
    >>> [["." if isinstance(cell, int) else "x" for cell in row] for row in table.cells]
    [['x', 'x'], ['x', 'x'], ['.', '.']]
    >>> table.rows, table.total
    ((23, 27, 70), 120)
    """
    demand = demand_of(profile)
    rows, columns = totals_of(matrix)
    shown = [*(number for row in matrix for number in row)]
    shown += rows if margins.rows else []
    shown += columns if margins.columns else []
    shown += [sum(rows)] if margins.total else []
    protection = Protection()
    if withheld or any(map(demand.unsafe, shown)):
        protection = protect(two_way(matrix, demand, margins, known, withheld), demand)
    return two_way_of(matrix, margins, profile, protection)


def two_way_of(
    matrix: Sequence[Sequence[int]], margins: Margins, profile: Thresholds, protection: Protection, prefix: str = ""
) -> TwoWay:
    """Return a two-way table as a solution protects it.

    Parameters
    ----------
    matrix, margins, profile
        As for `protect_two_way`.
    protection
        Which cells are hidden, by id.
    prefix
        What stands before the ids where the table is one of several that are protected together.
    """
    demand = demand_of(profile)
    rows, columns = totals_of(matrix)

    def cell(name: str, number: int) -> Shown:
        names = {prefix + name, name}
        if names & protection.hidden:
            return hidden_cell(demand, bool(names & protection.primary))
        return shown_number(number, profile)

    return TwoWay(
        tuple(tuple(cell(f"r{i}c{j}", number) for j, number in enumerate(row)) for i, row in enumerate(matrix)),
        tuple(cell(f"r{i}", number) for i, number in enumerate(rows)) if margins.rows else (),
        tuple(cell(f"c{j}", number) for j, number in enumerate(columns)) if margins.columns else (),
        cell("all", sum(rows)) if margins.total else None,
        protection,
    )


def totals_of(matrix: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return the sums of the rows and of the columns.

    Examples
    --------
    >>> totals_of([[20, 3], [15, 12]])
    ([23, 27], [35, 15])
    """
    return [sum(row) for row in matrix], [sum(column) for column in zip(*matrix, strict=True)]


def two_way(
    matrix: Sequence[Sequence[int]],
    demand: Demand,
    margins: Margins,
    known: frozenset[str] = frozenset(),
    withheld: frozenset[str] = frozenset(),
) -> Model:
    """Return a two-way table as a model; totals that are not published are left out.

    The total of all cells is their relation whichever margins are there.

    Parameters
    ----------
    matrix
        Counts, rows by columns.
    demand
        What is demanded of the interval of an unsafe count.
    margins
        Which totals are published.
    known
        Ids of cells that stay published.
    withheld
        Ids of cells that are unsafe for another reason than their size.

    Examples
    --------
    >>> model = two_way([[20, 3], [15, 12]], Demand(4), Margins(columns=False, total=False))
    >>> [cell.id for cell in model.cells], [cell.id for cell in model.cells if cell.unsafe]
    (['r0c0', 'r0c1', 'r1c0', 'r1c1', 'r0', 'r1'], ['r0c1'])
    """
    cells: list[Cell] = []
    relations: list[Relation] = []
    row_totals, column_totals = totals_of(matrix)

    def add(name: str, number: int, cost: float) -> str:
        unsafe = (demand.unsafe(number) or name in withheld) and name not in known
        cells.append(Cell(name, number, unsafe, name in known, cost))
        return name

    names = [[add(f"r{i}c{j}", n, 1.0 if n else ZERO_COST) for j, n in enumerate(row)] for i, row in enumerate(matrix)]
    parts = []
    if margins.rows:
        rows = [add(f"r{i}", number, MARGIN_COST) for i, number in enumerate(row_totals)]
        relations += [total_of(parts_of, total) for parts_of, total in zip(names, rows, strict=True)]
        parts.append(rows)
    if margins.columns:
        columns = [add(f"c{j}", number, MARGIN_COST) for j, number in enumerate(column_totals)]
        relations += [total_of([row[j] for row in names], total) for j, total in enumerate(columns)]
        parts.append(columns)
    if margins.total:
        total = add("all", sum(row_totals), TOTAL_COST)
        relations += [total_of(part, total) for part in parts or [[name for row in names for name in row]]]
    elif len(parts) == 2:  # both margins have one sum, published or not
        relations.append(Relation({**dict.fromkeys(parts[0], 1), **dict.fromkeys(parts[1], -1)}))
    return Model(tuple(cells), tuple(relations))
