"""Headings that say nothing, have nothing below them, or stand on a level that their place does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from workbench.composition.shortcodes import COMMENT, masked
from workbench.composition.sources import Source
from workbench.errors import Fault

_HEADING = re.compile(r"^(?P<marks>#{1,6})(?![#\w])[ \t]*(?P<words>[^\n]*?)[ \t]*(?:\{[^}\n]*\})?[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{(?!\{)[^{}\n]*\}[ \t]*$")


def heading_faults(source: Source) -> Iterator[Fault]:
    r"""Yield a fault for each heading without words.

    Examples
    --------
    >>> for fault in heading_faults(Source("a.qmd", "a.qmd", "One.\n\n###\n\nTwo.")):
    ...     print(fault.line, fault.message)
    3 a heading without words; write what its section is about, or take it out
    """
    for match in _HEADING.finditer(masked(source.text)):
        # Code is words, too.
        written = _ATTRIBUTES.sub("", COMMENT.sub("", source.text[match.start() : match.end()]))
        if not written.strip("# \t"):
            message = "a heading without words; write what its section is about, or take it out"
            line = source.first_line + source.text.count("\n", 0, match.start())
            yield Fault(source.file, line=line, message=message)


def heading_notes(source: Source) -> Iterator[str]:
    r"""Yield a sentence for each heading with nothing below it before the next one of its level or above.

    What stands below the last heading of a file may come from the file that includes it.

    Examples
    --------
    >>> print(*heading_notes(Source("a.qmd", "_a.qmd", "### Next steps\n\n### Who was heard\n\nPeople.")))
    a.qmd, line 1: nothing stands below the heading 'Next steps'
    """
    text = masked(source.text)
    found = list(_HEADING.finditer(text))
    for match, following in pairwise(found):
        if match["words"] and len(following["marks"]) <= len(match["marks"]) and not _words(text, match, following):
            line = source.first_line + text.count("\n", 0, match.start())
            yield f"{source.file}, line {line}: nothing stands below the heading '{match['words']}'"


def level_before(source: Source, place: int, otherwise: int) -> int:
    """Return the level of the last heading before a place in a source; ``otherwise`` where there is none."""
    levels = [level for start, level in _levels(source.text) if start < place]
    return levels[-1] if levels else otherwise


@lru_cache(maxsize=4096)  # most sources are parts of templates, which every area's pages share
def _levels(text: str) -> tuple[tuple[int, int], ...]:
    """Return place and level of each heading."""
    return tuple((match.start(), len(match["marks"])) for match in _HEADING.finditer(masked(text)))


def level_notes(source: Source, above: int) -> Iterator[str]:
    r"""Yield a sentence for each heading that ends the chapter it stands in, or that leaves a level out.

    Who has a page read aloud finds the way by the levels.

    Parameters
    ----------
    source
        A text that people wrote.
    above
        Level of the heading under which it is included.

    Examples
    --------
    >>> print(*level_notes(Source("a.qmd", "_a.qmd", "# One\n\nx\n\n### Two\n\n##### Three\n\nx"), 2), sep="\n")
    a.qmd, line 1: the heading 'One' would end the chapter that this text stands in; write it with ###
    a.qmd, line 7: the heading 'Three' leaves a level out; write it with ####
    """
    text, before = masked(source.text), above
    for match in _HEADING.finditer(text):
        level = len(match["marks"])
        wrong = "would end the chapter that this text stands in" if level <= above else ""
        if level > before + 1:
            wrong = "leaves a level out"
        if wrong and match["words"]:
            line = source.first_line + text.count("\n", 0, match.start())
            right = "#" * min(max(above, before) + 1 if level > above else above + 1, 6)
            yield f"{source.file}, line {line}: the heading '{match['words']}' {wrong}; write it with {right}"
        before = max(level, above + 1)


def _words(text: str, match: re.Match[str], following: re.Match[str]) -> str:
    # Fences alone are no words: of columns, tabs and boxes.
    between = text[match.end() : following.start()]
    return "\n".join(line for line in between.splitlines() if not re.fullmatch(r"\s*:{3,}.*", line)).strip()
