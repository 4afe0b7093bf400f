"""The area among all areas: the main indicators as a table and as strips, each with where the others stand."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.charted import charted, palette_for
from helpers.figures import Figure
from helpers.run import Run
from helpers.statistics.indicators import Indicator, figure_cell, is_published, readable
from helpers.tables import Cell, Column, Table, missing_table

COMPARED = (
    "children_share",
    "looked_after",
    "child_protection",
    "reporter_care_and_protection",
    "domestic_abuse",
    "low_income_families",
    "deprived_share",
    "lgbf_attendance",
    "leavers_positive_destinations",
)
_NOT_TAKEN_IN = "The published statistics were not taken in."
_FAMILY = "Family group (median)"


def beside_columns(place: str) -> tuple[Column, Column, Column]:
    """Return the columns of an area's figure, Scotland's and the family group's."""
    return (
        Column("area", place, "number"),
        Column("scotland", "Scotland", "number"),
        Column("family", _FAMILY, "number"),
    )


def _beside(each: Indicator) -> tuple[Cell, Cell, Cell]:
    family = None if each.family is None else readable(each.family)
    return (figure_cell(each.area), figure_cell(each.scotland), family)


def profile_table(run: Run, indicators: Mapping[str, Indicator]) -> Table:
    """Return every indicator of the area beside Scotland and the family group.

    Parameters
    ----------
    run
        The run.
    indicators
        By id, in the order of the rows; none where the published statistics were not taken in.
    """
    columns = (
        Column("indicator", "Indicator"),
        Column("period", "Period"),
        *beside_columns(run.place),
        Column("unit", "Unit"),
    )
    title, every = f"{run.place} in context", indicators.values()
    if not indicators:
        return missing_table(title, columns, _NOT_TAKEN_IN)
    rows = tuple((each.title, each.period, *_beside(each), each.unit) for each in every)
    notes = [
        "Family group: the median of the other councils in the Local Government Benchmarking Framework's "
        "family group for children's indicators. Periods differ between indicators."
    ]
    held = [each.title for each in every if each.withheld]
    if held:
        notes.append(f"The source does not publish this area's small numbers for: {'; '.join(held)}.")
    absent = [each.title for each in every if not is_published(each.area) and not each.withheld]
    if absent:
        notes.append(f"The source has no figure of this area for: {'; '.join(absent)}.")
    return Table(title, columns, rows, tuple(notes))


def compared_figure(run: Run, indicators: Mapping[str, Indicator]) -> Figure:
    """Return strips of the main indicators: this area among all areas.

    Parameters
    ----------
    run
        The run.
    indicators
        By id; those of `COMPARED` that at least two areas have a figure of are drawn.
    """
    from helpers.charts import ComparedRow, compared_chart

    chosen = [indicators[name] for name in COMPARED if name in indicators and len(indicators[name].everybody) > 1]
    columns = (
        Column("indicator", "Indicator"),
        *beside_columns(run.place),
        Column("lowest", "Lowest area", "number"),
        Column("highest", "Highest area", "number"),
        Column("unit", "Unit"),
    )
    rows = tuple(
        (
            f"{each.title}, {each.period}",
            *_beside(each),
            readable(min(each.everybody)),
            readable(max(each.everybody)),
            each.unit,
        )
        for each in chosen
    )
    title = f"{run.place} among Scotland's council areas"
    data = Table(title, columns, rows) if chosen else missing_table(title, columns, _NOT_TAKEN_IN)
    strips = [
        ComparedRow(each.title, each.says(), each.value, each.scotland.get("value"), each.family, each.everybody)
        for each in chosen
    ]
    drawing = compared_chart(strips, (run.place, "Scotland", _FAMILY), palette_for(run))
    parts = [f"{each.title}: {each.says()}" for each in chosen]
    alt = " ".join(part if part.endswith(".") else f"{part}." for part in parts) or data.reason
    return charted(title, drawing, alt, data)
