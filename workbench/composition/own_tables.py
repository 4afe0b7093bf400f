"""Tables typed by hand whose rows do not have as many cells as the table has columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.composition.shortcodes import masked
from workbench.composition.sources import Source
from workbench.errors import Fault

_DASHES = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BETWEEN = re.compile(r"(?<!\\)\|")


def table_faults(source: Source) -> Iterator[Fault]:
    r"""Yield a fault for each row of a pipe table that has more or fewer cells than the line of dashes.

    Pandoc leaves cells too many out and fills up with blanks, without a word.

    Examples
    --------
    >>> text = "| Way | People |\n|---|---|\n| Survey | 12 | 3 |\n| Interview |\n"
    >>> for fault in table_faults(Source("a.qmd", "_a.qmd", text)):
    ...     print(fault.line, fault.message)
    3 this row has 3 cells and its table 2 columns; what is too much would be left out
    4 this row has 1 cell and its table 2 columns; write every cell, a blank one as well
    """
    for row, message in _found(source.text):
        yield Fault(source.file, line=source.first_line + row, message=message)


@lru_cache(maxsize=4096)  # most sources are parts of templates, which every area's pages share
def _found(text: str) -> tuple[tuple[int, str], ...]:
    """Return line (from 0) and what is wrong."""
    if "|" not in text:
        return ()
    found: list[tuple[int, str]] = []
    lines = masked(text).split("\n")
    number = 1
    while number < len(lines):
        dashes, head = lines[number], lines[number - 1]
        number += 1
        if "|" not in dashes or "|" not in head or not _DASHES.fullmatch(dashes):
            continue
        columns, first = _cells(dashes.replace("+", "|")), number - 2
        while number < len(lines) and lines[number].strip() and "|" in lines[number]:
            number += 1
        for row in (first, *range(first + 2, number)):
            cells = _cells(lines[row])
            if cells != columns:
                found.append((row, _said(cells, columns)))
    return tuple(found)


def _cells(row: str) -> int:
    inner = row.strip()
    # A bar at the beginning and one at the end part nothing.
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return len(_BETWEEN.findall(inner)) + 1


def _said(cells: int, columns: int) -> str:
    much = "what is too much would be left out" if cells > columns else "write every cell, a blank one as well"
    row = f"{cells} cell{'' if cells == 1 else 's'}"
    return f"this row has {row} and its table {columns} column{'' if columns == 1 else 's'}; {much}"
