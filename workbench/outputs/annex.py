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
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9])")
_MOST_SENTENCES = 3


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
    for name in sorted(recorded.figures):
        figure = recorded.figures[name]
        data = figure.get("data")
        if figure.get("status") == "missing" or not data or not data["rows"]:
            continue
        columns, number = data["columns"], len(sheets) + 1
        about = (*([notice] if notice else []), *_summary(one_line(figure.get("alt", ""))))
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


def _summary(alt: str) -> list[str]:
    """Return the sentences that stand for a picture, one a row; none of many, for the table itself says them all.

    Text above a table does not wrap.

    Examples
    --------
    >>> _summary("Two areas are shown. Fife is at 3.5."), _summary("One. Two. Three. Four.")
    (['Two areas are shown.', 'Fife is at 3.5.'], [])
    """
    sentences = [each for each in _SENTENCE_END.split(alt) if each]
    return sentences if len(sentences) <= _MOST_SENTENCES else []


def cell_value(cell: Any, kind: str = "text") -> Cell:
    """Return what a spreadsheet's cell holds: a number, a text, or the shorthand for a cell without a value.

    Examples
    --------
    >>> cell_value({"suppressed": "few"}, "count"), cell_value(None, "count"), cell_value("", "text"), cell_value(82)
    ('[c]', '[x]', '[z]', 82)
    >>> cell_value("–"), cell_value("%")
    ('[z]', 'per cent')
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
    if text == "%":  # signs alone may be read aloud as nothing
        return "per cent"
    return NOT_APPLICABLE if _WORDLESS.fullmatch(text) else text


def _row(row: list[Any], columns: list[Mapping[str, Any]]) -> tuple[Cell, ...]:
    return tuple(cell_value(cell, column.get("kind", "text")) for cell, column in zip(row, columns, strict=True))


def _label(column: Mapping[str, Any]) -> str:
    return f"{column['label']} (%)" if column.get("kind") in {"percent", "proportion"} else str(column["label"])
