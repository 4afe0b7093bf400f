"""Columns and cells of a table that hold details of persons, told by header and by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from workbench.errors import Fault
from workbench.freetext.detecting import detect
from workbench.freetext.findings import KINDS
from workbench.freetext.normalising import normal
from workbench.freetext.numbers import begins_with_date, is_chi
from workbench.freetext.vocabulary import Known, forenames, is_ordinary

#: Filled cells of a column that are looked at.
SAMPLE = 500
#: Part of a column's filled cells from which it is taken to hold a kind of detail throughout.
MOST = 0.6
#: Fewer filled cells than this say nothing about a column as a whole; a single CHI number or e-mail always does.
FEW = 3

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}[/. -]\d{1,2}[/. -](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}(?: [\d:]+)?|\d{1,2} [A-Za-z]{3,9} \d{4}"
)
_ADDRESS = re.compile(
    r"(?:flat \S+,? )?\d{1,4}[a-z]? [a-z][a-z' -]+ (?:street|st|road|rd|avenue|ave|lane|drive|crescent|cres|terrace|"
    r"place|court|gardens|way|close|square|wynd|brae|loan|row|grove)\b.*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'-]*(?:,? [^\W\d_][\w'.-]*){0,3}")


def personal_columns(
    headers: Sequence[str],
    samples: Mapping[str, Iterable[str]] | Sequence[Iterable[str]] = (),
    *,
    file: str = "",
    sheet: str = "",
    row: int = 0,
    dates: Collection[str] = (),
    is_personal: Callable[[str], bool] | None = None,
) -> list[Fault]:
    """Return a fault for every column that holds names, CHI numbers, addresses of any kind or dates of birth.

    Parameters
    ----------
    headers
        Headers of all columns, expected or not.
    samples
        Cells of the columns: by header, or in the order of ``headers``. The first ``SAMPLE`` filled ones are looked at.
    file, sheet, row
        For the faults: where the header stands.
    dates
        Headers of columns in which dates belong; elsewhere a column of dates is taken for birth dates.
    is_personal
        Tells a header that announces such details; by default the one that intake uses.

    Returns
    -------
    list of Fault
        At most one a column, in the order of ``headers``. No fault repeats a cell.

    Examples
    --------
    >>> for fault in personal_columns(["Response ID", "Ref"], [["1", "2"], ["0101011237", ""]], file="a.csv"):
    ...     print(fault)
    a.csv, column Ref: holds CHI numbers; details that identify a person are not taken in. Remove the whole column
    """
    if is_personal is None:
        from workbench.intake.headers import is_personal
    faults = []
    for place, header in enumerate(headers):
        cells = (
            samples.get(header, ()) if isinstance(samples, Mapping) else samples[place] if place < len(samples) else ()
        )
        what = "personal details, as its header says" if is_personal(header) else ""
        what = what or personal_content(cells, dates_belong=header in dates)
        if what:
            message = f"holds {what}; details that identify a person are not taken in. Remove the whole column"
            faults.append(Fault(file, sheet=sheet, row=row, column=header[:60], message=message))
    return faults


def personal_content(cells: Iterable[str], *, dates_belong: bool = False) -> str:
    """Return what kind of personal detail a column's cells are, or an empty string.

    Parameters
    ----------
    cells
        The column's cells as text.
    dates_belong
        Whether dates are what the column is for.

    Examples
    --------
    >>> personal_content(["Eilidh Drever", "Jack Smith", "Mairi Flett"])
    'names of people'
    >>> personal_content(["Social work", "Health", "Education"])
    ''
    """
    filled: list[str] = []
    for cell in cells:
        text = " ".join(normal(str(cell)).text.split())
        if text:
            filled.append(text)
        if len(filled) == SAMPLE:
            break
    if not filled:
        return ""
    # One is enough: neither stands alone in a cell by chance.
    if any(is_chi(_digits(text)) for text in filled):
        return "CHI numbers"
    if any(_EMAIL.fullmatch(text) for text in filled):
        return "e-mail addresses"
    enough = len(filled) >= FEW
    checks: list[tuple[str, Callable[[str], bool]]] = [
        ("CHI numbers", lambda text: len(_digits(text)) == 10 and begins_with_date(_digits(text))),
        ("postcodes", lambda text: bool(_POSTCODE.fullmatch(text))),
        ("phone numbers", lambda text: bool(re.fullmatch(r"(?:\+44|0)[\d ()-]{9,14}", text))),
        ("street addresses", lambda text: bool(_ADDRESS.fullmatch(text))),
        ("names of people", _is_name),
    ]
    if not dates_belong:
        checks.append(("dates, which may be dates of birth", lambda text: bool(_DATE.fullmatch(text))))
    for what, check in checks:
        if enough and sum(map(check, filled)) >= MOST * len(filled):
            return what
    return ""


def text_faults(
    cells: Iterable[tuple[int, str]], known: Known, *, file: str = "", sheet: str = "", column: str = ""
) -> list[Fault]:
    """Return a fault for every cell of free text that holds what may never be published.

    Parameters
    ----------
    cells
        Row number and text of each cell.
    known
        See `workbench.freetext.detecting.detect`.
    file, sheet, column
        For the faults.

    Returns
    -------
    list of Fault
        One a cell: direct identifiers only (CHI and National Insurance numbers, e-mail, phone, postcode, street
        address, reference numbers, web addresses, dates of birth). Possible names, places, ages and dates are no fault
        of a file.
    """
    faults = []
    for row, text in cells:
        found = {finding.kind: finding for finding in detect(text, known) if finding.never}
        if found:
            kinds = ", ".join(f"{KINDS[kind].one} ({found[kind].shown})" for kind in KINDS if kind in found)
            message = f"holds what must not be kept: {kinds}. Take it out of the text"
            faults.append(Fault(file, sheet=sheet, row=row, column=column, message=message))
    return faults


def _digits(text: str) -> str:
    return re.sub(r"[ -]", "", text) if re.fullmatch(r"[\d -]+", text) else ""


def _is_name(text: str) -> bool:
    """Return whether a whole cell is a person's name: a forename, alone or with words that are in no dictionary."""
    if not _NAME.fullmatch(text):
        return False
    words = [word.casefold().strip(".") for word in re.findall(r"[\w'.-]+", text)]
    named = [word in forenames() for word in words]
    ordinary = [is_ordinary(word) for word in words]
    if len(words) == 1:
        return named[0] and not ordinary[0]
    return (named[0] or named[-1]) and not all(ordinary)
