"""The data annex: every figure's data as an accessible spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workbench.composition.results import Recorded
from workbench.composition.text import one_line
from workbench.outputs.spreadsheet import (
    MISSING,
    NOT_APPLICABLE,
    SHORTHAND,
    SUPPRESSED,
    Cell,
    Sheet,
    Spreadsheet,
    unique_columns,
)

_NUMERIC = {"count", "percent", "number", "proportion"}
_WORDLESS = re.compile(r"\W*")


def annex(place: str, programme: str, as_of: str, recorded: Recorded, *, notice: str = "") -> Spreadsheet | None:
    """Return the annex of an area or the nation; None where nothing was drawn.

    Parameters
    ----------
    place
        The area's name, or "Scotland".
    programme
        The programme's title.
    as_of
        Date of the evidence in words.
    recorded
        What was recorded: already protected, so a cell that may not be shown holds no number.
    notice
        What marks the evidence as synthetic; empty where it is real.
    """
    sheets, notes = [], {}
    for number, name in enumerate(sorted(recorded.figures), 1):
        figure = recorded.figures[name]
        data = figure.get("data")
        if figure.get("status") == "missing" or not data or not data["rows"]:
            continue
        columns = data["columns"]
        about = tuple(one_line(text) for text in (notice, figure.get("alt", "")) if text)
        sheets.append(
            Sheet(
                name=f"{number}_{name.replace('.', '_')}"[:31],
                title=one_line(figure["title"]),
                columns=unique_columns([one_line(_label(column)) for column in columns]),
                rows=tuple(_row(row, columns) for row in data["rows"]),
                about=about,
                source=f"{notice or 'Evidence'}, as of {as_of}. Recorded as {name}.",
            )
        )  # fmt: skip
        for note in data.get("notes", []):
            notes.setdefault(one_line(note), []).append(str(number))
    if not sheets:
        return None
    intro = [
        f"{programme}.",
        "Each worksheet holds the data of one figure of the report, in one table.",
        f"Evidence as of {as_of}.",
        f"Shorthand: {'; '.join(SHORTHAND.values())}.",
        "Tell the publisher if you need this information in another format.",
    ]
    if notice:
        intro.insert(0, f"{notice}. The evidence is made up; it says nothing about any real council or person.")
    return Spreadsheet(
        title=f"{place}: data of the figures",
        intro=tuple(intro),
        sheets=tuple(sheets),
        notes=tuple(
            (f"{'Figure' if len(numbers) == 1 else 'Figures'} {', '.join(numbers)}", note)
            for note, numbers in notes.items()
        ),
    )


def cell_value(cell: Any, kind: str = "text") -> Cell:
    """Return what a spreadsheet's cell holds: a number, a text, or the shorthand for a cell without a value.

    Examples
    --------
    >>> cell_value({"suppressed": "few"}, "count"), cell_value(None, "count"), cell_value("", "text"), cell_value(82)
    ('[c]', '[x]', '[z]', 82)
    """
    if isinstance(cell, Mapping):
        return SUPPRESSED
    if cell is None or cell == "":
        return MISSING if kind in _NUMERIC else NOT_APPLICABLE
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    text = one_line(str(cell))
    return NOT_APPLICABLE if _WORDLESS.fullmatch(text) else text


def _row(row: list[Any], columns: list[Mapping[str, Any]]) -> tuple[Cell, ...]:
    return tuple(cell_value(cell, column.get("kind", "text")) for cell, column in zip(row, columns, strict=True))


def _label(column: Mapping[str, Any]) -> str:
    return f"{column['label']} (%)" if column.get("kind") in {"percent", "proportion"} else str(column["label"])
