"""Blocks that a text opens and does not close, or closes without having opened: they would take in what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    if ":::" not in source.text and "```" not in source.text and "~~~" not in source.text:
        return
    opened: list[int] = []
    # What is closed as code is blank here.
    for number, line in enumerate(masked(source.text).split("\n")):
        if _CODE.fullmatch(line):
            yield _fault(source, number, f"this code is not closed; end it with a line of {line[:1] * 3}")
            return  # what stands below may be meant as code
        if _OPENS.fullmatch(line):
            opened.append(number)
        elif _CLOSES.fullmatch(line):
            if opened:
                opened.pop()
            else:
                yield _fault(source, number, "no block is open that this line could close; take it out")
    for number in opened:
        yield _fault(source, number, "this block is not closed; end it with a line of three colons")


def _fault(source: Source, number: int, message: str) -> Fault:
    return Fault(source.file, line=source.first_line + number, message=message)
