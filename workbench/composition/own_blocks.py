"""Blocks that a text opens and does not close, or closes without having opened: they would take in what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.composition.shortcodes import masked
from workbench.composition.sources import Source
from workbench.errors import Fault

_OPENS = re.compile(r"[ \t>]*:{3,}[ \t]*(?:\{[^\n]*\}|[\w.-]+)[ \t]*:*[ \t]*")
_CLOSES = re.compile(r"[ \t>]*:{3,}[ \t]*")
_CODE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`]*")


def block_faults(source: Source) -> Iterator[Fault]:
    r"""Yield a fault for each block (``:::``) or code (three backticks) that a text leaves open, or closes too often.

    Each file is whole by itself: what it leaves open would end somewhere in the page that it is included in.

    Examples
    --------
    >>> for fault in block_faults(Source("a.qmd", "_a.qmd", "::: {.works-well}\nWell.\n")):
    ...     print(fault.line, fault.message)
    1 this block is not closed; end it with a line of three colons
    """
    for number, message in _found(source.text):
        yield Fault(source.file, line=source.first_line + number, message=message)


@lru_cache(maxsize=4096)  # most sources are parts of templates, which every area's pages share
def _found(text: str) -> tuple[tuple[int, str], ...]:
    """Return line (from 0) and what is wrong."""
    if ":::" not in text and "```" not in text and "~~~" not in text:
        return ()
    opened: list[int] = []
    found: list[tuple[int, str]] = []
    # What is closed as code is blank here.
    for number, line in enumerate(masked(text).split("\n")):
        if _CODE.fullmatch(line):
            found.append((number, f"this code is not closed; end it with a line of {line[:1] * 3}"))
            return tuple(found)  # what stands below may be meant as code
        if _OPENS.fullmatch(line):
            opened.append(number)
        elif _CLOSES.fullmatch(line):
            if opened:
                opened.pop()
            else:
                found.append((number, "no block is open that this line could close; take it out"))
    found += [(number, "this block is not closed; end it with a line of three colons") for number in opened]
    return tuple(found)
