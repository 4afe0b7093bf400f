"""Recorded tables as Quarto pipe tables, every cell plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from helpers.values import grouped
from workbench.composition.text import dashed, one_line, plain

#: How a cell that holds no value is shown, and what that means. The marks are the ones that statistics in
#: spreadsheets use in the United Kingdom's public bodies.
SUPPRESSED = "[c]"
MISSING = "[x]"
MEANINGS = {
    SUPPRESSED: "[c] Not shown: the number, or one that it would give away, could identify someone.",
    MISSING: "[x] Not available.",
}
# Characters on a line of an A4 page, room around a cell, and from which length a text or word may be broken.
_LINE, _PADDING, _LONGEST, _WORD = 72, 3, 70, 12
_NUMERIC = {"count", "percent", "number", "proportion"}


@dataclass(frozen=True)
class Linked:
    """The text of a cell, and how it is written as Markdown: a link to where the number comes from."""

    text: str
    markdown: str

    def __str__(self) -> str:
        return self.text


def cell_text(cell: Any, kind: str = "text") -> str:
    """Return one cell as the words a reader sees.

    Parameters
    ----------
    cell
        A text, a number, None, or ``{"suppressed": reason}``.
    kind
        Kind of the column: text, count, percent, number or proportion.

    Examples
    --------
    >>> cell_text(12345, "count"), cell_text(82, "percent"), cell_text({"suppressed": "few"}), cell_text(None, "count")
    ('12,345', '82%', '[c]', '[x]')
    """
    if cell is None or cell == "":
        return MISSING if kind in _NUMERIC else "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        number = grouped(cell)
        return f"{number}%" if kind in {"percent", "proportion"} else number
    return SUPPRESSED if isinstance(cell, Mapping) else str(cell)


def pipe_table(
    labels: Sequence[str],
    rows: Iterable[Sequence[str | Linked]],
    numeric: Sequence[bool] = (),
    caption: str = "",
    ref: str = "",
) -> str:
    """Return a pipe table of ready texts.

    Parameters
    ----------
    labels
        Column headings, plain text.
    rows
        Cells, plain text, or with a link.
    numeric
        For each column whether it is set to the right.
    caption, ref
        Caption as plain text, and the cross-reference id (``tbl-…``).

    Examples
    --------
    >>> print(pipe_table(["Grade", "Areas"], [["Good", "3"]], [False, True], "Grades", "tbl-g"), end="")
    | Grade | Areas |
    |:--------|--------:|
    | Good | 3 |
    <BLANKLINE>
    : Grades {#tbl-g}
    """
    rows = [list(row) for row in rows]
    texts = [[one_line(str(cell)) for cell in row] for row in rows]
    right = [*numeric, *[False] * (len(labels) - len(numeric))]
    widths = column_widths([one_line(label) for label in labels], texts, right)
    rule = [
        "-" * width + ":" if right_set else ":" + "-" * width for width, right_set in zip(widths, right, strict=False)
    ]
    lines = ["| " + " | ".join(plain(label) for label in labels) + " |", "|" + "|".join(rule) + "|"]
    lines += [
        "| " + " | ".join(cell.markdown if isinstance(cell, Linked) else plain(cell) for cell in row) + " |"
        for row in rows
    ]
    if caption:
        lines += ["", f": {plain(caption)}" + (f" {{#{ref}}}" if ref else "")]
    return "\n".join(lines) + "\n"


def column_widths(labels: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> list[int]:
    """Return the widths that the rule of a table gives its columns.

    Pandoc takes them as shares of the page when a line is longer than 72 characters. A line of an A4 page holds about
    as many, so no column may get less than its longest number or word; what is left goes to long texts.

    Parameters
    ----------
    labels, rows
        Headings and cells as a reader sees them.
    numeric
        For each column whether it holds numbers.

    Returns
    -------
    list of int
        In characters; a table that needs a whole line has more than 72 in sum.

    Examples
    --------
    >>> column_widths(["Grade", "Areas"], [["Very good", "3"]], [False, True])
    [12, 8]
    """
    least, wanted = [], []
    for index, label in enumerate(labels):
        cells = [row[index] for row in rows if index < len(row)]
        longest_word = max(map(_longest_word, (*cells, label))) or 1
        longest = max(map(len, (*cells, label)))
        # A number must not be broken; a long word can be.
        floor = max(map(len, cells), default=1) if numeric[index] else min(longest_word, _WORD)
        least.append(max(3, floor, min(longest_word, _WORD)) + _PADDING)
        wanted.append(max(least[-1], min(longest, _LONGEST) + _PADDING))
    if sum(wanted) <= _LINE:
        return wanted
    spare = max(0, _LINE - sum(least))
    asked = sum(wanted) - sum(least) or 1
    return [2 * (low + spare * (high - low) // asked) for low, high in zip(least, wanted, strict=True)]


@lru_cache(maxsize=50_000)  # 32 areas have most of their words in common
def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def recorded_table(
    table: Mapping[str, Any], *, caption: str | None = None, ref: str = "", trace: str = "",
    by_area: Callable[[str, str, str], Linked] | None = None,
) -> str:  # fmt: skip
    """Return a recorded table with its caption, what its marks mean, and its notes.

    Parameters
    ----------
    table
        As in ``results.json``.
    caption
        Instead of the table's own title; empty for none.
    ref
        Cross-reference id (``tbl-…``); empty for none.
    trace
        Markdown that leads to where its numbers come from; the last of its notes.
    by_area
        Of a table with a row for each area, returns a cell with its link, given its text, the area and the column's id.
    """
    columns = table["columns"]
    kinds = [column.get("kind", "text") for column in columns]
    rows = [[cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table["rows"]]
    title = table["title"] if caption is None else caption
    if not rows:
        return f"{plain(title or table['title'])}: there is nothing to show.\n" + notes(table.get("notes", []))
    cells: list[list[str | Linked]] = [list(row) for row in rows]
    if by_area and columns[0]["id"] == "area":
        ids = [column["id"] for column in columns]
        cells = [[row[0], *map(by_area, row[1:], [row[0]] * len(ids), ids[1:])] for row in rows]
    text = pipe_table([c["label"] for c in columns], cells, [kind in _NUMERIC for kind in kinds], title, ref)
    shown = {cell for row in rows for cell in row}
    said = [*(meaning for mark, meaning in MEANINGS.items() if mark in shown), *table.get("notes", [])]
    return text + notes(said, trace)


def notes(lines: Iterable[str], trace: str = "") -> str:
    """Return notes beneath a table, one paragraph each, ``trace`` as the last; empty when there are none."""
    paragraphs = [*(plain(line) for line in lines), *([trace] if trace else [])]
    if not paragraphs:
        return ""
    return "\n::: {.table-notes}\n" + "\n\n".join(paragraphs) + "\n:::\n"


def table_partial(
    name: str, table: Mapping[str, Any], trace: str = "", by_area: Callable[[str, str, str], Linked] | None = None
) -> str:
    """Return the partial ``_tables/<name>.md`` of a recorded table, to be referred to as ``@tbl-<name>``."""
    return recorded_table(table, ref=f"tbl-{dashed(name)}", trace=trace, by_area=by_area)
