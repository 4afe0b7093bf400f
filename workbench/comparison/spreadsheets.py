"""Spreadsheets that differ where no page does: they hold what the pages hold, so only then is there anything to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.comparison.changes import Change, Part, Reason, Where
from workbench.comparison.sides import Side, place_of

# What a cover says of the build, not of the evidence.
_QUIET = re.compile(r"\b(?:Draft, not released|Release [\w.-]+|Manifest entry [0-9a-f]+)\b\.?")


def spreadsheet_changes(place: str, before: Side, after: Side, why: tuple[Reason, ...]) -> Iterator[Change]:
    """Yield the spreadsheets of a place whose cells differ.

    Parameters
    ----------
    place
        A place of which no page differs.
    before, after
        The sides.
    why
        The reasons.

    Notes
    -----
    The rows are counted, not shown: pages say which numbers may be read.
    """
    for name in sorted(set(before.files) & set(after.files)):
        if not name.endswith(".xlsx") or place_of(name) != place:
            continue
        one, other = before.site / name, after.site / name
        if one.read_bytes() == other.read_bytes():
            continue
        old, new = _rows(one), _rows(other)
        if old != new:
            differ = len(old ^ new)
            parts = (Part("Rows", "as they were", f"{differ} differ, while no page does"),)
            yield Change(
                place, "table", Path(name).name, parts=parts, where=(Where(name, Path(name).name),), reasons=why
            )  # fmt: skip


def _rows(path: Path) -> set[tuple]:
    from python_calamine import CalamineWorkbook  # only where a spreadsheet differs

    book = CalamineWorkbook.from_path(str(path))
    return {
        (sheet, index, *(_QUIET.sub("", cell) if isinstance(cell, str) else str(cell) for cell in row))
        for sheet in book.sheet_names
        for index, row in enumerate(book.get_sheet_by_name(sheet).to_python())
    }
