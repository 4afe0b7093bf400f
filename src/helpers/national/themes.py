"""Themes of engagement findings that recur over areas: in how many, and which way the findings point."""

from __future__ import annotations

from collections import Counter

from helpers.charted import charted, missing_figure, palette_for
from helpers.figures import Figure
from helpers.national.collected import Collected
from helpers.signals import DIRECTION_COLUMNS
from helpers.tables import Column, Table

_THEMES = "engagement.themes"


def has_themes(collected: Collected) -> bool:
    """Return whether any area sorts its findings into themes."""
    return any(_THEMES in tables for tables in collected.tables.values())


def themes_table(collected: Collected) -> Table:
    """Return the themes of engagement findings: in how many areas, and how many findings."""
    columns = (
        Column("theme", "Theme"),
        Column("areas", "Areas", "count"),
        *DIRECTION_COLUMNS,
    )
    areas: Counter[str] = Counter()
    sums: dict[str, list[int]] = {}
    for tables in collected.tables.values():
        for theme, *numbers in tables.get(_THEMES, {}).get("rows", ()):
            areas[theme] += 1
            sums[theme] = [one + other for one, other in zip(sums.get(theme, [0, 0, 0]), numbers, strict=False)]
    rows = sorted(
        ((theme, areas[theme], *numbers) for theme, numbers in sums.items()),
        key=lambda row: (-row[1], -sum(row[2:]), row[0]),
    )
    note = "Counts of findings in focus groups, interviews and observations; not of people."
    return Table("Recurring themes", columns, tuple(rows), (note,), "engagement", collected.run.synthetic)


def themes_figure(collected: Collected) -> Figure:
    """Return bars of strengths and areas for improvement by theme, the most often raised first."""
    from helpers.charts import BalanceRow, balance_chart

    data = themes_table(collected)
    title = "Recurring themes: strengths and areas for improvement"
    if not data.rows:
        return missing_figure(collected.run, title, "No area has findings with a theme.", data)
    rows = sorted(data.rows, key=lambda row: (row[3] - row[2], row[0]))
    drawing = balance_chart([BalanceRow(row[0], *row[2:]) for row in rows], palette_for(collected.run))
    most, least = rows[0], rows[-1]
    alt = (
        f"{len(rows)} themes. Most on the side of strengths: {most[0]} ({most[2]} strengths, {most[3]} areas for "
        f"improvement). Most on the side of improvement: {least[0]} ({least[2]} and {least[3]})."
    )
    return charted(title, drawing, alt, data)
