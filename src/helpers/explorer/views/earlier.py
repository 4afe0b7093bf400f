"""Other inspections of the same area, each edition by itself."""

from __future__ import annotations

from typing import Any

from helpers.explorer.choice import Picked
from helpers.explorer.earlier import earlier_table
from helpers.explorer.views.view import View
from helpers.tables import Table


class EarlierView(View):
    """What other inspections found in the area, and whether it may be compared."""

    title = "Other inspections of this area"

    def build(self) -> list[Any]:
        """Return a table of facts."""
        from helpers.explorer.widgets.parts import Facts

        self.facts = Facts()
        return [self.facts]

    def update(self, picked: Picked) -> str:
        """Show the other inspections of the area."""
        table = self._table(picked)
        self.facts.html = table.html()
        return (
            f"{len(table.rows)} other inspections of {self.programme.areas[picked.area]}."
            if table.rows
            else table.reason
        )

    def plain(self, picked: Picked) -> tuple[Table, ...]:
        """Return the same table."""
        return (self._table(picked),)

    def _table(self, picked: Picked) -> Table:
        return earlier_table(self.programme, picked.area, self.explorer.project / "reports")
