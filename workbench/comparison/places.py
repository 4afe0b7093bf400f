"""One place, the nation or an area, on both sides: pages and traces, read where they differ."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench.comparison.changes import Where
from workbench.comparison.hiding import Hidden, hidden_numbers
from workbench.comparison.narrowing import narrowed
from workbench.comparison.pages import Page, Pair
from workbench.comparison.reading import read_report
from workbench.comparison.sides import NATIONAL, TRACE, Side, place_of
from workbench.comparison.tables import hidden_cells
from workbench.comparison.traces import Entry, trace_entries, trace_rules

_TRACES = "Where the numbers come from"
_PICTURE = re.compile(r'<img\b[^>]*\bsrc="([^":]+)"')
_HEADING = re.compile(r'<h([23])[^>]*\b(?:data-anchor-id|id)="([^"]*)"')


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
    def pages(self) -> tuple[Pair, ...]:
        """Its pages that differ, as they were and as they are: the sections that differ."""
        both = sorted(set(self.before.pages) & set(self.after.pages))
        found = (self._pair(name) for name in both if place_of(name) == self.name)
        return tuple(Pair(self.name, *pair) for pair in found if pair)

    @cached_property
    def headings(self) -> tuple[tuple[str, str, str], ...]:
        """Page, old and new heading of each of its pages that is headed by other words."""
        both = (name for name in sorted(set(self.before.pages) & set(self.after.pages)) if place_of(name) == self.name)
        found = ((name, self.before.headed(name), self.after.headed(name)) for name in both)
        return tuple(each for each in found if each[1] != each[2])

    @cached_property
    def _traces(self) -> tuple[Page, Page] | None:
        return self._pair(self.trace, entries=True)

    def _pair(self, name: str, *, entries: bool = False) -> tuple[Page, Page] | None:
        before, after = self.before.content(name), self.after.content(name)
        for picture in self._redrawn(name, before):
            # The page names its pictures: one that looks otherwise under the same name is a difference of the page.
            after = after.replace(f'src="{picture}"', f'src="{picture}" data-redrawn=""')
        parts = narrowed(before, after, entries=entries)
        if parts is None:
            return None
        titles = self.before.title(name), self.after.title(name)
        return read_report(name, titles[0], parts[0]), read_report(name, titles[1], parts[1])

    def _redrawn(self, name: str, page: str) -> Iterator[str]:
        """Yield the pictures of a page, as it names them, that look otherwise on the other side."""
        for picture in dict.fromkeys(_PICTURE.findall(page)):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), picture))
            if self.before.bytes_of(path) != self.after.bytes_of(path):
                yield picture

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
        found: dict[str, str] = {}
        for side in (self.before, self.after):
            stage = ""
            for level, id in _HEADING.findall(side.content(self.trace)):
                if level == "2":
                    stage = id
                else:
                    found[id] = stage
        return found

    @cached_property
    def changed(self) -> frozenset[str]:
        """Names of the numbers whose trace differs."""
        old, new = self.entries
        return frozenset(f"{self.name}#{one}" for one in {*old, *new} if old.get(one) != new.get(one))

    @cached_property
    def hidden(self) -> Hidden:
        """What one side holds back and the other publishes."""
        found = hidden_numbers(self.name, *self.entries)
        return found.with_cells(cell for pair in self.pages for cell in hidden_cells(pair))

    @cached_property
    def _published(self) -> dict[str, dict[Where, None]]:
        """Where each number is published, by its name; of both sides of a page that differs."""
        found: dict[str, dict[Where, None]] = {}
        for pair in self.pages:
            for page in (pair.after, pair.before):
                cells = (cell for table in page.tables for row in table.rows for cell in row)
                for block in (*page.blocks, *cells):
                    for ref in block.refs:
                        found.setdefault(ref, {})[Where(page.path, page.title, block.section)] = None
        return found

    def where(self, anchor: str) -> tuple[Where, ...]:
        """Return where a number is published: pages with a link to its trace, else the page of traces."""
        return tuple(self._published.get(f"{self.name}#{anchor}", ())) or (Where(self.trace, _TRACES),)

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
