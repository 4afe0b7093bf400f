"""Recorded tables and figures as parts of a page, or the sentence that says why one is not there."""

from __future__ import annotations

from collections.abc import Callable

from workbench.composition.figures import figure_partial
from workbench.composition.results import Recorded
from workbench.composition.tables import Linked, table_partial
from workbench.composition.text import plain
from workbench.composition.traces import Traces


def table_text(
    name: str, recorded: Recorded, traces: Traces | None = None,
    by_area: Callable[[str, str, str], Linked] | None = None,
) -> str:  # fmt: skip
    """Return the partial of a recorded table, or the reason why there is none."""
    table = recorded.tables[name]
    if table.get("status") == "missing":
        return missing_text(table["title"], table.get("reason", ""))
    return table_partial(name, table, traces.note(name, "tables") if traces else "", by_area)


def figure_text(name: str, recorded: Recorded, traces: Traces | None = None) -> str:
    """Return the partial of a recorded figure, or the reason why there is none."""
    figure = recorded.figures[name]
    if figure.get("status") == "missing":
        return missing_text(figure["title"], figure.get("reason", ""))
    return figure_partial(name, figure, traces.note(name, "figures") if traces else "")


def missing_text(title: str, reason: str) -> str:
    """Return the sentence that stands where a table or figure would be."""
    why = f": {plain(reason.removesuffix('.'))}" if reason else ""
    return f"::: {{.not-available}}\n*{plain(title)}* is not available{why}.\n:::\n"
