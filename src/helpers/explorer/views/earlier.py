"""Other inspections of the same area, each edition by itself."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from helpers.explorer.choice import Picked
from helpers.explorer.earlier import Earlier, earlier, earlier_table
from helpers.explorer.views.view import View
from helpers.tables import Table


class EarlierView(View):
    """What other inspections found in the area, and whether it may be compared."""

    title = "Other inspections of this area"

    def build(self) -> list[Any]:
        """Return the facts of each inspection."""
        from helpers.explorer.widgets.parts import Facts

        self.facts = Facts()
        return [self.facts]

    def update(self, picked: Picked) -> str:
        """Show the other inspections of the area."""
        name, found = self.programme.areas[picked.area], earlier(self.programme, picked.area, self._reports)
        self.facts.html = "".join(_told(each) for each in found)
        if not found:
            return f"No other inspection that covered {name} is known here."
        return f"{len(found)} other {'inspection' if len(found) == 1 else 'inspections'} of {name}."

    def plain(self, picked: Picked) -> tuple[Table, ...]:
        """Return the same as one table."""
        return (earlier_table(self.programme, picked.area, self._reports),)

    @property
    def _reports(self) -> Path:
        return self.explorer.project / "reports"


def _told(one: Earlier) -> str:
    before = " This programme took over from it." if one.before else ""
    head = "".join(f'<th scope="col">{each}</th>' for each in ("What was evaluated", "Evaluation", "Where it stands"))
    rows = "".join(
        f'<tr><th scope="row">{escape(each.indicator)}</th>{_cells(each.label, each.where)}</tr>'
        for each in one.evaluations
    )
    caption = f"{one.title}{f', {one.period}' if one.period and one.period not in one.title else ''}"
    table = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    nothing = f"<p><strong>{escape(caption)}.</strong> No evaluation of this area is known.</p>"
    by = f"<p>By: {escape(one.edition)}.{before}<br>{escape(one.comparable)}.</p>"
    return f"{table if one.evaluations else nothing}{by}"


def _cells(*texts: str) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in texts)
