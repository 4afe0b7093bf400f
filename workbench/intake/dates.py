"""Dates as people write them, day first."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[ tT]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[ap]m)?(?:Z|\+00:00)?)?"
_FORMS = (
    re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}", re.ASCII | re.IGNORECASE),
    re.compile(rf"(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>\d{{4}}|\d{{2}}){_TIME}", re.ASCII | re.IGNORECASE),
    re.compile(
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?P<d>\d{1,2})(?:st|nd|rd|th)?[- ]"
        rf"(?:of )?(?P<name>[a-z]{{3,9}})\.?,?[- ](?P<y>\d{{4}}|\d{{2}}){_TIME}",
        re.ASCII | re.IGNORECASE,
    ),
)
_LONG = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december")  # fmt: skip
NOT_A_DATE = "a date belongs here, such as 31/03/2026 or 2026-03-31"


@lru_cache(maxsize=8192)
def date_of(text: str) -> str | None:
    """Return a date as ISO text, or None where it is none.

    Day comes before month, as dates are written in Scotland; a date that only fits the other way is none. A year of two
    digits is one of this century up to 49, else of the last.

    Parameters
    ----------
    text
        The cell.

    Examples
    --------
    >>> [date_of(t) for t in ("31/03/2026", "1st March 2026", "31-Mar-26", "2026-03-31T10:00:00")]
    ['2026-03-31', '2026-03-01', '2026-03-31', '2026-03-31']
    >>> date_of("03/31/2026") is None
    True
    """
    if len(text) > 40:
        return None
    tidy = " ".join(text.split())
    for form in _FORMS:
        found = form.fullmatch(tidy)
        if not found:
            continue
        parts = found.groupdict()
        month = _month(parts["name"]) if "name" in parts else int(parts["m"])
        year = int(parts["y"])
        if len(parts["y"]) == 2:
            year += 2000 if year < 50 else 1900
        try:
            return datetime.date(year, month, int(parts["d"])).isoformat()
        except ValueError:
            return None
    return None


def why_no_date(text: str) -> str:
    """Return what is wrong with a cell that is no date.

    Examples
    --------
    >>> why_no_date("45382")
    "this is a spreadsheet's number of a day (31/03/2024); format the column as a date"
    """
    if re.fullmatch(r"[3-6]\d{4}(?:\.\d+)?", text, re.ASCII):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(text)))
        return f"this is a spreadsheet's number of a day ({day:%d/%m/%Y}); format the column as a date"
    turned = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", text, re.ASCII)
    if turned and date_of(f"{turned[3]}/{turned[1]}/{turned[4]}"):
        return "this date has the month before the day; write the day first, such as 31/03/2026"
    return NOT_A_DATE


def _month(name: str) -> int:
    name = name.casefold()
    for number, (short, long) in enumerate(zip(_MONTHS, _LONG, strict=True), start=1):
        if name == short or (len(name) >= 3 and long.startswith(name)) or (name == "sept" and short == "sep"):
            return number
    return 0
