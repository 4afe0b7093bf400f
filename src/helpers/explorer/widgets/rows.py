"""Rows of evidence as a table that can be searched and sorted, kept out of saved outputs."""

from __future__ import annotations

from html import escape

import ipywidgets

from helpers.explorer.offline import table_widget
from helpers.explorer.rows import NO_ROWS, Rows
from helpers.explorer.widgets.parts import Facts

_SETTINGS = {
    "classes": "display compact cell-border",
    "style": "width:100%; table-layout:auto",
    "maxBytes": 0,
    "showIndex": False,
    "pageLength": 10,
    "lengthMenu": [10, 25, 100],
    "autoWidth": False,
}


class RowsTable:
    """A table of rows, with a line above that says what they are and how many; no rows have no table."""

    def __init__(self) -> None:
        import pandas as pd

        self.rows = NO_ROWS
        self._head = Facts()
        self._table = table_widget(pd.DataFrame({"": []}), caption="", **_SETTINGS)
        self._table.layout.display = "none"
        self.box = ipywidgets.VBox([self._head, self._table])
        self.box.add_class("explorer-rows")

    def show(self, rows: Rows, note: str = "") -> None:
        """Show other rows; ``note`` is HTML that stands above them."""
        import pandas as pd

        title = f"<strong>{escape(rows.title)}.</strong> " if rows.title else ""
        self._head.html = f"<p>{title}{rows.says}</p>{note}" if rows.title or note else ""
        if rows.rows and rows != self.rows:
            frame = pd.DataFrame(list(rows.rows), columns=list(rows.columns), dtype=object)
            self._table.update(frame, caption=rows.title, **_SETTINGS)
        self._table.layout.display = None if rows.rows else "none"
        self.rows = rows
