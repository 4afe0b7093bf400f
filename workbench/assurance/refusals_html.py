"""What is not accessible in an HTML page, as far as it can be seen in its elements alone."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

#: Elements whose words are looked at.
_WORDED = frozenset({"a", "button", "title", "table", "svg", "h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNSEEN = frozenset(["link", "meta", "script", "style"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Elements that need a name, and what they are called.
_NAMED = {"a": "link", "button": "button"}


class _Page(HTMLParser):
    """The elements of a page that checks look at."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.title = ""
        self.mains = 0
        self.headings: list[tuple[int, str]] = []
        self.faults: list[str] = []
        self._ids: set[str] = set()
        # Open elements: name, attributes, words and descriptions of pictures inside where they are looked at.
        self._open: list[tuple[str, dict[str, str], list[str] | None]] = []
        self._worded: list[list[str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.language = found.get("lang", "")
        # Quarto names both of its style sheets, for light and dark, alike; a reader meets neither.
        if (id := found.get("id", "")) and tag not in _UNSEEN:
            if id in self._ids:
                self.faults.append(f"has the id '{id}' twice.")
            self._ids.add(id)
        self.mains += tag == "main" or found.get("role") == "main"
        if tag == "img":
            self._picture(found)
        if tag not in _VOID:
            words: list[str] | None = [] if tag in _WORDED else None
            self._open.append((tag, found, words))
            if words is not None:
                self._worded.append(words)

    handle_startendtag = handle_starttag

    def _picture(self, found: dict[str, str]) -> None:
        if "alt" not in found and found.get("role") not in ("presentation", "none"):
            self.faults.append(f"has a picture without a description: {found.get('src', '')[:80]}.")
        self.handle_data(found.get("alt", ""))

    def handle_data(self, data: str) -> None:
        for words in self._worded:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _, _ in self._open):
            return
        while self._open:
            name, found, words = self._open.pop()
            if words is not None:
                self._worded.pop()
            self._ended(name, found, "".join(words or ()).strip())
            if name == tag:
                return

    def _ended(self, tag: str, found: dict[str, str], words: str) -> None:
        inside = {name for name, _, _ in self._open}
        if tag == "title" and "svg" not in inside:
            self.title = words
        if tag in _HEADINGS and "main" in inside:
            self.headings.append((_HEADINGS[tag], " ".join(words.split())))
        named = words or found.get("aria-label") or found.get("aria-labelledby") or found.get("title")
        hidden = found.get("aria-hidden") == "true" or "hidden" in found
        if tag in _NAMED and not named and not hidden and (tag == "button" or "href" in found):
            self.faults.append(f"has a {_NAMED[tag]} without a name: {found.get('href') or found.get('class') or ''}.")
        if tag == "svg" and found.get("role") == "img" and not named:
            self.faults.append("has a drawing without a description.")
        if tag == "table":
            self._table(found, words)
        if tag == "th":
            for name, attributes, _ in reversed(self._open):
                if name == "table":
                    attributes["with header"] = "yes"
                    break

    def _table(self, found: dict[str, str], words: str) -> None:
        if "with header" not in found and words and found.get("role") not in ("presentation", "none"):
            self.faults.append(f"has a table without header cells: {words[:60]!r}.")


def html_faults(text: str) -> Iterator[str]:
    """Yield what is not accessible in a page, each as a sentence about it.

    Parameters
    ----------
    text
        The whole page.

    Examples
    --------
    >>> list(html_faults('<html lang="en"><title>T</title><main><h1>A</h1><img src="a.svg"></main></html>'))
    ['has a picture without a description: a.svg.']
    """
    page = _Page()
    page.feed(text)
    page.close()
    if not page.language:
        yield "does not name its language."
    if not page.title:
        yield "has no title."
    if page.mains != 1:
        yield f"has {page.mains or 'no'} main landmark{'s' if page.mains > 1 else ''}."
    first = sum(level == 1 for level, _ in page.headings)
    if first != 1:
        yield f"has {first} headings of level 1."
    # An empty list of levels has been told of by its lack of a heading of level 1.
    for (before, _), (after, words) in pairwise(page.headings):
        if after - before > 1:
            yield f"has the heading “{words[:60]}” of level {after} below one of level {before}."
            break
    yield from dict.fromkeys(page.faults)
