"""Charts of a record reading: the share of records by item with its interval, highest first."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.charted import charted, missing_figure, palette_for
from helpers.figures import Figure
from helpers.instruments import Column as Item
from helpers.protected import NOT_SHOWN
from helpers.records.reading import RecordReading
from helpers.records.tables import graded_table, items_table
from helpers.tables import Table


def items_figure(reading: RecordReading) -> Figure:
    """Return bars of the share of records in which each item is met, with intervals, highest first."""
    title = f"Records in which each item is met, {reading.run.place}"
    return _figure(reading, reading.items, title, "met", items_table(reading))


def grades_figure(reading: RecordReading) -> Figure:
    """Return bars of the share of records evaluated good or better, highest first."""
    title = f"Records evaluated as good or better, {reading.run.place}"
    return _figure(reading, reading.graded, title, "evaluated as good or better", graded_table(reading))


def _figure(reading: RecordReading, items: Sequence[Item], title: str, verb: str, data: Table) -> Figure:
    from helpers.charts import ItemRow, items_chart

    run, shares = reading.run, reading.shares
    shown = sorted(
        (item for item in items if shares[item.id].shown),
        key=lambda item: (-shares[item.id].percent, item.label),
    )
    if not shown:
        few = f"Too few records were read in {run.place} to show these results safely."
        return missing_figure(run, title, reading.sentence if reading.missing else few, data)
    bars = [ItemRow(item.label, shares[item.id].percent, shares[item.id].low, shares[item.id].high) for item in shown]
    bars += [ItemRow(item.label, hidden=NOT_SHOWN) for item in items if item not in shown]
    first, last = shares[shown[0].id], shares[shown[-1].id]
    alt = f"Highest: “{shown[0].label}”, {verb} in {first.percent}% of records."
    if len(shown) > 1:
        alt += f" Lowest: “{shown[-1].label}”, {last.percent}%."
    if len(shown) < len(items):
        alt += f" {len(items) - len(shown)} of {len(items)} are not shown because they could identify a person."
    return charted(title, items_chart(bars, palette_for(run)), alt, data)
