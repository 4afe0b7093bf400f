"""Signs that stand in a table instead of a number, and why the number is not there."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUPPRESSED, MISSING = "suppressed", "missing"


@dataclass(frozen=True)
class Marker:
    """A sign instead of a number.

    Parameters
    ----------
    sign
        As it stands in the file.
    status
        ``suppressed`` (there is a number, and it is withheld) or ``missing``.
    reason
        Why there is no number, in words.
    """

    sign: str
    status: str
    reason: str


_CONFIDENTIAL = "withheld by the source as confidential"
_UNAVAILABLE = "not available"
_NOT_APPLICABLE = "not applicable"
_UNRELIABLE = "withheld by the source as unreliable"
_DASH = "a dash, which may mean none or not available"
_SIGNS = {
    "[c]": (SUPPRESSED, _CONFIDENTIAL), "c": (SUPPRESSED, _CONFIDENTIAL), "(c)": (SUPPRESSED, _CONFIDENTIAL),
    "*": (SUPPRESSED, "withheld by the source"), "**": (SUPPRESSED, "withheld by the source"),
    "suppressed": (SUPPRESSED, "withheld by the source"), "[s]": (SUPPRESSED, "withheld by the source"),
    "[low]": (SUPPRESSED, "too small to be shown by the source"),
    "[u]": (SUPPRESSED, _UNRELIABLE), "u": (SUPPRESSED, _UNRELIABLE),
    "[x]": (MISSING, _UNAVAILABLE), "x": (MISSING, _UNAVAILABLE), "..": (MISSING, _UNAVAILABLE),
    "...": (MISSING, _UNAVAILABLE), "…": (MISSING, _UNAVAILABLE), ":": (MISSING, _UNAVAILABLE),
    "[w]": (MISSING, "no data"), "n/k": (MISSING, "not known"), "not known": (MISSING, "not known"),
    "[z]": (MISSING, _NOT_APPLICABLE), "z": (MISSING, _NOT_APPLICABLE), ".": (MISSING, _NOT_APPLICABLE),
    "n/a": (MISSING, "not applicable or not available"), "na": (MISSING, "not applicable or not available"),
    "#n/a": (MISSING, "not applicable or not available"),
    "-": (MISSING, _DASH), "–": (MISSING, _DASH), "—": (MISSING, _DASH), "--": (MISSING, _DASH),
}  # fmt: skip
#: Letters that mean something of their own outside columns of numbers.
_LETTERS = {"c", "u", "x", "z"}
_NUMBER = re.compile(r"[+\-\u2212]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})?(?:\.[0-9]{0,20})?")
_NOTED = re.compile(r"(.*?[0-9%])\s*((?:\[[a-z]{1,4}\]\s*)+|\*+)", re.IGNORECASE)


def marker_of(text: str, *, letters: bool = True) -> Marker | None:
    """Return which sign a cell is, or None.

    Parameters
    ----------
    text
        The cell.
    letters
        Whether a bare letter counts (in columns of numbers).

    Examples
    --------
    >>> marker_of("[c]").status, marker_of("..").reason, marker_of("12")
    ('suppressed', 'not available', None)
    >>> marker_of("x", letters=False) is None
    True
    """
    sign = text.strip().casefold()
    if len(sign) > 12 or sign not in _SIGNS or (sign in _LETTERS and not letters):
        return None
    return Marker(text.strip(), *_SIGNS[sign])


@dataclass(frozen=True)
class Number:
    """A cell of a published table.

    Parameters
    ----------
    value
        The number, or None where a sign stands in its place.
    unit
        ``%``, ``£`` or an empty string, as the cell says it.
    status
        ``published``, ``suppressed`` or ``missing``.
    note
        Why there is no number, or the sign that stands behind it.
    """

    value: float | None
    unit: str = ""
    status: str = "published"
    note: str = ""


def number_of(text: str) -> Number | None:
    """Return a cell of a published table as a number, or None where it is neither number nor sign.

    Examples
    --------
    >>> number_of("80%"), number_of("1,234.5").value, number_of("12 [p]").note
    (Number(value=80.0, unit='%', status='published', note=''), 1234.5, '[p]')
    >>> number_of("[x]").status, number_of("nan"), number_of("2009-10")
    ('missing', None, None)
    """
    text = text.strip()
    if len(text) > 60:
        return None
    marker = marker_of(text)
    if marker:
        return Number(None, "", marker.status, marker.reason)
    note = ""
    noted = _NOTED.fullmatch(text)
    if noted:
        text, note = noted[1], noted[2].strip()
    unit = ""
    if text.endswith("%"):
        text, unit = text[:-1].strip(), "%"
    elif text.startswith("£"):
        text, unit = text[1:].strip(), "£"
    if not _NUMBER.fullmatch(text) or not any(sign.isdigit() for sign in text):
        exponent = re.fullmatch(r"-?\d(?:\.\d{1,20})?[eE][+-]?\d{1,2}", text, re.ASCII)
        return Number(float(text), unit, note=note) if exponent else None
    return Number(float(text.replace(",", "").replace("\u2212", "-")), unit, note=note)
