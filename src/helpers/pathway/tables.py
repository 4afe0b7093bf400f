"""Tables of a pathway: the points in order, those alongside, and what was seen in cases not considered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpers.disclosure import Count, protect_list, why_not_share
from helpers.instruments import Column as Point
from helpers.pathway.cases import CONSIDERED, Cases
from helpers.proportion_words import whole_percent
from helpers.protected import hidden_notes, share_columns, share_row
from helpers.tables import Cell, Column, Suppressed, Table, missing_table


def points_table(cases: Cases) -> Table:
    """Return the points in order: cases that came, went on, left, and of which nothing more is recorded."""
    columns = (
        Column("point", "Process point"),
        Column("came", "Cases that came to it", "count"),
        Column("went", "Went on", "count"),
        Column("share", "Share that went on", "percent"),
        Column("left", "Left the pathway here", "count"),
        Column("open", "Nothing more recorded", "count"),
    )
    rows = [
        (step.point.label, step.came, step.went, _percent(cases, step.point), step.left, step.open)
        for step in cases.steps
    ]
    note = "Each point counts the cases that went on from the one before it."
    return _table(cases, f"{cases.instrument.title}: cases at each process point", columns, rows, note)


def _percent(cases: Cases, point: Point) -> Cell:
    share = cases.shares[point.id]
    return share.percent if share.shown else Suppressed(share.reason, share.role)


def alongside_table(cases: Cases) -> Table:
    """Return the points that stand alongside: in how many of the cases to which they apply they were found."""
    head = Column("point", "Process point")
    columns = share_columns(head, "Found", "Cases in which it was found", "Cases to which it applies")
    rows = [share_row(point.label, cases.shares[point.id]) for point in cases.alongside]
    return _table(cases, f"{cases.instrument.title}: points alongside the pathway", columns, rows)


def not_considered_tables(cases: Cases) -> dict[str, Table]:
    """Return ``<short>.not_considered_<column>``: what was seen in cases that seemed not to be considered.

    One table for each choice that is neither the set itself nor a group.
    """
    if not cases.sets_apart:
        return {}
    chosen = [c for c in cases.instrument.of_type("choice") if c.id != CONSIDERED and not c.group]
    return {f"{cases.instrument.short}.not_considered_{column.id}": _seen(cases, column) for column in chosen}


def _seen(cases: Cases, column: Point) -> Table:
    columns = (
        Column("answer", column.label),
        Column("cases", "Cases", "count"),
        Column("share", "Share of these cases", "percent"),
    )
    tally = Counter(row[column.id] for row in cases.others)
    numbers = [tally[option.value] for option in column.options]
    cells: tuple[Count, ...] = protect_list(numbers, cases.profile)
    if isinstance(cases.chain.apart, Suppressed):
        cells = (cases.chain.apart,) * len(numbers)
    base = sum(numbers)
    rows = []
    for option, number, cell in zip(column.options, numbers, cells, strict=True):
        role = getattr(cell, "role", "") or (why_not_share(number, base, cases.profile) if base else "")
        share: Cell = Suppressed(cases.profile.reason, role) if role else whole_percent(number, base) if base else None
        rows.append((option.label, cell, share))
    title = f"Cases in which it seemed not to be considered: {column.label}"
    return _table(cases, title, columns, rows)


def _table(cases: Cases, title: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], *notes: str) -> Table:
    table, synthetic = cases.instrument.id, cases.run.synthetic
    if cases.missing:
        return missing_table(title, columns, cases.sentence, table=table, synthetic=synthetic)
    chosen = "Cases were chosen for the review; they are not every case."
    said = (*notes, chosen, *hidden_notes(rows, cases.profile))
    return Table(title, tuple(columns), tuple(rows), said, table, synthetic)
