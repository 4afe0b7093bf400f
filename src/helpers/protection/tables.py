"""One-way, two-way and linked tables as models, and the plain functions most callers need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.protection.demand import Demand, Thresholds, demand_of
from helpers.protection.model import Cell, Model, Relation, total_of
from helpers.protection.suppression import Protection, protect
from helpers.tables import SECONDARY, UNSAFE, Suppressed

# A zero tells a reader little and is easily guessed; a total is used in several places, the total of all most of all.
ZERO_COST = 1.5
MARGIN_COST = 6.0
TOTAL_COST = 36.0

Shown = int | Suppressed


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


def reason_of(demand: Demand) -> str:
    """Return the one reason that stands on every hidden count, whether unsafe itself or hidden to protect another.

    Examples
    --------
    >>> reason_of(Demand(4))
    'numbers from 1 to 4, shares of very few people, and numbers that would give one of them away, are not shown'
    """
    return demand.reason


def hidden_cell(demand: Demand, unsafe: bool) -> Suppressed:
    """Return a cell that is held back; what it was held back for is kept for the reviewer, and never shown."""
    return Suppressed(demand.reason, UNSAFE if unsafe else SECONDARY)


def protect_one_way(
    counts: Sequence[int], total_published: bool, profile: Thresholds, *, fixed: Sequence[int] = ()
) -> list[Shown]:
    """Protect the counts of one list of categories.

    Where the total is published but itself unsafe, it has to be held back by the caller, and all counts are.

    Parameters
    ----------
    counts
        A count for every category.
    total_published
        Whether a reader knows their sum.
    profile
        Anything with ``threshold`` and ``suppress_zero``.
    fixed
        Positions that are published already and cannot be hidden.

    Examples
    --------
    >>> from helpers.disclosure import Profile
    >>> [cell if isinstance(cell, int) else "hidden" for cell in protect_one_way([60, 30, 3], True, Profile())]
    [60, 'hidden', 'hidden']
    >>> protect_one_way([60, 30, 12], True, Profile())
    [60, 30, 12]
    """
    demand = demand_of(profile)
    primary = {place for place, number in enumerate(counts) if demand.unsafe(number)}
    unsafe, total = set(primary), sum(counts)
    if total_published and demand.unsafe(total):
        return [hidden_cell(demand, True)] * len(counts)
    if total_published and unsafe:
        # One relation needs no solver: two hidden counts whose sum is above the threshold protect each other, and the
        # smallest count that is not small is always enough.
        kept = [p for p in range(len(counts)) if p not in unsafe and p not in fixed]
        kept.sort(key=lambda place: (counts[place] == 0, counts[place], place))
        while kept and (len(unsafe) < 2 or sum(counts[place] for place in unsafe) < demand.reach):
            unsafe.add(kept.pop(0))
    return [hidden_cell(demand, p in primary) if p in unsafe else _shown(n, profile) for p, n in enumerate(counts)]


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
    width = len(matrix[0]) if len(matrix) else 0
    rows = [sum(row) for row in matrix]
    columns = [sum(row[j] for row in matrix) for j in range(width)]
    shown = [*(number for row in matrix for number in row)]
    shown += rows if margins.rows else []
    shown += columns if margins.columns else []
    shown += [sum(rows)] if margins.total else []
    protection = Protection()
    if withheld or any(map(demand.unsafe, shown)):
        protection = protect(two_way(matrix, demand, margins, known, withheld), demand)
    return _two_way(matrix, margins, profile, protection)


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
        totals = [sum(column) for column in zip(*matrix, strict=True)]
        fixed = {f"c{j}" for j, total in enumerate(totals) if not demand.unsafe(total)} | {"all"}
        known = frozenset(fixed if margins_known and not demand.unsafe(sum(totals)) else ())
        models.append(_prefixed(two_way(matrix, demand, margins, known, extra[number]), f"t{number} "))
    whole = linked(*models)
    protection = protect(whole, demand)
    if protection.exposed and margins_known:  # then totals have to go as well
        return protect_breakdowns(matrices, profile, withheld=withheld, margins_known=False)
    return [_two_way(matrix, margins, profile, protection, f"t{number} ") for number, matrix in enumerate(matrices)]


def _prefixed(model: Model, prefix: str) -> Model:
    """Return a two-way table with names of its own for all but the columns' totals."""

    def name(old: str) -> str:
        return prefix + old if old.startswith("r") else old

    return Model(
        tuple(replace(cell, id=name(cell.id)) for cell in model.cells),
        tuple(replace(each, terms={name(k): w for k, w in each.terms.items()}) for each in model.relations),
    )


