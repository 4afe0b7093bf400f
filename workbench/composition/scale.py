"""A quality indicator's grade on its scale, and what the strands of evidence say of it side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from helpers.names import quality_indicator_key
from workbench.composition.recorded_parts import missing_text
from workbench.composition.results import Recorded
from workbench.composition.tables import cell_text, notes, pipe_table
from workbench.composition.text import dashed, plain

_POINTS = (
    "In brackets: how many questions, items or findings point to a strength (for), to an area for improvement "
    "(against), or to neither."
)


def scale_partial(grades: Iterable[Any], recorded_grade: int | None) -> str:
    """Return the scale as a list from the lowest grade to the highest, the recorded one in bold.

    The theme draws the block as a labelled scale; without the theme it is still a plain list.

    Parameters
    ----------
    grades
        The scale's grades, each with ``value`` and ``label``.
    recorded_grade
        The grade that was recorded, or None.
    """
    labels = [(plain(grade.label), grade.value == recorded_grade) for grade in sorted(grades, key=lambda g: g.value)]
    items = "".join(f"- **{label}**\n" if recorded else f"- {label}\n" for label, recorded in labels)
    return f"::: {{.evaluation-scale}}\n{items}:::\n"


def matrix_partial(indicator: str, recorded: Recorded, title: str = "") -> str:
    """Return the indicator's row of ``evaluation.matrix``, turned: one line for each strand; empty without a matrix.

    It is empty as well where no strand was read at all, as in a programme without ``signals``: such strands are
    not silent. An indicator that a word stands for is found by its ``title``.
    """
    table = recorded.tables.get("evaluation.matrix")
    if table is None:
        return ""
    if table.get("status") == "missing":
        return missing_text("Strands of evidence", table.get("reason", ""))
    if not any(name.endswith(".signals") for name in recorded.tables):
        return ""
    columns, row = table["columns"], None
    for each in table["rows"]:
        if str(each[0]).split(" ")[0].rstrip(":") == indicator or (title and str(each[0]) == title):
            row = each
    if row is None:
        return missing_text("Strands of evidence", "")
    rows = [
        [column["label"], cell_text(cell, column.get("kind", "text"))]
        for column, cell in zip(columns[1:], row[1:], strict=True)
    ]
    caption = "What each strand of evidence says"
    text = pipe_table(
        ["Strand", "What it says"], rows, caption=caption, ref=f"tbl-{dashed(quality_indicator_key(indicator))}-strands"
    )
    return text + notes([_POINTS] if any(" for, " in said for _, said in rows) else [])
