"""The sheets of a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from workbench.freetext.plain import without_hidden
from workbench.intake.archives import BadArchive, check_archive
from workbench.intake.grid import Grid, Unreadable, plain_rows
from workbench.names import did_you_mean


def workbook_grid(content: bytes, sheet: str, score: Callable[[Grid], int] | None) -> Grid:
    """Return one sheet of a workbook; parameters are those of `workbench.intake.reading.read_grid`.

    Parameters
    ----------
    content
        The file's bytes.
    sheet, score
        Which sheet.

    Raises
    ------
    Unreadable
        When the workbook is damaged, protected or has no such sheet.
    """
    # Imported here: the command line starts without it.
    from python_calamine import CalamineWorkbook

    try:
        archive = check_archive(content)
    except BadArchive as error:
        raise Unreadable(f"this is not a readable workbook: {error}") from error
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = workbook.sheet_names
            if not names:
                raise Unreadable("the workbook has no sheet")
            named = _sheet_name(names, sheet, may_choose=score is not None)
            if named:
                return _sheet_grid(workbook, named, archive.errors)
            grids = [_sheet_grid(workbook, name, archive.errors) for name in names[:50]]
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # The reader is written in Rust: where it gives up, what it raises is no ordinary exception.
        short = " ".join(str(error).split())[:120]
        raise Unreadable(f"the workbook cannot be read ({short}); open it, save it again and try once more") from error
    assert score is not None
    best = max(grids, key=score)
    if score(best) > 0:
        return best
    return grids[0] if not sheet else _no_sheet(names, sheet)


def _sheet_grid(workbook: Any, name: str, errors: int) -> Grid:
    found = workbook.get_sheet_by_name(name)
    rows = plain_rows(found.to_python(skip_empty_area=False))
    merged = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
    return Grid(name, rows, merged, errors)


def _sheet_name(names: list[str], wanted: str, *, may_choose: bool) -> str:
    """Return the sheet to read, or an empty string where its content has to tell."""
    for name in names:
        if name.casefold().strip() == wanted.casefold():
            return name
    if len(names) == 1 or (not wanted and not may_choose):
        return names[0]
    return "" if may_choose else _no_sheet(names, wanted)


def _no_sheet(names: list[str], wanted: str) -> Any:
    listed = ", ".join(without_hidden(name)[:40] for name in names[:12])
    raise Unreadable(
        f"there is no sheet {wanted!r} (the sheets are: {listed}).{did_you_mean(wanted, names)}", sheet=wanted
    )
