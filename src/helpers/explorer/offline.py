"""Altair's chart widget and itables' table widget with their JavaScript from this machine, loaded once for a page.

As they come, each chart and table brings its own copy of a large program, which takes a slow machine long to start.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent / "widgets"
_BUNDLER = "swc_ecma_transforms_optimization"
CHARTS, TABLES = "altair", "itables"


class Library(anywidget.AnyWidget):
    """A module that the page loads once."""

    _esm = (_HERE / "library.js").read_text(encoding="utf-8")
    name = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)


@cache
def library(name: str) -> Library:
    """Return the module of a name, offered to the page when it is first asked for."""
    return Library(name=name, source=source(name))


@cache
def source(name: str) -> str:
    """Return the JavaScript of Altair's charts or of itables' tables, which fetches nothing.

    Parameters
    ----------
    name
        :data:`CHARTS` or :data:`TABLES`.
    """
    if name == TABLES:
        from itables.widget import ITable

        return str(ITable._esm)
    from altair import JupyterChart

    # How often the bundler went over it is told as an error, below the notebook's cell.
    logging.getLogger(_BUNDLER).setLevel(logging.CRITICAL)
    JupyterChart.enable_offline()
    return str(JupyterChart._esm)


def shared_source(name: str, *more: str) -> str:
    """Return the JavaScript of a widget that draws with a module of the page, with what it needs besides."""
    parts = [(_HERE / part).read_text(encoding="utf-8") for part in (*more, "shared.js")]
    return "\n".join(parts).replace("NAME", name)


def warm_up() -> None:
    """Load the widgets and bundle Altair's JavaScript once, for a prepared kernel; opens no store and no widget."""
    import duckdb  # noqa: F401
    import ipywidgets  # noqa: F401

    for name in (CHARTS, TABLES):
        source(name)
