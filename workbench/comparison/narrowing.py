"""The report's part of a page, and of two versions only the sections that differ: long reports are compared quickly."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import unescape

# What a page says of the run, not of the evidence: keys, numbers of cells, numbers of entries, tables and figures.
_QUIET = re.compile(r"<code>[0-9a-f]{12,64}</code>|\bcell \d+ of |>T\d+ |\bTable \d+\b|\bFigure \d+\b")
_SECTION = re.compile(r"(?=<h2[ >])")
_ENTRY = re.compile(r"(?=<h[23][ >])")
_PAGE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_SUBTITLE = re.compile(r'<p class="subtitle\b[^"]*">(.*?)</p>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"<h2[ >].*?</h2>", re.DOTALL)


def report_part(html: str) -> str:
    """Return the part of a page that is the report: no header, navigation or footer.

    Examples
    --------
    >>> report_part('<header>x</header><main id="content"><article class="report"><p>1</p></article></main>')
    '<p>1</p>'
    """
    for start, end in (('<article class="report">', "</article>"), ("<main", "</main>")):
        rest = html.partition(start)[2]
        if rest:
            if start == "<main":
                rest = rest.partition(">")[2]
            return rest.rpartition(end)[0]
    return html.partition("<body")[2].partition(">")[2] or html


def page_title(html: str) -> str:
    """Return the heading of a page."""
    found = _TITLE.search(html)
    return " ".join(unescape(_TAG.sub("", found.group(1))).split()) if found else ""


def page_heading(html: str) -> str:
    """Return the heading of a page with the line below it, which says such as that the evidence is made up.

    Examples
    --------
    >>> page_heading('<h1>Fife</h1> <p class="subtitle">Sample</p> <p class="page-state">Draft</p>')
    'Fife. Sample'
    """
    found = _SUBTITLE.search(html)
    below = " ".join(unescape(_TAG.sub("", found.group(1))).split()) if found else ""
    return ". ".join(text for text in (page_title(html), below) if text)


def site_title(html: str) -> str:
    """Return the title of the site that a page says after its own; its own where that is all.

    Examples
    --------
    >>> site_title("<title>Fife – Adult support</title><h1>Fife</h1>"), site_title("<title>Fife</title><h1>Fife</h1>")
    ('Adult support', 'Fife')
    """
    found = _PAGE.search(html)
    whole = " ".join(unescape(found.group(1)).split()) if found else ""
    return whole.removeprefix(f"{page_title(html)} – ")


def quiet(html: str) -> str:
    """Return HTML without what is no content."""
    return _QUIET.sub("", html)


def narrowed(before: str, after: str, *, entries: bool = False) -> tuple[str, str] | None:
    """Return the sections of two reports that differ, each in its order; None where none does.

    Parameters
    ----------
    before, after
        The report's part of a page.
    entries
        Whether to go by entry, as of a page of traces: each keeps the heading of its stage.

    Examples
    --------
    >>> narrowed("<h2>A</h2>1<h2>B</h2>2", "<h2>A</h2>1<h2>B</h2>3")
    ('<h2>B</h2>2', '<h2>B</h2>3')
    >>> narrowed("<h2>Table 1: A</h2>", "<h2>Table 2: A</h2>") is None
    True
    """
    if before == after:
        return None
    one, other = _sections(before, entries), _sections(after, entries)
    matcher = SequenceMatcher(None, [quiet(text) for text in one], [quiet(text) for text in other], autojunk=False)
    gone, came = [], []
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            gone += one[i:j]
            came += other[k:m]
    return ("".join(gone), "".join(came)) if gone or came else None


def _sections(html: str, entries: bool) -> list[str]:
    if not entries:
        return _SECTION.split(html)
    found, heading = [], ""
    for part in _ENTRY.split(html):
        stage = _HEADING.match(part)
        heading = stage.group() if stage else heading
        found.append(part if stage else heading + part)
    return found
