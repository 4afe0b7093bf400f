"""Tables checked column by column, every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Fault
from workbench.intake.expected import Column, Table
from workbench.intake.headers import body, find_header, folded
from workbench.intake.reading import Unreadable, read_grid
from workbench.names import nearest

if TYPE_CHECKING:
    import pandas as pd

LONGEST_TEXT = 10_000
LONGEST_IDENTIFIER = 64
#: Different wrong values of one column that are shown one by one; with more, the column as a whole is wrong.
MOST_VALUES = 40
#: Ten digits that begin with a day and a month are a CHI number, or look like one.
CHI = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}")

#: Which area a cell names: its slug, or None.
AreaMatcher = Callable[[str], "str | None"]


def read_table(
    path: Path, table: Table, area: str, match_area: AreaMatcher, file: str
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return a raw file as a table, or every fault in it.

    Parameters
    ----------
    path
        The raw file.
    table
        What it must look like.
    area
        Slug of the area whose folder it lies in.
    match_area
        Finds the area that a cell names.
    file
        The file as the user knows it, for the faults.

    Returns
    -------
    tuple of DataFrame or None, and list of Fault
        The table has the definition's columns in its order, of types string and Int64 with blanks as null; it is None
        when there are faults.
    """
    # Imported here: the command line starts without pandas.
    import pandas as pd

    try:
        grid = read_grid(path, table.sheet)
    except Unreadable as error:
        return None, [error.fault(file)]
    header, faults = find_header(grid, table, file)
    if header is None:
        return None, faults
    names = [column.id for column in table.columns]
    numbers, rows = body(grid, header, names)
    if not rows:
        message = "there is no row below the header; leave the file out if there is nothing to take in"
        return None, [Fault(file, sheet=grid.sheet, row=header.row, message=message)]
    raw = pd.DataFrame(rows, columns=names, index=pd.Index(numbers), dtype="object")
    checked = {}
    found: list[Fault] = []

    def report(column: Column, wrong: pd.Series, message: str | Callable[[str], str]) -> None:
        found.extend(_faults(file, grid.sheet, column, wrong, message))

    for column in table.columns:
        cells = raw[column.id]
        blank = cells == ""
        if column.required:
            report(column, cells[blank], "an answer is required here")
        checked[column.id] = _checked(column, cells[~blank], area, match_area, report).reindex(raw.index)
    frame = pd.DataFrame(checked)
    found.extend(_repeated(file, grid.sheet, table, frame, raw))
    if found:
        return None, found
    kinds = {column.id: "Int64" if column.kind in ("integer", "grade") else "string" for column in table.columns}
    return frame.astype(kinds).reset_index(drop=True), []


def _checked(
    column: Column, cells: pd.Series, area: str, match_area: AreaMatcher, report: Callable[..., None]
) -> pd.Series:
    """Return the filled cells of one column as stored values, reporting what is wrong."""
    checks = {
        "identifier": _identifiers, "text": _texts, "integer": _integers, "date": _dates, "choice": _options,
        "scale": _options, "grade": _grades, "quality_indicator": _quality_indicators,
    }  # fmt: skip
    if column.kind == "area":
        return _areas(column, cells, area, match_area, report)
    return checks[column.kind](column, cells, report)


