"""itables' table widget for rows that change often: the table is built once, and other rows are exchanged in it."""

from __future__ import annotations

import pandas as pd
import traitlets
from itables.widget import ITable

from helpers.explorer.offline import TABLES, library, shared_source
from helpers.explorer.rows import Rows

_PAGE = 10
_LOOK = {"classes": "display compact cell-border", "style": "width:100%; table-layout:auto"}
_SETTINGS = {
    "layout": {"topStart": "pageLength", "topEnd": "search", "bottomStart": "info", "bottomEnd": "paging"},
    "pageLength": _PAGE,
    "lengthMenu": [_PAGE, 25, 100],
    "autoWidth": False,
    "order": [],
    "text_in_header_can_be_selected": True,
}


class RowTable(ITable):
    """A table that can be searched and sorted and fetches nothing; hidden while it has no rows.

    Traits
    ------
    told
        ``columns``, ``rows`` and ``caption``, all of it text.
    short
        With so many rows there is nothing to leaf through or to search.
    """

    _esm = shared_source(TABLES, "table.js")
    told = traitlets.Dict().tag(sync=True)
    short = traitlets.Int(_PAGE).tag(sync=True)

    def __init__(self) -> None:
        library(TABLES)
        super().__init__(pd.DataFrame(), caption="", **_LOOK)
        self._dt_args = _SETTINGS  # those that itables makes are for the rows that it is given

    def show(self, rows: Rows) -> None:
        """Show other rows; what was searched for stays as long as the columns are the same."""
        cells = [["" if cell is None else str(cell) for cell in row] for row in rows.rows]
        self.told = {"columns": list(rows.columns), "rows": cells, "caption": rows.title}
