"""What a Word report says of its numbers: the words before each raised trace number, and each traced table's cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from workbench.provenance.package import parts_of
from workbench.provenance.papers import Marked

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BODY, _LINKS = "word/document.xml", "word/_rels/document.xml.rels"
_TRACE = "trace.html#"
_SPACES = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}noBreakHyphen": "-"}


def word_marks(path: Path) -> list[Marked]:
    """Return every place of a Word file that leads to a trace.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of Marked
        In order; none where the file is none that can be opened: its sum says so.
    """
    parts = parts_of(path, lambda name: name in (_BODY, _LINKS))
    try:
        # Nothing in an XML file of a release may lead out of it: the parser opens no other file.
        body, links = ElementTree.fromstring(parts[_BODY]), ElementTree.fromstring(parts[_LINKS])
    except (KeyError, ElementTree.ParseError):
        return []
    targets = {each.get("Id", ""): each.get("Target", "") for each in links}
    return list(_Reading(targets).marks(body))


class _Reading:
    def __init__(self, targets: dict[str, str]) -> None:
        self.targets = targets
        self.heading = ""
        self.cells: tuple[str, ...] = ()

    def marks(self, element: ElementTree.Element) -> Iterator[Marked]:
        for child in element:
            if child.tag == f"{_WORD}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_WORD}tbl":
                yield from self.marks(child)
                self.cells = tuple(_text(cell) for cell in child.iter(f"{_WORD}tc"))
            else:
                yield from self.marks(child)

    def _paragraph(self, paragraph: ElementTree.Element) -> Iterator[Marked]:
        style = next((each.get(f"{_WORD}val", "") for each in paragraph.iter(f"{_WORD}pStyle")), "")
        before = ""
        for child in paragraph:
            target = self.targets.get(child.get(f"{_OFFICE}id", ""), "") if child.tag == f"{_WORD}hyperlink" else ""
            if _TRACE not in target:
                before += _text(child)
                continue
            page, _, anchor = target.partition("#")
            table = not anchor.startswith("v-")
            leading = (before,) if style == "KeyFact" else ()
            yield Marked(before, page, anchor, self.heading, self.cells if table else (), leading)
            if table:  # what stands above belongs to this note, not to one further down
                self.cells = ()
        if style.startswith("Heading"):
            self.heading = before.strip()


def _text(element: ElementTree.Element) -> str:
    return "".join(each.text or "" if each.tag == f"{_WORD}t" else _SPACES.get(each.tag, "") for each in element.iter())
