"""Rows of evidence as a table that can be searched and sorted, kept out of saved outputs."""

from __future__ import annotations

from html import escape

import ipywidgets

from helpers.explorer.rows import NO_ROWS, Rows
from helpers.explorer.widgets.parts import Facts
from helpers.explorer.widgets.table import RowTable


class RowsTable:
    """A table of rows, with a line above that says what they are and how many; no rows have no table."""

    def __init__(self) -> None:
        self.rows = NO_ROWS
        self._head, self._table = Facts(), RowTable()
        self.box = ipywidgets.VBox([self._head, self._table])
        self.box.add_class("explorer-rows")

    def show(self, rows: Rows, note: str = "") -> None:
        """Show other rows; ``note`` is HTML that stands above them."""
        title = f"<strong>{escape(rows.title)}.</strong> " if rows.title else ""
        self._head.html = f"<p>{title}{rows.says}</p>{note}" if rows.title or note else ""
        if rows != self.rows:
            self._table.show(rows)
        self.rows = rows
