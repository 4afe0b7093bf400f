"""A page's HTML put into the site: navigation, contents, downloads, footer."""

from __future__ import annotations

import datetime
import os.path
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.rendering.formats import html_parts
from workbench.rendering.jobs import Job
from workbench.rendering.page import Page, plain_text
from workbench.rendering.website import Entry, Website
from workbench.rendering.wording import banner_of, lists_contents, readable_date

ASSETS = Path(__file__).parent / "assets"
_NAMES = {"pdf": "a PDF", "docx": "a Word document"}


@cache
def _template() -> Any:
    # Imported here: the command line should not load a template language to show its help.
    import jinja2

    return jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    ).from_string((ASSETS / "page.html").read_text(encoding="utf-8"))


def html_bytes(job: Job, content: bytes, website: Website, titles: dict[str, str], formats: tuple[str, ...]) -> bytes:
    """Return the whole HTML page.

    Parameters
    ----------
    job
        The page.
    content
        What Pandoc made of it.
    website
        The site it belongs to.
    titles
        The title of every page, by source.
    formats
        The formats that are made of it, for the links to them.
    """
    page = job.page
    contents, body = html_parts(content)
    here = PurePosixPath(page.source).parent
    name = PurePosixPath(page.source).stem
    root = "../" * len(here.parts)
    date = page.says("date")
    text = _template().render(
        lang=page.says("lang") or "en-GB",
        title=page.says("title") or website.title,
        site_title=website.title,
        home="index.html",
        root=root,
        subtitle=page.says("subtitle"),
        description=page.says("description"),
        date=readable_date(date),
        date_iso=date if _is_date(date) else "",
        authors=authors_of(page.metadata),
        banner=banner_of(page),
        downloads=[{"href": f"{name}.{format}", "text": _NAMES[format]} for format in formats if format != "html"],
        contents=contents if lists_contents(page, "html") and contents.count("<li>") > 1 else "",
        contents_title=page.option("html", "toc-title", "On this page"),
        navigation=_navigation(website.sidebar, page.source, titles),
        search=website.search,
        body=body,
        footer=website.footer,
        made=_made(page, here),
    )
    return text.encode()


def _made(page: Page, here: PurePosixPath) -> dict[str, str]:
    """Return what the footer says of how the page was made: release, evidence date, edition, manifest entry, trace."""
    report, evidence = (page.metadata.get(key) for key in ("report", "evidence"))
    said = {name: str(value) for name, value in report.items() if value} if isinstance(report, dict) else {}
    as_of = str(evidence.get("as_of") or "") if isinstance(evidence, dict) else ""
    trace = plain_text(said.get("trace", "")).lstrip("/").removesuffix(".qmd")
    return {
        "as_of": plain_text(as_of),
        "edition": plain_text(said.get("edition", "")),
        "release": plain_text(said.get("release", "")),
        "entry": said.get("entry", ""),
        "trace": os.path.relpath(f"{trace}.html", here) if trace else "",
    }


def authors_of(metadata: dict[str, Any]) -> str:
    """Return the authors as one line.

    Examples
    --------
    >>> authors_of({"author": ["A", {"name": "B"}]})
    'A, B'
    """
    authors = metadata.get("author") or []
    names = [
        each.get("name", "") if isinstance(each, dict) else str(each)
        for each in (authors if isinstance(authors, list) else [authors])
    ]
    return ", ".join(name for name in names if name)


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _navigation(entries: tuple[Entry, ...], source: str, titles: dict[str, str]) -> list[dict[str, Any]]:
    here = str(PurePosixPath(source).parent)
    lines = []
    for entry in entries:
        href = entry.href
        if href.endswith(".qmd"):
            href = os.path.relpath(href.removesuffix(".qmd") + ".html", here)
        lines.append(
            {
                "href": href,
                "text": entry.text or titles.get(entry.href, entry.href),
                "current": entry.href == source,
                "entries": _navigation(entry.entries, source, titles),
            }
        )
    return lines
