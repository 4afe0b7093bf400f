"""Which pages of a project have to be made: what has changed is read and checked, the rest is known."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from workbench.errors import Fault, InputFaults
from workbench.rendering.checks import Checked, check_page
from workbench.rendering.converter import Converters
from workbench.rendering.lock import RenderLock, key_of
from workbench.rendering.model import QUARTO_FORMAT
from workbench.rendering.page import Page
from workbench.rendering.sources import read_page
from workbench.rendering.website import Website


@dataclass(frozen=True)
class Planned:
    """A page of this render.

    Parameters
    ----------
    source
        The page's file.
    title
        Its title as plain text.
    key
        Digest of everything its content depends on.
    files
        Files to copy into the site for it, relative to the project.
    only
        Quarto's names of the formats it has, where it names them itself; else empty.
    searched
        Whether the search looks through it.
    page, checked
        The page itself, where it had to be read.
    """

    source: str
    title: str
    key: str
    files: tuple[str, ...]
    only: tuple[str, ...] = ()
    searched: bool = True
    page: Page | None = None
    checked: Checked | None = None


@cache
def engine_digest() -> str:
    """Return a digest of the engine: its own code, Pandoc and Typst."""
    folder = Path(__file__).parent
    parts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".lua", ".html", ".css", ".js")
    }
    return key_of(parts, version("typst"), version("pypandoc_binary"))


def formats_of(page: Page, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return Quarto's names of the formats that a page is made in: of those asked for, the ones that it has.

    Parameters
    ----------
    page
        The page.
    names
        Quarto's names of the formats asked for.
    """
    return tuple(name for name in names if not page.only or name in page.only) or names[:1]


def plan_pages(
    website: Website, lock: RenderLock, formats: tuple[str, ...], pool: ThreadPoolExecutor, converters: Converters
) -> list[Planned]:
    """Return every page to be in the site: read and checked where it has changed, else as the lock knows it.

    Raises
    ------
    InputFaults
        With everything in the sources that cannot be rendered.
    """
    names = tuple(QUARTO_FORMAT[format] for format in formats)
    settings = key_of(engine_digest(), names, list(website.pages))
    kept = {source: _kept(website, lock, source, settings) for source in website.pages}
    changed = [source for source, plan in kept.items() if plan is None]
    pages = frozenset(website.pages)

    def read(source: str) -> tuple[Planned | None, list[Fault]]:
        page, faults = read_page(website, source)
        checked, wrong = check_page(page, website.folder, pages, formats_of(page, names), converters)
        if faults or wrong:
            return None, faults + wrong
        return _planned(website, lock, page, checked, settings), []

    faults: list[Fault] = []
    for source, (plan, wrong) in zip(changed, pool.map(read, changed), strict=True):
        kept[source] = plan
        faults += wrong
    if faults:
        unique = sorted(set(faults))
        count = f"{len(unique)} fault{'s' if len(unique) != 1 else ''}"
        raise InputFaults(unique, f"{count} in the composed report; nothing was rendered")
    return [plan for plan in kept.values() if plan is not None]


def _kept(website: Website, lock: RenderLock, source: str, settings: str) -> Planned | None:
    known = lock.pages.get(source)
    if not known or known["settings"] != settings:
        return None
    for name, digest in known["inputs"].items():
        if lock.digest(website.folder / name) != digest:
            return None
    return Planned(source, known["title"], known["key"], tuple(known["files"]), tuple(known["only"]), known["searched"])


def _planned(website: Website, lock: RenderLock, page: Page, checked: Checked, settings: str) -> Planned:
    base = PurePosixPath(page.source).parent
    images = {path: _project_path(base, path) for format in checked.images.values() for path in format}
    drawings = {str(PurePosixPath(path).with_suffix(".svg")) for path in images.values()}
    inputs = {name: lock.digest(website.folder / name) for name in sorted({*page.inputs, *images.values(), *drawings})}
    shown = {_project_path(base, path) for path in checked.images.get("html", ())}
    files = tuple(sorted(shown | set(checked.files)))
    key = key_of(settings, inputs)
    title = page.says("title") or website.title
    searched = page.metadata.get("search") is not False
    lock.pages[page.source] = {
        "settings": settings, "inputs": inputs, "title": title, "key": key, "files": list(files),
        "only": list(page.only), "searched": searched,
    }  # fmt: skip
    return Planned(page.source, title, key, files, page.only, searched, page, checked)


def _project_path(base: PurePosixPath, path: str) -> str:
    joined = path.lstrip("/") if path.startswith("/") else str(base / path)
    return os.path.normpath(joined)
