"""Tables of a record reading: items, records by grade, and the agreement of two readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpers.disclosure import Count, protect_count, protect_sides
from helpers.instruments import Column as Item
from helpers.protected import hidden_notes, share_columns, share_row
from helpers.records import agreement
from helpers.records.reading import GOOD, RecordReading
from helpers.tables import Cell, Column, Table, missing_table

_HEAD = Column("item", "Item")


def items_table(reading: RecordReading) -> Table:
    """Return the share of records in which each item is met, with interval, word and base."""
    columns = share_columns(_HEAD, "Yes", "Records with yes", "Records")
    return _shares(reading, "Record reading: items", columns, reading.items)


def graded_table(reading: RecordReading) -> Table:
    """Return the share of records evaluated good or better, item by item, with interval, word and base."""
    columns = share_columns(_HEAD, "Good or better", "Records good or better", "Records")
    return _shares(reading, "Record reading: records evaluated as good or better", columns, reading.graded)


def _shares(reading: RecordReading, title: str, columns: Sequence[Column], items: Sequence[Item]) -> Table:
    rows = tuple(share_row(item.label, reading.shares[item.id]) for item in items)
    return _table(reading, title, columns, rows, _precision(reading))


def grades_table(reading: RecordReading) -> Table:
    """Return how many records got each grade, item by item, as counts."""
    columns = (
        _HEAD,
        *(Column(f"grade_{value}", label, "count") for value, label in reading.run.grades),
        Column("base", "Records", "count"),
    )
    rows = tuple((item.label, *_distribution(reading, item)) for item in reading.graded)
    note = "Grades of single records are not evaluations of a quality indicator."
    return _table(reading, "Record reading: records by grade", columns, rows, note)


def _distribution(reading: RecordReading, item: Item) -> tuple[Count, ...]:
    tally = Counter(int(row[item.id]) for row in reading.first.values() if row[item.id] is not None)
    counts = [tally[value] for value, _ in reading.run.grades]
    # The share "good or better" stands beside this row, or is held back: its two sides count as well.
    split = sum(value >= GOOD for value, _ in reading.run.grades)
    cells = protect_sides((counts[:split], counts[split:]), reading.shares[item.id].shown, reading.profile)
    return (*cells, protect_count(sum(counts), reading.profile))


def agreement_table(reading: RecordReading) -> Table:
    """Return two-reader agreement by item, with its base."""
    title, rows = "Record reading: agreement of two readers", reading.agreement.rows()
    return _table(reading, title, agreement.COLUMNS, rows, agreement.NOTE)


def _precision(reading: RecordReading) -> str:
    if reading.known_population is None:
        return (
            "The likely range is the 95% Wilson interval. The number of children the records were drawn from is "
            "not known, so it is not corrected for the size of the population."
        )
    return (
        "The likely range is the 95% Wilson interval, narrowed because the sample is a large part of all "
        "children it was drawn from (finite-population correction)."
    )


def _table(
    reading: RecordReading, title: str, columns: Sequence[Column], rows: tuple[tuple[Cell, ...], ...], note: str
) -> Table:
    table, synthetic = reading.instrument.id, reading.run.synthetic
    if reading.missing:
        return missing_table(title, columns, reading.sentence, table=table, synthetic=synthetic)
    return Table(title, tuple(columns), rows, (note, *hidden_notes(rows, reading.profile)), table, synthetic)
