"""What a rendered page holds: runs of text, tables and charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from workbench.comparison.changes import Where


class Piece(NamedTuple):
    """A run of words; ``ref`` names the number it is, such as ``areas/fife#v-records-read``, or is empty."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, heading or other run of text.

    Parameters
    ----------
    tag
        The element.
    section
        The heading above it.
    pieces
        Its words.
    id
        Its id, of a heading.
    """

    tag: str
    section: str
    pieces: tuple[Piece, ...]
    id: str = ""

    @cached_property
    def text(self) -> str:
        """What it says."""
        return " ".join("".join([piece.text for piece in self.pieces]).split())

    @cached_property
    def masked(self) -> str:
        """What it says, with a name in place of every number that leads to its trace."""
        if not any(each.ref for each in self.pieces):
            return self.text
        return " ".join("".join([f"⟦{each.ref}⟧" if each.ref else each.text for each in self.pieces]).split())

    @cached_property
    def refs(self) -> frozenset[str]:
        """The numbers in it."""
        return frozenset([piece.ref for piece in self.pieces if "#v-" in piece.ref])


@dataclass
class Table:
    """A table: caption, headings and rows of cells; ``trace`` names its trace."""

    title: str = ""
    id: str = ""
    section: str = ""
    header: list[Block] = field(default_factory=list)
    rows: list[list[Block]] = field(default_factory=list)
    trace: str = ""


@dataclass
class Chart:
    """A picture with its description, and the data under it."""

    title: str = ""
    id: str = ""
    section: str = ""
    alt: str = ""
    source: str = ""
    data: Table | None = None
    trace: str = ""


@dataclass
class Page:
    """What a page says; ``grades`` are the chosen steps of its scales, with the heading above each."""

    path: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    grades: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """A page on both sides, or the sections of it that differ.

    Parameters
    ----------
    place
        Of the page: ``areas/fife``, or ``national``.
    before, after
        The page as it was, and as it is.
    """

    place: str
    before: Page
    after: Page

    def where(self, section: str) -> Where:
        """Return a heading of the page as a place in which something is published."""
        return Where(self.after.path, self.after.title or self.before.title, section)
