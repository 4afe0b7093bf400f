"""What one of two sides holds back is said in words, never with its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.comparison.changes import HELD
from workbench.comparison.pages import Block
from workbench.comparison.traces import Entry

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_MARKER = re.compile(r"\[c\]")
_SAID = (
    "not shown", "withheld", "a share that cannot be shown safely", "a number that cannot be shown safely",
    "a number that the source withholds", "a group too small to name",
)  # fmt: skip
#: What stands where a number would be.
HIDDEN = f"({HELD})"


def says_held(text: str) -> bool:
    """Whether a cell or number says that it is held back.

    Examples
    --------
    >>> says_held("[c]"), says_held("not shown"), says_held("a share that cannot be shown safely"), says_held("12")
    (True, True, True, False)
    """
    return bool(_MARKER.search(text)) or text.strip().lower() in _SAID


@dataclass(frozen=True)
class Hidden:
    """The numbers of one place that one side holds back and the other publishes.

    Parameters
    ----------
    refs
        The names by which pages refer to them, such as ``areas/fife#v-records-read``.
    numerals
        The numerals that one side publishes of them.

    Examples
    --------
    >>> hidden = Hidden(frozenset(), frozenset({"8", "22%"}))
    >>> hidden.text("22% said so, in 2021")
    '(held back) said so, in 2021'
    """

    refs: frozenset[str] = frozenset()
    numerals: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.refs or self.numerals)

    def text(self, text: str) -> str:
        """Return a text without the numerals."""
        if not self.numerals:
            return text
        return _NUMERAL.sub(lambda match: HIDDEN if match.group() in self.numerals else match.group(), text)

    def block(self, block: Block) -> str:
        """Return what a block says without the numbers that are held back."""
        pieces = (HIDDEN if piece.ref in self.refs else self.text(piece.text) for piece in block.pieces)
        return " ".join("".join(pieces).split())

    def with_cells(self, cells: Iterable[str]) -> Hidden:
        """Return it with the numerals of cells of which one side holds the number back."""
        found = {numeral for cell in cells for numeral in _NUMERAL.findall(cell)}
        return Hidden(self.refs, self.numerals | found) if found else self


def hidden_numbers(place: str, before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Hidden:
    """Return what one side holds back and the other publishes, of the numbers that have a trace.

    Parameters
    ----------
    place
        ``areas/fife`` or ``national``.
    before, after
        Entries of both trace pages.
    """
    refs, numerals = set(), set()
    for anchor in before.keys() & after.keys():
        one, other = before[anchor], after[anchor]
        if one.held != other.held:
            refs.add(f"{place}#{anchor}")
            shown = other if one.held else one
            said = " ".join(shown.said.get(term, "") for term in ("Value", "Count and base", "Likely range"))
            numerals.update(_NUMERAL.findall(said))
    return Hidden(frozenset(refs), frozenset(numerals))
