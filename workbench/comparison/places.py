"""One place, the nation or an area, on both sides: pages and traces, read where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workbench.comparison.changes import Where
from workbench.comparison.hiding import Hidden, hidden_numbers
from workbench.comparison.pages import Page
from workbench.comparison.sides import NATIONAL, TRACE, Side, place_of
from workbench.comparison.tables import hidden_cells
from workbench.comparison.traces import Entry, trace_entries, trace_rules

_TRACES = "Where the numbers come from"


@dataclass(frozen=True)
class Place:
    """One place on both sides; a page whose report is the same is not read.

    Parameters
    ----------
    before, after
        The sides.
    name
        ``areas/fife`` or ``national``.
    """

    before: Side
    after: Side
    name: str

    @cached_property
    def trace(self) -> str:
        """The page of its traces."""
        return TRACE if self.name == NATIONAL else f"{self.name}/{TRACE}"

    @cached_property
    def pages(self) -> tuple[tuple[Page, Page], ...]:
        """Its pages that differ, as they were and as they are."""
        both = sorted(set(self.before.pages) & set(self.after.pages))
        return tuple(
            (self.before.page(name), self.after.page(name))
            for name in both
            if place_of(name) == self.name and self.before.content(name) != self.after.content(name)
        )

    @cached_property
    def _traces(self) -> tuple[Page, Page] | None:
        if self.before.content(self.trace) == self.after.content(self.trace):
            return None
        return self.before.page(self.trace), self.after.page(self.trace)

    @cached_property
    def entries(self) -> tuple[dict[str, Entry], dict[str, Entry]]:
        """Entries of both trace pages; none where the pages are the same."""
        if self._traces is None:
            return {}, {}
        return trace_entries(self._traces[0]), trace_entries(self._traces[1])

    @cached_property
    def rules(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rules that both trace pages state; none where the pages are the same."""
        if self._traces is None:
            return (), ()
        return trace_rules(self._traces[0]), trace_rules(self._traces[1])

    @cached_property
    def stages(self) -> dict[str, str]:
        """The stage that recorded each entry of the trace page, by anchor."""
        old, new = self.entries if self._traces else ({}, trace_entries(self.after.page(self.trace)))
        return {anchor: entry.stage for side in (old, new) for anchor, entry in side.items()}

    @cached_property
    def changed(self) -> frozenset[str]:
        """Names of the numbers whose trace differs."""
        old, new = self.entries
        return frozenset(f"{self.name}#{one}" for one in {*old, *new} if old.get(one) != new.get(one))

    @cached_property
    def hidden(self) -> Hidden:
        """What one side holds back and the other publishes."""
        found = hidden_numbers(self.name, *self.entries)
        return found.with_cells(cell for pair in self.pages for cell in hidden_cells(*pair))

    def where(self, anchor: str) -> tuple[Where, ...]:
        """Return where a number is published: pages with a link to its trace, else the page of traces."""
        ref = f"{self.name}#{anchor}"
        found: dict[Where, None] = {}
        for old, new in self.pages:
            for page in (new, old):
                cells = (cell for table in page.tables for row in table.rows for cell in row)
                here = [block for block in (*page.blocks, *cells) if ref in block.refs]
                found |= dict.fromkeys(Where(page.path, page.title, block.section) for block in here)
                if here:
                    break
        return tuple(found) or (Where(self.trace, _TRACES),)

    @property
    def where_rules(self) -> Where:
        """Where its rules stand."""
        return Where(self.trace, _TRACES, "Rules")

    def anywhere(self, text: str) -> str:
        """Return a text without what makes it this place's own, to find the same in other places."""
        names = {self.before.names.get(self.name, ""), self.after.names.get(self.name, "")} - {""}
        for name in names:
            text = text.replace(name, "⟦area⟧")
        return text.replace(f"{self.name}#", "#")


def hidden_on_one_side(before: Side, after: Side, area: str) -> bool:
    """Whether one side holds back a number of an area, or of the nation, that the other publishes.

    Parameters
    ----------
    before, after
        The sides.
    area
        Slug, or ``national``.
    """
    return bool(Place(before, after, NATIONAL if area == NATIONAL else f"areas/{area}").hidden)
