"""Axe over a page of each kind, where playwright and a browser are on this machine."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from workbench.assurance.refusals import Refusal
from workbench.files import write_json

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def why_no_browser() -> str:
    """Return why pages cannot be looked at in a browser here; empty where they can."""
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            return f"{package} is not installed (the project's extra 'test' brings it)."
    if _browser() is None:
        return f"none of {', '.join(_BROWSERS)} is on this machine."
    return ""


def _browser() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def pages_of_each_kind(site: Path, areas: tuple[str, ...]) -> list[Path]:
    """Return one page of each kind: the national ones, and of each kind of area page the largest."""
    kinds: dict[str, Path] = {}
    for path in sorted(site.rglob("*.html")):
        parts = path.relative_to(site).parts
        kind = "/".join("*" if part in areas and parts[0] == "areas" else part for part in parts)
        if kind not in kinds or path.stat().st_size > kinds[kind].stat().st_size:
            kinds[kind] = path
    return list(kinds.values())


def axe_refusals(site: Path, areas: tuple[str, ...], cache: Path) -> Iterator[Refusal]:
    """Yield what axe finds on a page of each kind, with everything that folds open.

    Parameters
    ----------
    site
        The site's folder.
    areas
        Slugs of the areas.
    cache
        Folder of what was found before: a page with the same bytes, styles and script is not looked at again.
    """
    pages = {path: cache / f"{_key(site, path)}.json" for path in pages_of_each_kind(site, areas)}
    waiting = [path for path, kept in pages.items() if not kept.is_file()]
    for path, found in _looked_at(waiting):
        write_json(pages[path], found)
    for path, kept in pages.items():
        for found in json.loads(kept.read_text(encoding="utf-8")):
            yield Refusal(
                "browser", path.relative_to(site).as_posix(), found, "Mend the source or the theme, and build again."
            )


def _key(site: Path, page: Path) -> str:
    """Return a digest of all that a page's look depends on."""
    content = hashlib.sha256(f"{_TAGS} {version('axe-playwright-python')}".encode())
    for path in (page, *sorted(path for path in site.rglob("*") if path.suffix in (".css", ".js"))):
        if not path.name.startswith("search"):
            content.update(hashlib.sha256(path.read_bytes()).digest())
    return content.hexdigest()


def _looked_at(pages: list[Path]) -> Iterator[tuple[Path, list[str]]]:
    if not pages:
        return
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    options = {"runOnly": list(_TAGS), "resultTypes": ["violations"], "preload": False}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            for path in pages:
                page.goto(path.resolve().as_uri())
                page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
                found = Axe().run(page, options=options).response["violations"]
                yield path, [f"{each['help']} ({each['id']}): {each['nodes'][0]['html'][:120]}" for each in found]
        finally:
            browser.close()