def _two_way(
    matrix: Sequence[Sequence[int]], margins: Margins, profile: Thresholds, protection: Protection, prefix: str = ""
) -> TwoWay:
    demand = demand_of(profile)
    width = len(matrix[0]) if len(matrix) else 0
    rows = [sum(row) for row in matrix]
    columns = [sum(row[j] for row in matrix) for j in range(width)]

    def cell(name: str, number: int) -> Shown:
        names = {prefix + name, name}
        if names & protection.hidden:
            return hidden_cell(demand, bool(names & protection.primary))
        return _shown(number, profile)

    return TwoWay(
        tuple(tuple(cell(f"r{i}c{j}", number) for j, number in enumerate(row)) for i, row in enumerate(matrix)),
        tuple(cell(f"r{i}", number) for i, number in enumerate(rows)) if margins.rows else (),
        tuple(cell(f"c{j}", number) for j, number in enumerate(columns)) if margins.columns else (),
        cell("all", sum(rows)) if margins.total else None,
        protection,
    )


def two_way(
    matrix: Sequence[Sequence[int]],
    demand: Demand,
    margins: Margins,
    known: frozenset[str] = frozenset(),
    withheld: frozenset[str] = frozenset(),
) -> Model:
    """Return a two-way table as a model; totals that are not published are left out.

    The total of all cells is their relation whichever margins are there.
    """
    cells: list[Cell] = []
    relations: list[Relation] = []
    height, width = len(matrix), len(matrix[0]) if len(matrix) else 0

    def add(name: str, number: int, cost: float) -> str:
        unsafe = (demand.unsafe(number) or name in withheld) and name not in known
        cells.append(Cell(name, number, unsafe, name in known, cost))
        return name

    names = [[add(f"r{i}c{j}", n, 1.0 if n else ZERO_COST) for j, n in enumerate(row)] for i, row in enumerate(matrix)]
    parts = []
    if margins.rows:
        rows = [add(f"r{i}", sum(matrix[i]), MARGIN_COST) for i in range(height)]
        relations += [total_of(names[i], rows[i]) for i in range(height)]
        parts.append(rows)
    if margins.columns:
        columns = [add(f"c{j}", sum(row[j] for row in matrix), MARGIN_COST) for j in range(width)]
        relations += [total_of([row[j] for row in names], columns[j]) for j in range(width)]
        parts.append(columns)
    if margins.total:
        total = add("all", sum(map(sum, matrix)), TOTAL_COST)
        relations += [total_of(part, total) for part in parts or [[name for row in names for name in row]]]
    elif len(parts) == 2:  # both margins have one sum, published or not
        relations.append(Relation({**dict.fromkeys(parts[0], 1), **dict.fromkeys(parts[1], -1)}))
    return Model(tuple(cells), tuple(relations))


def linked(*models: Model) -> Model:
    """Return several tables as one model; cells of the same id are the same cell, and must agree.

    Examples
    --------
    >>> one = Model((Cell("a", 3, unsafe=True), Cell("b", 9), Cell("all", 12)), (total_of(["a", "b"], "all"),))
    >>> two = Model((Cell("c", 7), Cell("d", 5), Cell("all", 12)), (total_of(["c", "d"], "all"),))
    >>> len(linked(one, two).cells)
    5
    """
    cells: dict[str, Cell] = {}
    for model in models:
        for cell in model.cells:
            held = cells.setdefault(cell.id, cell)
            if held != cell:
                cells[cell.id] = Cell(
                    cell.id,
                    cell.value,
                    cell.unsafe or held.unsafe,
                    cell.fixed or held.fixed,
                    max(cell.cost, held.cost),
                    min((high for high in (cell.high, held.high) if high is not None), default=None),
                )
                if held.value != cell.value:
                    raise ValueError(f"the cell {cell.id!r} is {held.value} in one table and {cell.value} in another")
    return Model(tuple(cells.values()), tuple(relation for model in models for relation in model.relations))


def _shown(number: int, profile: Thresholds) -> int:
    rounded = getattr(profile, "rounded", None)
    return rounded(number) if rounded else number
