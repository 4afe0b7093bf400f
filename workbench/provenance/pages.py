"""What a rendered page says: its headings, the numbers that lead to a trace, its tables and its footer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_ENTRY = re.compile(r"Manifest entry\s+([0-9a-f]{16})")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template"})
_NUMBERED = re.compile(r"T\d+(?= )")


@dataclass(frozen=True)
class Traced:
    """One link from a page to a trace.

    Parameters
    ----------
    text
        What the reader sees.
    page, target
        The trace page as the link names it, and the anchor in it, such as ``v-records-read``.
    line, heading
        Where it stands.
    cells
        For the note under a table: the texts of the table's cells, row by row; otherwise empty.
    """

    text: str
    page: str
    target: str
    line: int
    heading: str
    cells: tuple[str, ...] = ()


@dataclass
class PageText:
    """What one page says.

    Parameters
    ----------
    traced
        Its links to traces, in order.
    entries
        The entries of the manifest that it names.
    stated
        On a trace page, what is stated of each anchor: meanings by term.
    numbered
        On a trace page, the anchor of each trace number that papers have, such as ``T12``.
    """

    traced: list[Traced] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    stated: dict[str, dict[str, str]] = field(default_factory=dict)
    numbered: dict[str, str] = field(default_factory=dict)


def read_page(path: Path) -> PageText:
    """Return what a page of the site says."""
    return page_text(path.read_text(encoding="utf-8", errors="replace"))


def page_text(html: str) -> PageText:
    """Return what a page says.

    Parameters
    ----------
    html
        The page.

    Examples
    --------
    >>> page = page_text('<h2>Records</h2><p>Of <a class="traced" href="trace.html#v-records-read">94</a></p>')
    >>> page.traced[0].text, page.traced[0].page, page.traced[0].target, page.traced[0].heading
    ('94', 'trace.html', 'v-records-read', 'Records')
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.found.entries = _ENTRY.findall(one_line("".join(reader.seen)))
    return reader.found


def one_line(text: str) -> str:
    r"""Return the text with every run of spaces and line breaks, also those that do not break, as one space.

    Examples
    --------
    >>> one_line(" 77 of\n94\u00a0records")
    '77 of 94 records'
    """
    return " ".join(text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = PageText()
        self.seen: list[str] = []
        self.heading, self.section, self.anchor, self.term = "", "", "", ""
        self.link: tuple[str, int, bool] | None = None
        self.table: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.unseen = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.unseen += tag in _UNSEEN
        if tag in _HEADINGS:
            # Quarto gives the anchor to the section around a heading.
            self.text["heading"], self.anchor = [], given.get("id") or self.section
        elif tag == "section":
            self.section = given.get("id", "")
        elif tag == "table":
            self.table = []
        elif tag in _CELLS:
            self.text["cell"] = []
        elif tag in ("dt", "dd"):
            self._end_definition()
            self.text[tag] = []
        elif tag == "a":
            classes = given.get("class", "").split()
            if "traced" in classes:
                self.link = (given.get("href", ""), self.getpos()[0], "trace-note" in classes)
                self.text["link"] = []
        elif tag == "br":
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        self.seen.append(data)
        for pieces in self.text.values():
            pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        if tag in _HEADINGS:
            self.heading = self._take("heading")
            if numbered := _NUMBERED.match(self.heading):
                self.found.numbered[numbered[0]] = self.anchor
        elif tag in _CELLS:
            self.table.append(self._take("cell"))
        elif tag in ("dt", "dd", "dl"):
            self._end_definition()
        elif tag == "a" and self.link is not None:
            target, line, note = self.link
            where, _, anchor = target.partition("#")
            cells, self.link = tuple(self.table) if note else (), None
            self.found.traced.append(Traced(self._take("link"), where, anchor, line, self.heading, cells))
            if note:  # what stands above belongs to this note, not to one further down
                self.table = []

    def _end_definition(self) -> None:
        if "dt" in self.text:
            self.term = self._take("dt")
        if "dd" in self.text:
            self.found.stated.setdefault(self.anchor, {})[self.term] = self._take("dd")

    def _take(self, name: str) -> str:
        return one_line("".join(self.text.pop(name, [])))
