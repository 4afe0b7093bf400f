"""The proof that a released page is the draft that was signed, but for the line that says how it stands."""

from __future__ import annotations

import re
from pathlib import Path

_STATE = re.compile(r'<p class="page-state">(.*?)</p>\n?')
_MADE = '<p class="page-made">'


def without_state(page: str) -> str:
    """Return an HTML page without what it says of how its report stands: below its title, and at its foot.

    Examples
    --------
    >>> draft = '<p class="page-state">Draft</p><p class="page-made">Draft. Evidence as of 2026.</p>'
    >>> without_state(draft)
    '<p class="page-made">Evidence as of 2026.</p>'
    """
    found = _STATE.search(page)
    if found is None:
        return page
    page = page[: found.start()] + page[found.end() :]
    return page.replace(f"{_MADE}{found.group(1)}. ", _MADE, 1)


def differing_pages(draft: Path, released: Path) -> list[str]:
    """Return the names of the web pages, and of what they need, that differ between two sites in more than the state.

    Parameters
    ----------
    draft, released
        The sites' folders.
    """
    names = {
        path.relative_to(site).as_posix()
        for site in (draft, released)
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in (".pdf", ".docx")
    }
    return [name for name in sorted(names) if _content(draft / name) != _content(released / name)]


def _content(path: Path) -> bytes | str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return without_state(content.decode("utf-8")) if path.suffix == ".html" else content
