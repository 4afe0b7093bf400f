"""Days, months and years as people write them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(text: str) -> str:
    """Return a date, or as much of it as is known, as people write it.

    Examples
    --------
    >>> day("2026-03-31"), day("2021-08"), day("2020"), day("")
    ('31 March 2026', 'August 2021', '2020', 'not known')
    """
    if len(text) < len("2026-03"):
        return text or "not known"
    when = date.fromisoformat(text if len(text) > len("2026-03") else f"{text}-01")
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return f"{when.day} {month}" if len(text) > len("2026-03") else month
