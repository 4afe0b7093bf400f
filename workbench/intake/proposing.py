"""A mapping file drafted from a raw file, for a person to correct and save."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.freetext.columns import personal_content
from workbench.freetext.plain import yaml_scalar
from workbench.intake.cells import AreaMatcher, parser_of
from workbench.intake.expected import Column, Table
from workbench.intake.grid import Grid
from workbench.intake.headers import expected_headers, folded, header_cells, is_personal
from workbench.names import nearest

#: Different wrong answers of one column that are drafted; a column with more is not one of answers.
MOST_ANSWERS = 40
_LONGEST = 200


def propose_mapping(grid: Grid, table: Table, area: str, match_area: AreaMatcher, shown: str, target: str) -> str:
    """Return a draft of a mapping file: the nearest column for each unknown header, the nearest answer for each other.

    What has nothing near is drafted as a comment, so that a draft as it stands decides nothing by itself.

    Parameters
    ----------
    grid
        The sheet.
    table
        What it should look like.
    area, match_area
        See `workbench.intake.cells.parser_of`.
    shown
        The raw file as the user knows it.
    target
        Where the mapping file has to be saved.
    """
    wanted = expected_headers(table)
    row, cells = header_cells(grid, wanted)
    places = {wanted[folded(cell)].id: place for place, cell in enumerate(cells) if folded(cell) in wanted}
    unknown = [(place, cell) for place, cell in enumerate(cells) if cell and folded(cell) not in wanted]
    missing = {folded(column.header): column for column in table.columns if column.id not in places}
    columns: list[str] = []
    left_out: list[str] = []
    for place, header in unknown[:100]:
        below = [line[place] for line in grid.rows[row:] if place < len(line)]
        if is_personal(header) or personal_content(below):
            columns.append(f"  # {_quoted(header)}: take this column out of the file, it may identify people")
            continue
        near = _nearest_column(header, below, missing, area, match_area)
        if near is not None:
            places[near.id] = place
            del missing[folded(near.header)]
            columns.append(f"  {_quoted(header)}: {near.id}  # {_comment(near.header)}")
        else:
            left_out.append(f"  # - {_quoted(header)}")
    answers: list[str] = []
    for column in table.columns:
        if column.id in places and column.kind not in ("identifier", "text"):
            below = [line[places[column.id]] for line in grid.rows[row:] if places[column.id] < len(line)]
            answers += _answers(column, below, area, match_area)
    lines = [
        f"# Draft of a mapping for {_comment(table.title)}, made from {_comment(shown)}.",
        "# Check each line, correct or remove it, and save this as",
        f"#   {_comment(target)}",
        "# Nothing is read differently before that. A line that begins with # counts for nothing.",
    ]
    if not columns and not left_out and not answers:
        return "\n".join([*lines[:1], "# Nothing needs mapping: every column and answer is known.", ""])
    if columns:
        # A field with comments alone would be an empty one, so it is a comment as well.
        lines += [_field("columns", columns), *columns]
    if left_out:
        lines += ["# Columns that are not wanted; remove the # to leave them out:", "# leave_out:", *left_out]
    if answers:
        lines += [_field("answers", answers), *answers]
    for column in missing.values():
        lines.append(f"# Not found in the file: {column.id} ({_comment(column.header)})")
    return "\n".join([*lines, ""])


def _field(name: str, lines: list[str]) -> str:
    return f"{name}:" if any(not line.lstrip().startswith("#") for line in lines) else f"# {name}:"


def _nearest_column(
    header: str, cells: list[str], missing: dict[str, Column], area: str, match_area: AreaMatcher
) -> Column | None:
    """Return the missing column whose header is nearest, else the only one that all the cells fit."""
    near = nearest(folded(header), missing) if len(header) <= _LONGEST else None
    if near is not None:
        return missing[near]
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    if not filled or len(filled) > MOST_ANSWERS:
        return None
    fitting = []
    for column in missing.values():
        if column.kind in ("choice", "area", "quality_indicator"):
            parse = parser_of(column, area, match_area)
            if not any(parse(cell).fault for cell in filled):
                fitting.append(column)
    return fitting[0] if len(fitting) == 1 else None


def _answers(column: Column, cells: Iterable[str], area: str, match_area: AreaMatcher) -> list[str]:
    parse = parser_of(column, area, match_area)
    wrong = [cell for cell in dict.fromkeys(cells) if cell and len(cell) <= _LONGEST and parse(cell).fault]
    if not wrong or len(wrong) > MOST_ANSWERS:
        return []
    if personal_content(wrong, dates_belong=column.kind == "date"):
        return [f"  # {column.id}: these answers may identify people; take the column out of the file"]
    labels = [label for _, label in column.options]
    lines: list[str] = []
    for cell in wrong:
        near = nearest(cell, labels) if labels else None
        if near:
            lines.append(f"    {_quoted(cell)}: {_quoted(near)}")
        else:
            lines.append(f"    # {_quoted(cell)}:")
    begin = "  " if any(not line.lstrip().startswith("#") for line in lines) else "  # "
    return [f"{begin}{column.id}:", *lines]


def _quoted(text: str) -> str:
    return yaml_scalar(" ".join(text.split()))


def _comment(text: str) -> str:
    return yaml_scalar(" ".join(text.split()))[1:-1]
