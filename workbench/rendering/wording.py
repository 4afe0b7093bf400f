"""What a page says of itself around its text: banner, cover, running header and footer, contents, date."""

from __future__ import annotations

import datetime

from workbench.rendering.page import Page, plain_text

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def banner_of(page: Page) -> str:
    """Return the words that mark the page's evidence as synthetic (``evidence.notice``); empty when it is real."""
    evidence = page.metadata.get("evidence")
    return plain_text(str(evidence.get("notice") or "")) if isinstance(evidence, dict) else ""


def cover_note(page: Page) -> str:
    """Return what the first page on paper says of its evidence (``report.cover_note``); empty when nothing.

    A page in plain words (``plain-page: true``) begins without it.
    """
    report = page.metadata.get("report")
    if page.metadata.get("plain-page") is True or not isinstance(report, dict):
        return ""
    return plain_text(str(report.get("cover_note") or ""))


def foot_of(page: Page) -> str:
    """Return the words of the running footer on paper, ``report.foot``: release and manifest entry; may be empty."""
    report = page.metadata.get("report")
    return plain_text(str(report.get("foot") or "")) if isinstance(report, dict) else ""


def running_title(page: Page) -> str:
    """Return the title for Word's running header: ``short-title`` where given, else the title, cut when it is long.

    The mark of synthetic evidence stands on the same line.
    """
    return shortened(page.says("short-title") or page.says("title"), min(42, 68 - len(banner_of(page))))


def shortened(title: str, room: int) -> str:
    """Return as many whole words of a title as there is room for.

    Examples
    --------
    >>> shortened("Fife: report", 30), shortened("Clackmannanshire and Stirling: improvement plan", 30)
    ('Fife: report', 'Clackmannanshire and Stirling…')
    """
    if len(title) <= room:
        return title
    start = title[: room + 1]
    whole = start.rpartition(" ")[0] if " " in start else start[: room - 1]
    return f"{whole.rstrip(' :,–-')}…"


def lists_contents(page: Page, format: str) -> bool:
    """Return whether the page has a contents list in one of Quarto's formats."""
    if format == "docx" and page.metadata.get("contents-list") is True:
        return True  # written by a filter; Word's own, which Quarto's option means, is empty until it is updated
    return page.option(format, "toc", True) is not False


def readable_date(text: str) -> str:
    """Return an ISO date as words; any other text as it is.

    Examples
    --------
    >>> readable_date("2026-03-31"), readable_date("Spring 2026")
    ('31 March 2026', 'Spring 2026')
    """
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
