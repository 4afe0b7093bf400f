"""Altair's chart widget with its JavaScript from this machine."""

from __future__ import annotations

from typing import Any


def chart_widget() -> Any:
    """Return an empty chart widget that fetches nothing and draws SVG, which screen readers can read."""
    from altair import JupyterChart

    JupyterChart.enable_offline()
    made = JupyterChart(None, spec=None, embed_options={"actions": False, "renderer": "svg"})
    made.add_class("explorer-chart")
    return made


def warm_up() -> None:
    """Load the widgets and bundle Altair's JavaScript once, for a prepared kernel; opens no store."""
    import duckdb  # noqa: F401
    import ipywidgets  # noqa: F401
    import itables.widget  # noqa: F401
    from altair import JupyterChart

    JupyterChart.enable_offline()
