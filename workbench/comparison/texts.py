"""Running text compared, paragraph by paragraph and then word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from workbench.comparison.changes import Change, Reason, Where
from workbench.comparison.hiding import Hidden
from workbench.comparison.pages import Block, Page, Pair
from workbench.comparison.words import TERMS, word_differences, words_changed

#: Returns the reasons for a difference, given both texts with names in place of numbers.
Explainer = Callable[[str, str], tuple[Reason, ...]]
# Lines that explain a marker in a table: they come and go with it.
_LEGEND = ("[c] ", "[x] ", "[z] ", "[u] ")
# Paragraphs that share this much are one that was rewritten.
_ALIKE = 0.35


def text_changes(pair: Pair, why: Explainer, hidden: Hidden, terms: Iterable[str] = TERMS) -> Iterator[Change]:
    """Yield what differs in the running text of a page.

    A number in the text that leads to its trace is compared there: here only the words around it count.

    Parameters
    ----------
    pair
        The page on both sides.
    why
        Returns the reasons.
    hidden
        Numbers that one side holds back.
    terms
        The programme's proportion words.
    """
    for old, new in text_pairs(pair):
        block = new or old
        if block is None:
            continue
        said = [hidden.block(one) if one else "" for one in (old, new)]
        masked = [one.masked if one else "" for one in (old, new)]
        marks = ("word",) if old and new and words_changed(masked[0], masked[1], terms) else ()
        yield Change(
            pair.place, "text", block.section or pair.after.title, said[0], said[1],
            words=word_differences(said[0], said[1]),
            where=(pair.where(block.section),),
            reasons=why(masked[0], masked[1]), marks=marks, alike=" → ".join(masked),
        )  # fmt: skip


def text_pairs(pair: Pair) -> Iterator[tuple[Block | None, Block | None]]:
    """Yield the paragraphs that differ: old and new, one of them None where a paragraph came or went."""
    old, new, matcher = _matcher(pair)
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            yield from _matched(old[i:j], new[k:m])


def _matcher(pair: Pair) -> tuple[list[Block], list[Block], SequenceMatcher]:
    """Return the paragraphs of both sides, and what pairs them by their words without numbers."""
    old, new = _told(pair.before), _told(pair.after)
    masked = ([one.masked for one in side] for side in (old, new))
    return old, new, SequenceMatcher(None, *masked, autojunk=False)


def _told(page: Page) -> list[Block]:
    return [block for block in page.blocks if not block.text.startswith(_LEGEND)]


def _matched(old: list[Block], new: list[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Pair rewritten paragraphs with what they were, in order; the rest went or came."""
    begin = 0
    for one in old:
        best, place = _ALIKE, -1
        for index in range(begin, len(new)):
            likeness = SequenceMatcher(None, one.masked.split(), new[index].masked.split(), autojunk=False).ratio()
            if likeness > best:
                best, place = likeness, index
        if place < 0:
            yield one, None
            continue
        for other in new[begin:place]:
            yield None, other
        yield one, new[place]
        begin = place + 1
    for other in new[begin:]:
        yield None, other


def number_texts(pair: Pair) -> Iterator[tuple[str, str, str, Where]]:
    """Yield the numbers in unchanged sentences that read differently: name, old and new words, and where.

    Mostly the number itself changed, and so did its trace. Where the trace did not, the page says something else.
    """
    old, new, matcher = _matcher(pair)
    for block in matcher.get_matching_blocks():
        for index in range(block.size):
            one, other = old[block.a + index], new[block.b + index]
            if one.text != other.text:
                for first, second in zip(_linked(one), _linked(other), strict=True):
                    if first != second:
                        yield first[0], first[1], second[1], pair.where(other.section)


def _linked(block: Block) -> list[tuple[str, str]]:
    return [(piece.ref, piece.text) for piece in block.pieces if "#v-" in piece.ref]


def grade_changes(pair: Pair, why: tuple[Reason, ...]) -> Iterator[Change]:
    """Yield the grades that a page shows on its scales and that differ, for pages whose grades have no trace.

    Parameters
    ----------
    pair
        The page on both sides.
    why
        The reasons.
    """
    old, new = dict(pair.before.grades), dict(pair.after.grades)
    for section in sorted(old.keys() | new.keys()):
        one, other = old.get(section, ""), new.get(section, "")
        if one != other:
            where = (pair.where(section),)
            yield Change(pair.place, "grade", section, one, other, where=where, reasons=why, marks=("grade",))
