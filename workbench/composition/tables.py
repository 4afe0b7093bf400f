"""Recorded tables as Quarto pipe tables, every cell plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.composition.text import dashed, plain

#: How a cell that holds no value is shown, and what that means. The marks are the ones that statistics in
#: spreadsheets use in the United Kingdom's public bodies.
SUPPRESSED = "[c]"
MISSING = "[x]"
MEANINGS = {
    SUPPRESSED: "[c] A number too small to show without a risk of identifying someone.",
    MISSING: "[x] Not available.",
}
_NUMERIC = {"count", "percent", "number", "proportion"}


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
    if isinstance(cell, Mapping):
        return SUPPRESSED
    if cell is None or cell == "":
        return MISSING if kind in _NUMERIC else "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        number = f"{cell:,.0f}" if float(cell).is_integer() else f"{cell:,.1f}"
        return f"{number}%" if kind in {"percent", "proportion"} else number
    return str(cell)


def pipe_table(
    labels: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool] = (), caption: str = "", ref: str = ""
) -> str:
    """Return a pipe table of ready texts.

    Parameters
    ----------
    labels
        Column headings, plain text.
    rows
        Cells, plain text.
    numeric
        For each column whether it is set to the right.
    caption, ref
        Caption as plain text, and the cross-reference id (``tbl-…``).

    Examples
    --------
    >>> print(pipe_table(["Grade", "Areas"], [["Good", "3"]], [False, True], "Grades", "tbl-g"), end="")
    | Grade | Areas |
    |:------|------:|
    | Good | 3 |
    <BLANKLINE>
    : Grades {#tbl-g}
    """
    body = [[plain(cell) for cell in row] for row in rows]
    right = [*numeric, *[False] * (len(labels) - len(numeric))]
    widths = _widths(labels, body)
    rule = [
        "-" * (width + 1) + ":" if is_right else ":" + "-" * (width + 1)
        for width, is_right in zip(widths, right, strict=False)
    ]
    lines = ["| " + " | ".join(plain(label) for label in labels) + " |", "|" + "|".join(rule) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in body]
    if caption:
        lines += ["", f": {plain(caption)}" + (f" {{#{ref}}}" if ref else "")]
    return "\n".join(lines) + "\n"


def _widths(labels: Sequence[str], body: Sequence[Sequence[str]]) -> list[int]:
    # Pandoc takes relative widths from the rule when a row is long: give long text room, short columns enough.
    def longest(index: int) -> int:
        cells = [row[index] for row in body if index < len(row)]
        words = max((len(word) for cell in (*cells, labels[index]) for word in cell.split()), default=1)
        return max(words, min(max((len(cell) for cell in (*cells, labels[index])), default=1), 48))

    return [max(3, longest(index)) for index in range(len(labels))]


def recorded_table(table: Mapping[str, Any], *, caption: str | None = None, ref: str = "") -> str:
    """Return a recorded table with its caption, what its marks mean, and its notes.

    Parameters
    ----------
    table
        As in ``results.json``.
    caption
        Instead of the table's own title; empty for none.
    ref
        Cross-reference id (``tbl-…``); empty for none.
    """
    columns = table["columns"]
    kinds = [column.get("kind", "text") for column in columns]
    rows = [[cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table["rows"]]
    title = table["title"] if caption is None else caption
    if not rows:
        return f"{plain(title or table['title'])}: there is nothing to show.\n" + notes(table.get("notes", []))
    text = pipe_table([c["label"] for c in columns], rows, [kind in _NUMERIC for kind in kinds], title, ref)
    shown = {cell for row in rows for cell in row}
    return text + notes([*(meaning for mark, meaning in MEANINGS.items() if mark in shown), *table.get("notes", [])])


def notes(lines: Iterable[str]) -> str:
    """Return notes beneath a table, one paragraph each; an empty string when there are none."""
    paragraphs = [plain(line) for line in lines]
    if not paragraphs:
        return ""
    return "\n::: {.table-notes}\n" + "\n\n".join(paragraphs) + "\n:::\n"


def table_partial(name: str, table: Mapping[str, Any]) -> str:
    """Return the partial ``_tables/<name>.md`` of a recorded table, to be referred to as ``@tbl-<name>``."""
    return recorded_table(table, ref=f"tbl-{dashed(name)}")
