"""Charts of a pathway: the cases at each point in order, and the points alongside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.charted import charted, missing_figure, palette_for
from helpers.figures import Figure
from helpers.pathway.cases import Cases, Step
from helpers.pathway.tables import alongside_table, points_table
from helpers.protected import NOT_SHOWN
from helpers.tables import Suppressed

if TYPE_CHECKING:
    from helpers.charts import PathwayRow


def pathway_figure(cases: Cases) -> Figure:
    """Return the pathway: at each point a bar as long as the cases that came, split into went on and left."""
    from helpers.charts import pathway_chart

    title = f"{cases.instrument.title}: cases at each process point, {cases.run.place}"
    data = points_table(cases)
    shown = [step for step in cases.steps if cases.rows and isinstance(step.came, int) and isinstance(step.went, int)]
    if not shown:
        few = "Too few cases were read to show the pathway safely."
        return missing_figure(cases.run, title, cases.sentence if cases.missing else few, data)
    drawing = pathway_chart([_row(step) for step in cases.steps], palette_for(cases.run))
    return charted(title, drawing, _alt(shown, len(cases.steps)), data)


def _row(step: Step) -> PathwayRow:
    from helpers.charts import PathwayRow

    if isinstance(step.came, Suppressed) or isinstance(step.went, Suppressed):
        return PathwayRow(step.point.label, hidden=NOT_SHOWN)
    parts = [cell if isinstance(cell, int) else None for cell in (step.left, step.open)]
    return PathwayRow(step.point.label, step.came, step.went, *parts)


def _alt(shown: Sequence[Step], points: int) -> str:
    first, last = shown[0], shown[-1]
    text = f"{first.came:,} cases came to “{first.point.label}”, and {last.went:,} went on from “{last.point.label}”."
    losses = [(step.came - step.went, step) for step in shown]
    most, where = max(losses, key=lambda each: each[0])
    if most:
        text += f" The most did not go on from “{where.point.label}”: {most:,} of {where.came:,}."
    if len(shown) < points:
        text += f" {points - len(shown)} of {points} points are not shown in full: they could identify a person."
    return text


def alongside_figure(cases: Cases) -> Figure:
    """Return bars of the points that stand alongside, with intervals."""
    from helpers.charts import ItemRow, items_chart

    title = f"{cases.instrument.title}: points alongside the pathway, {cases.run.place}"
    data, shares = alongside_table(cases), [cases.shares[point.id] for point in cases.alongside]
    if not any(share.shown for share in shares):
        few = "Too few cases were read to show these points safely."
        return missing_figure(cases.run, title, cases.sentence if cases.missing else few, data)
    bars = [
        ItemRow(share.label, share.percent, share.low, share.high)
        if share.shown
        else ItemRow(share.label, hidden=NOT_SHOWN)
        for share in shares
    ]
    alt = " ".join(f"“{share.label}”: found in {share.percent}%." for share in shares if share.shown)
    return charted(title, items_chart(bars, palette_for(cases.run)), alt, data)
