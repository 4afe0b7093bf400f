"""A rendered page read back: running text, tables and charts, as a reader sees them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import unescape

from workbench.comparison.narrowing import page_title, report_part
from workbench.comparison.pages import Block, Chart, Page, Piece, Table

# Pages are whole and well-formed, for the build wrote them; a parser that mends pages takes five times as long.
_TOKEN = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>"""
    r"|<!--.*?-->|<![^>]*>|([^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w-]*)=(?:"([^"]*)"|'([^']*)')""")
_NUMBERED = re.compile(r"^(?:Table|Figure)\s\d+[:.]\s+")
_BLOCKS = frozenset(
    {
        "p", "li", "ul", "ol", "dl", "dt", "dd", "div", "section", "figure", "figcaption", "caption", "summary",
        "details", "blockquote", "table", "thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
        "aside", "pre", "br", "hr",
    }
)  # fmt: skip
_SKIPPED = frozenset({"script", "style", "nav", "form", "svg", "button"})
_HEADINGS = ("h1", "h2", "h3", "h4")
# Tags of which an attribute counts.
_READ = frozenset({"a", "div", "section", "table", "figure", "img", "ol", "ul", "li", *_HEADINGS})


def read_page(path: str, html: str) -> Page:
    """Return what a page says.

    Parameters
    ----------
    path
        Of the page in the site, such as ``areas/fife/index.html``; links are read from there.
    html
        Its content.

    Examples
    --------
    >>> html = '<main><h2>One</h2><p>It is <a class="traced" href="trace.html#v-x">4</a>.</p></main>'
    >>> page = read_page("a.html", html)
    >>> page.blocks[1].text, page.blocks[1].masked, page.blocks[1].section
    ('It is 4.', 'It is ⟦national#v-x⟧.', 'One')
    """
    return read_report(path, page_title(html), report_part(html))


