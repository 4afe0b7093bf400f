"""Plain synthetic cells for a column of any type, for what no generator knows better."""

from __future__ import annotations

from datetime import date, timedelta

from workbench.definitions import Column
from workbench.sample.answers import answers_on, choices, grades_on, hidden_line, labels_of
from workbench.sample.asked import Asked, weight_of

Row = list[str | int]

NOT_APPLICABLE = 0.06
#: Days before the date of the evidence within which dates lie.
WITHIN = 730


def plain_cells(asked: Asked, column: Column, count: int) -> Row:
    """Return ``count`` cells of a column as a file says them.

    Parameters
    ----------
    asked
        The file; answers on a scale follow the unit's latent quality.
    column
        The column. Text stays blank: nobody's words are made up without a bank of words.
    count
        How many.
    """
    draw, generator = asked.draw, asked.draw.generator
    if column.type == "identifier":
        return [f"{column.id[0].upper()}{number:04d}" for number in range(1, count + 1)]
    if column.type == "choice":
        return list(choices(draw, column, count, missing=0.0 if column.required else 0.03))
    if column.type == "scale":
        scale = asked.definitions.answer_scales[column.scale]
        line = hidden_line(draw, column, generator.normal(0.0, 0.75, count))
        return list(labels_of(draw, column, scale, answers_on(scale, line), NOT_APPLICABLE))
    if column.type == "grade":
        line = hidden_line(draw, column, generator.normal(0.0, 0.75, count))
        return grades_on(asked.definitions.scales[column.scale], line).tolist()
    if column.type == "integer":
        low = column.min if column.min is not None else 0
        high = column.max if column.max is not None else low + 20
        return generator.integers(low, min(high, low + 50) + 1, count).tolist()
    if column.type == "date":
        last = asked.programme.sample.as_of if asked.programme.sample else date(2026, 3, 31)
        return [(last - timedelta(days=int(days))).isoformat() for days in generator.integers(1, WITHIN, count)]
    if column.type == "area":
        return area_cells(asked, count, column)
    if column.type == "quality_indicator":
        ids = list(asked.programme.quality_indicators)
        return [ids[place] for place in generator.integers(0, len(ids), count)]
    return [""] * count


def area_cells(asked: Asked, count: int, column: Column | None = None) -> Row:
    """Return the names of units: its own in a unit's file; in the nation's every unit, larger ones more often."""
    if not asked.national:
        return [asked.unit.name] * count
    councils = column is not None and column.unit
    units = list(asked.definitions.areas.values()) if councils else asked.units
    whole = sum(weight_of(unit) ** 0.6 for unit in units)
    shares = [weight_of(unit) ** 0.6 / whole for unit in units]
    places = asked.draw.generator.choice(len(units), size=count, p=shares).tolist()
    # Everybody is there at least once where there are rows enough.
    places[: len(units)] = list(range(min(count, len(units))))
    return [units[place].name for place in sorted(places)]


def plain_rows(asked: Asked, count: int) -> list[Row]:
    """Return rows of plain cells, in the order of the instrument's columns."""
    columns = [plain_cells(asked, column, count) for column in asked.instrument.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def completed(asked: Asked, rows: list[Row]) -> list[Row]:
    """Return rows with identifiers, areas, dates, numbers and what must be there filled, where blank everywhere.

    A text that must be there says what it is: words are made up only from a bank of words.
    """
    rows = [list(row) for row in rows]
    for place, column in enumerate(asked.instrument.columns):
        if column.type == "text" and column.required:
            for number, row in enumerate(rows, start=1):
                row[place] = row[place] or f"Synthetic note {number}, written by the sample."
        always = column.type in ("identifier", "area", "date", "integer")
        needed = column.required and column.type in ("choice", "scale", "quality_indicator")
        if (always or needed) and rows and all(row[place] == "" for row in rows):
            for row, cell in zip(rows, plain_cells(asked, column, len(rows)), strict=True):
                row[place] = cell
    return rows
