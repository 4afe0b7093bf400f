"""A table as the reader's puzzle: non-negative whole cells and the linear relations between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from helpers.errors import HelperError


@dataclass(frozen=True)
class Cell:
    """One count of a table, a total included.

    Parameters
    ----------
    id
        Name of the cell; a cell that stands in several tables has one name and is given once.
    value
        The true count.
    unsafe
        Whether it must be hidden (primary suppression).
    fixed
        Whether it must stay published, for instance because an earlier release has it.
    cost
        What hiding it loses. Only the ratio to other cells' cost matters.
    high
        The most a reader takes the cell to be without any table; None for no limit. The least is 0.

    Examples
    --------
    >>> Cell("staff", 3, unsafe=True).value
    3
    """

    id: str
    value: int
    unsafe: bool = False
    fixed: bool = False
    cost: float = 1.0
    high: int | None = None


@dataclass(frozen=True)
class Relation:
    """A published relation: the weighted sum of some cells lies between two numbers.

    Parameters
    ----------
    terms
        Weights by cell id.
    low, high
        Ends of the sum, both included; equal for an equation, None for an open end.

    Examples
    --------
    >>> total_of(["a", "b"], "total")
    Relation(terms={'a': 1, 'b': 1, 'total': -1}, low=0, high=0)
    """

    terms: Mapping[str, int] = field(hash=False)
    low: int | None = 0
    high: int | None = 0

    @property
    def equation(self) -> bool:
        """Whether the sum is one number."""
        return self.low is not None and self.low == self.high


def total_of(parts: list[str] | tuple[str, ...], total: str) -> Relation:
    """Return the relation "the parts add up to the total".

    Parameters
    ----------
    parts
        Ids of the cells that are added up.
    total
        Id of the cell that holds their sum.

    Examples
    --------
    >>> total_of(("a", "b"), "all").terms
    {'a': 1, 'b': 1, 'all': -1}
    """
    return Relation({**dict.fromkeys(parts, 1), total: -1})


def percent_of(count: str, base: str, percent: int) -> tuple[Relation, ...]:
    """Return what a published whole per cent says about a count and its base.

    Halves go up, "some" is never 0 % and "not all" never 100 %, as :func:`helpers.proportions.whole_percent` rounds.

    Parameters
    ----------
    count, base
        Cell ids.
    percent
        The published whole per cent.

    Examples
    --------
    >>> percent_of("yes", "all", 100)
    (Relation(terms={'yes': 1, 'all': -1}, low=0, high=0),)
    >>> percent_of("yes", "all", 82)[0]
    Relation(terms={'yes': 200, 'all': -163}, low=0, high=None)
    """
    if percent == 0:
        return (Relation({count: 1}),)
    if percent == 100:
        return (Relation({count: 1, base: -1}),)
    lower = Relation({count: 1}, 1, None) if percent == 1 else Relation({count: 200, base: 1 - 2 * percent}, 0, None)
    upper = (
        Relation({count: 1, base: -1}, None, -1)
        if percent == 99
        else Relation({count: 200, base: -1 - 2 * percent}, None, -1)
    )
    return (lower, upper)


@dataclass(frozen=True)
class Model:
    """Cells and relations of one table, or of several that share cells.

    Raises
    ------
    HelperError
        When a cell is given twice, is negative, is unsafe and fixed at once, or a relation names a cell that is not
        there or does not hold for the true counts.

    Examples
    --------
    >>> model = Model((Cell("a", 3), Cell("b", 5), Cell("all", 8)), (total_of(["a", "b"], "all"),))
    >>> model.places["b"]
    1
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        if len(self.places) != len(self.cells):
            raise HelperError("A cell is given twice. Name a cell that stands in several tables once.")
        for cell in self.cells:
            if cell.value < 0 or (cell.high is not None and cell.value > cell.high):
                raise HelperError(f"The cell {cell.id!r} holds {cell.value}, which is outside its limits.")
            if cell.unsafe and cell.fixed:
                raise HelperError(f"The cell {cell.id!r} cannot be unsafe and stay published.")
        for relation in self.relations:
            try:
                total = sum(weight * self.cells[self.places[name]].value for name, weight in relation.terms.items())
            except KeyError as error:
                raise HelperError(f"A relation names the cell {error.args[0]!r}, which is not there.") from None
            if (relation.low is not None and total < relation.low) or (
                relation.high is not None and total > relation.high
            ):
                raise HelperError(
                    f"A relation does not hold for the true counts: {', '.join(relation.terms)} give {total}. "
                    "Check that totals are those of the cells shown."
                )

    @cached_property
    def places(self) -> dict[str, int]:
        """Position of every cell by id."""
        return {cell.id: place for place, cell in enumerate(self.cells)}


def linked(*models: Model) -> Model:
    """Return several tables as one model; cells of the same id are the same cell, and must agree.

    Raises
    ------
    HelperError
        When a cell has one count in one table and another in another.

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
                    raise HelperError(
                        f"The cell {cell.id!r} is {held.value} in one table and {cell.value} in another. A cell that "
                        "stands in several tables has one count: look which of them was counted from other rows."
                    )
    return Model(tuple(cells.values()), tuple(relation for model in models for relation in model.relations))
