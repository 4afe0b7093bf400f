"""Tables of results: typed columns, cells that may be held back with a reason, accessible in the notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from helpers.errors import HelperError
from helpers.values import grouped

KINDS = ("text", "count", "percent", "number", "proportion")


# Why a number is held back, for the release gate and the reviewer's log only. Published, it would tell small numbers
# from larger ones: it stands in no table, value, figure or text.
UNSAFE, WITHHELD, SECONDARY = "unsafe", "withheld", "secondary"
# The source itself withholds it, which it says; this tells nothing of the other numbers.
SOURCE = "source"


@dataclass(frozen=True)
class Suppressed:
    """A cell that is held back, with its reason; it is a value of its own, not a blank or a star.

    Parameters
    ----------
    reason
        What a reader is told; the same for all of a table.
    role
        ``unsafe`` (a small number), ``withheld`` (a share of few people, or of everybody), ``secondary`` (it would give
        another one away) or ``source`` (whoever supplied it withheld it). It goes to the gate,
        and into nothing that a reader sees.

    Examples
    --------
    >>> Suppressed("fewer than 5 people").as_cell()
    {'suppressed': 'fewer than 5 people'}
    """

    reason: str
    role: str = field(default="", repr=False, compare=False)

    def as_cell(self) -> dict[str, str]:
        """Return the cell as ``results.json`` holds it."""
        return {"suppressed": self.reason}


Cell = str | int | float | Suppressed | None


@dataclass(frozen=True)
class Column:
    """A column of a table; ``kind`` is one of text, count, percent, number, proportion."""

    id: str
    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """A table of results. Its first column is the row header.

    Parameters
    ----------
    title
        What the table shows.
    columns
        Its columns, the row header first.
    rows
        As many cells a row as there are columns.
    notes
        Sentences a reader needs to read the table rightly.
    table
        The evidence table it was counted from, or an empty string.
    synthetic
        Whether the evidence is synthetic.
    status, reason
        ``missing`` with a reason where there is no evidence.
    totals
        Which column and which row add up the others: ``{"column": <column id>, "row": <row header>}``.

    Raises
    ------
    HelperError
        When a row has not as many cells as there are columns, or a column's kind is unknown.

    Examples
    --------
    >>> Table("People", (Column("role", "Role"), Column("people", "People", "count")), (("Staff", 1204),))
    People
    Role  | People
    Staff | 1,204
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    table: str = ""
    synthetic: bool = False
    status: str = "shown"
    reason: str = ""
    totals: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.columns:
            if column.kind not in KINDS:
                raise HelperError(
                    f"Column {column.id!r} of the table {self.title!r} has the kind {column.kind!r}. "
                    f"Use one of {', '.join(KINDS)}."
                )
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise HelperError(
                    f"Row {number} of the table {self.title!r} has {len(row)} cells for {len(self.columns)} columns."
                )

    def as_dict(self) -> dict[str, Any]:
        """Return the table as ``results.json`` holds it."""
        return {
            "title": self.title,
            "columns": [{"id": c.id, "label": c.label, "kind": c.kind} for c in self.columns],
            "rows": [[cell.as_cell() if isinstance(cell, Suppressed) else cell for cell in row] for row in self.rows],
            "notes": list(self.notes),
            "table": self.table,
            "synthetic": self.synthetic,
            "status": self.status,
            "reason": self.reason,
        } | ({"totals": dict(self.totals)} if self.totals else {})

    def roles(self) -> list[list[int | str]]:
        """Return row, column and role of every cell that is held back, for the release gate."""
        return [
            [number, place, cell.role]
            for number, row in enumerate(self.rows)
            for place, cell in enumerate(row)
            if isinstance(cell, Suppressed) and cell.role
        ]

    def shown(self) -> list[list[str]]:
        """Return the rows as the texts a reader sees."""
        kinds = [column.kind for column in self.columns]
        return [[shown_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in self.rows]

    def __repr__(self) -> str:
        lines = [[column.label for column in self.columns], *self.shown()]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        body = [
            " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
        ]
        return "\n".join([self.title, *body, *self.notes])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Return the table as HTML: a caption, row and column headers in scope, no ids."""
        sides = ["left" if column.kind == "text" else "right" for column in self.columns]
        head = "".join(
            f'<th scope="col" style="text-align:{side}">{escape(column.label)}</th>'
            for column, side in zip(self.columns, sides, strict=True)
        )
        body = []
        for row in self.shown():
            first, *rest = row
            cells = "".join(
                f'<td style="text-align:{side}">{escape(text)}</td>' for text, side in zip(rest, sides[1:], strict=True)
            )
            body.append(f'<tr><th scope="row" style="text-align:left">{escape(first)}</th>{cells}</tr>')
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return (
            f"<table><caption>{escape(self.title)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(body)}</tbody></table>{notes}"
        )


def shown_cell(cell: Cell, kind: str) -> str:
    """Return a cell as a reader sees it.

    Parameters
    ----------
    cell
        The cell; None for nothing.
    kind
        The kind of its column.

    Examples
    --------
    >>> shown_cell(82, "percent"), shown_cell(None, "count"), shown_cell(Suppressed("small"), "count")
    ('82%', '–', 'not shown')
    """
    if cell is None:
        return "–"
    if isinstance(cell, Suppressed):
        return "not shown"
    if isinstance(cell, str):
        return cell
    return f"{grouped(cell)}%" if kind == "percent" else grouped(cell)


@dataclass(frozen=True)
class TableList:
    """Several tables recorded together, shown one under the other."""

    tables: tuple[Table, ...]

    def __repr__(self) -> str:
        return "\n\n".join(repr(table) for table in self.tables)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": "".join(table.html() for table in self.tables), "text/plain": repr(self)}


def missing_table(
    title: str, columns: Sequence[Column], reason: str, *, table: str = "", synthetic: bool = False
) -> Table:
    """Return a table without rows whose note says why there is nothing to show.

    Parameters
    ----------
    title
        What the table would show.
    columns
        Its columns, the row header first.
    reason
        Why there is nothing, as a sentence: it is the table's one note.
    table
        The evidence table it would be counted from.
    synthetic
        Whether the evidence is synthetic.

    Examples
    --------
    >>> missing_table("People", (Column("role", "Role"),), "No survey was taken in.")
    People
    Role
    No survey was taken in.
    """
    return Table(title, tuple(columns), (), (reason,), table, synthetic, "missing", reason)