def read_report(path: str, title: str, html: str) -> Page:
    """Return what a report, or some of its sections, says; see `read_page`."""
    reader = _Reader(path, title)
    reader.feed(html)
    return reader.page


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag.

    Examples
    --------
    >>> _attributes(' class="traced" alt="Safe &amp; well" hidden')
    {'class': 'traced', 'alt': 'Safe & well'}
    """
    return {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


class _Reader:
    def __init__(self, path: str, title: str) -> None:
        self.page = Page(path, title)
        self._folder = posixpath.dirname(path)
        self._section = ""
        self._section_id = ""
        self._scale = self._chosen = False
        self._pieces: list[Piece] = []
        self._ref = ""
        self._tag, self._id = "", ""
        self._skipping = 0
        self._table: Table | None = None
        self._head = False
        self._figure: Chart | None = None
        self._region: tuple[str, str] = ("", "")
        self._note = False
        self._last: Table | Chart | None = None
        self._kept: tuple[Piece, ...] = ()

    def feed(self, html: str) -> None:
        """Read a piece of HTML to its end."""
        for match in _TOKEN.finditer(html):
            end, tag, attributes, data = match.groups()
            if data is not None:
                # White space between elements is no text.
                if not self._skipping and not self._note and (self._pieces or not data.isspace()):
                    self._pieces.append(Piece(unescape(data) if "&" in data else data, self._ref))
            elif tag:
                tag = tag.lower()
                if end:
                    self._ends(tag)
                else:
                    self._begins(tag, _attributes(attributes) if attributes and tag in _READ else {})
        self.flush()

    def _begins(self, tag: str, said: Mapping[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        if self._skipping:
            return
        classes = said.get("class", "").split()
        if tag in _BLOCKS:
            self.flush()
            if tag == "section":  # Quarto gives the section the id of its heading
                self._section_id = said.get("id", "")
            self._scale = "scale" in classes if tag in ("ol", "ul") else self._scale
            self._chosen = "chosen" in classes if tag == "li" else self._chosen
            own = said.get("id") or said.get("data-anchor-id", "")
            self._tag, self._id = tag, own or (self._section_id if tag in _HEADINGS else "")
        if tag == "a":
            self._begin_link(said, classes)
        elif tag == "div" and "table-region" in classes:
            self._region = (said.get("id", ""), said.get("aria-label", ""))
        elif tag == "table":
            id, label = self._region if self._region != ("", "") else (said.get("id", ""), "")
            self._table = Table(_NUMBERED.sub("", label), id, self._section)
            self._region = ("", "")
        elif tag == "thead":
            self._head = True
        elif tag == "tr" and self._table is not None and not self._head:
            self._table.rows.append([])
        elif tag == "figure":
            self._figure = Chart(id=said.get("id", ""), section=self._section)
        elif tag == "img":
            self._picture(said)

    def _begin_link(self, said: Mapping[str, str], classes: list[str]) -> None:
        href = said.get("href", "")
        file, _, anchor = href.partition("#")
        if "trace-note" in classes:
            self._note = True
            if self._last is not None:
                self._last.trace = self._place(file) + "#" + anchor
        elif "traced" in classes and file.endswith("trace.html"):
            self._ref = self._place(file) + "#" + anchor
        elif "cross-reference" in classes or "quarto-xref" in classes:
            self._ref = f"#{anchor}"  # its number is its place among others, not what it says

    def _place(self, file: str) -> str:
        folder = posixpath.dirname(posixpath.normpath(posixpath.join(self._folder, file)))
        return folder or "national"

    def _picture(self, said: Mapping[str, str]) -> None:
        source = posixpath.normpath(posixpath.join(self._folder, said.get("src", "")))
        if self._figure is not None:
            self._figure.alt, self._figure.source = said.get("alt", ""), source
        else:
            self.page.charts.append(Chart(said.get("alt", ""), "", self._section, said.get("alt", ""), source))

    def _ends(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
            return
        if self._skipping:
            return
        if tag == "a":
            self._ref, self._note = "", False
        if tag in _BLOCKS:
            self.flush(tag)
            self._scale = self._scale and tag not in ("ol", "ul")
        if tag == "thead":
            self._head = False
        elif tag == "table" and self._table is not None:
            self._end_table(self._table)
        elif tag == "figure" and self._figure is not None:
            self.page.charts.append(self._figure)
            self._last, self._figure = self._figure, None

    def _end_table(self, table: Table) -> None:
        self._table = None
        table.rows = [row for row in table.rows if row]
        charts, blocks = self.page.charts, self.page.blocks
        if not table.title and blocks and blocks[-1].text.startswith("Data: "):
            table.title = blocks.pop().text
        title = table.title.removeprefix("Data: ")
        if title != table.title and charts and charts[-1].title == title:
            charts[-1].data = table
            self._last = charts[-1]
        else:
            self.page.tables.append(table)
            self._last = table

    def flush(self, ended: str = "") -> None:
        """End the run of text, and put it where it belongs."""
        if not self._pieces and ended not in ("td", "th"):
            return
        pieces, self._pieces = tuple(self._pieces), []
        block = Block(self._tag or ended, self._section, pieces, self._id)
        cell = ended in ("td", "th")
        if not block.text and not cell:
            return
        self._id = ""
        if self._table is not None and block.tag != "caption":
            self._cell(block, ended)
        elif self._table is not None:
            self._table.title = _NUMBERED.sub("", block.text)
        elif self._figure is not None:
            if block.tag == "figcaption" or not self._figure.title:
                self._figure.title = _NUMBERED.sub("", block.text)
        elif self._scale:
            # Of the six steps of a scale the chosen one is what the page says.
            if self._chosen:
                self.page.grades.append((self._section, block.text.partition(" (")[0]))
        elif block.tag == "summary" and block.text.startswith("Data: "):
            self._region = ("", block.text)
        else:
            if block.tag in _HEADINGS:
                self._section = block.text
                block = Block(block.tag, block.text, pieces, block.id)
            self.page.blocks.append(block)
        self._tag = ""

    def _cell(self, block: Block, ended: str) -> None:
        if ended not in ("td", "th"):
            # A cell may hold several blocks: they count as one.
            self._kept = (*self._kept, *block.pieces, Piece(" "))
            return
        cell = Block(ended, block.section, (*self._kept, *block.pieces))
        self._kept = ()
        if self._head:
            self._table.header.append(cell)
        elif self._table.rows:
            self._table.rows[-1].append(cell)