def _identifiers(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    long = cells.str.len() > LONGEST_IDENTIFIER
    report(column, cells[long], f"an identifier has at most {LONGEST_IDENTIFIER} characters")
    personal = cells.str.replace(" ", "").str.fullmatch(CHI.pattern).astype(bool) | cells.str.contains("@", regex=False)
    # The value itself is not repeated: it may be somebody's.
    report(
        column,
        cells[personal].map(lambda _: ""),
        "this looks like a CHI number or an e-mail address; use a made-up reference",
    )
    return cells


def _texts(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    long = cells[cells.str.len() > LONGEST_TEXT]
    report(column, long.map(lambda _: ""), f"a text has at most {LONGEST_TEXT:,} characters")
    return cells


def _integers(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    import pandas as pd

    whole = cells.str.fullmatch(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.0*)?").astype(bool)
    report(column, cells[~whole], "a whole number belongs here")
    text = cells[whole].str.replace(",", "").str.replace(r"\.0*$", "", regex=True)
    numbers = pd.Series([int(value) for value in text], index=text.index, dtype="Int64")
    if column.minimum is not None:
        report(column, cells[whole][numbers < column.minimum], f"the smallest number allowed is {column.minimum}")
    if column.maximum is not None:
        report(column, cells[whole][numbers > column.maximum], f"the largest number allowed is {column.maximum}")
    return numbers


def _dates(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    import pandas as pd

    dates = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[s]")
    # Day first, as dates are written in Scotland; a month-first date is refused or, where both fit, read day first.
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S"):
        dates = dates.fillna(pd.to_datetime(cells, format=form, errors="coerce").astype("datetime64[s]"))
    report(column, cells[dates.isna()], "a date belongs here, such as 31/03/2026 or 2026-03-31")
    return dates.dropna().dt.strftime("%Y-%m-%d")


def _options(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    values = {folded(value): value for value, _ in column.options}
    values |= {folded(label): value for value, label in column.options}
    return _mapped(column, cells, values, [label for _, label in column.options], report)


def _grades(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    values: dict[str, str] = {}
    for value, label in column.options:
        forms = (value, label, f"{value} {label}", f"{value} - {label}", f"{value}: {label}", f"{label} ({value})")
        values |= {folded(form): value for form in forms}
    named = [f"{value} {label}" for value, label in column.options]
    return _mapped(column, cells, values, named, report).astype("Int64")


def _quality_indicators(column: Column, cells: pd.Series, report: Callable[..., None]) -> pd.Series:
    values: dict[str, str] = {}
    for qi, title in column.options:
        for form in (
            qi,
            f"QI {qi}",
            f"QI{qi}",
            title,
            f"{qi} {title}",
            f"QI {qi} {title}",
            f"{qi}: {title}",
            f"{qi} - {title}",
        ):
            values[folded(form)] = qi
    return _mapped(column, cells, values, [qi for qi, _ in column.options], report)


def _areas(
    column: Column, cells: pd.Series, area: str, match_area: AreaMatcher, report: Callable[..., None]
) -> pd.Series:
    found = {cell: match_area(cell) for cell in cells.unique()}
    slugs = cells.map(found)
    report(column, cells[slugs.isna()], "no council area is called so")
    other = slugs.notna() & (slugs != area)
    report(column, cells[other], f"this row names another area than the folder it lies in ({area})")
    return slugs


def _mapped(
    column: Column, cells: pd.Series, values: dict[str, str], labels: Iterable[str], report: Callable[..., None]
) -> pd.Series:
    labels = list(labels)
    stored = cells.map({cell: values.get(folded(cell)) for cell in cells.unique()})

    def message(value: str) -> str:
        near = nearest(value, labels) if len(value) <= 200 else None
        listed = ", ".join(labels)
        return (
            f"not an allowed answer; did you mean {near!r}?"
            if near
            else f"not an allowed answer; allowed are: {listed}"
        )

    report(column, cells[stored.isna()], message)
    return stored.dropna()


def _repeated(file: str, sheet: str, table: Table, frame: pd.DataFrame, raw: pd.DataFrame) -> list[Fault]:
    """Return a fault for each row whose key stands in an earlier row."""
    key = list(table.key)
    if not key:
        return []
    headers = {column.id: column.header for column in table.columns}
    # The key as written stands in for a key that was refused, so that one wrong cell is not reported twice.
    values = frame[key].astype("object").where(frame[key].notna(), raw[key]).astype(str)
    complete = (values != "").all(axis=1)
    values = values[complete]
    repeated = values.duplicated(keep="first")
    firsts = {tuple(row): number for number, row in reversed(list(zip(values.index, values.to_numpy(), strict=True)))}
    named = " and ".join(repr(headers[name]) for name in key)
    return [
        Fault(
            file, sheet=sheet, row=int(number), column=headers[key[0]], value=" / ".join(row)[:60],
            message=f"{named} must differ in every row; row {firsts[tuple(row)]} has the same",
        )
        for number, row in zip(values.index[repeated], values[repeated].to_numpy(), strict=True)
    ]  # fmt: skip


def _faults(
    file: str, sheet: str, column: Column, wrong: pd.Series, message: str | Callable[[str], str]
) -> list[Fault]:
    """Return one fault for each different wrong value of a column, with its first row and how often it stands."""
    faults = []
    groups = list(wrong.groupby(wrong, sort=False))
    if len(groups) > MOST_VALUES:
        rest = groups[MOST_VALUES:]
        count = sum(len(cells) for _, cells in rest)
        said = f"{count:,} more cells of this column, with {len(rest):,} other values, are wrong in the same way"
        faults.append(Fault(file, sheet=sheet, row=int(rest[0][1].index[0]), column=column.header, message=said))
    for value, cells in groups[:MOST_VALUES]:
        rows = [int(number) for number in cells.index]
        said = message(value) if callable(message) else message
        if len(rows) > 1:
            others = ", ".join(map(str, rows[1:6])) + (", …" if len(rows) > 6 else "")
            said = f"{said} (also in {len(rows) - 1} more row{'s' if len(rows) > 2 else ''}: {others})"
        short = value if len(value) <= 60 else value[:59] + "…"
        faults.append(Fault(file, sheet=sheet, row=rows[0], column=column.header, value=short, message=said))
    return faults
