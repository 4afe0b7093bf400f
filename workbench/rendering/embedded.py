"""The embedded engine: the composed project rendered with Pandoc and Typst."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.errors import Fault, InputFaults, WorkbenchError
from workbench.files import replacing
from workbench.rendering.checks import Checked, check_page
from workbench.rendering.formats import Job, docx_bytes, pdf_bytes
from workbench.rendering.html_page import html_bytes
from workbench.rendering.lock import RenderLock, key_of, stamp_of
from workbench.rendering.model import QUARTO_FORMAT, Output, RenderReport
from workbench.rendering.pandoc import RenderError, pandoc_version
from workbench.rendering.site_assets import fonts_folder, page_sections, search_index, shared_assets
from workbench.rendering.sources import Page, read_page
from workbench.rendering.website import Website, read_website

LOCK = "render-lock.json"
THEME_FILES = ("theme/components.lua", "theme/components.css", "theme/typst-template.typ", "theme/reference.docx")


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
    page, checked
        The page itself, where it had to be read.
    """

    source: str
    title: str
    key: str
    files: tuple[str, ...]
    page: Page | None = None
    checked: Checked | None = None


def engine_version() -> str:
    """Return the versions of what the embedded engine is made of."""
    return f"Pandoc {pandoc_version()}, Typst {version('typst')}"


@cache
def _engine_digest() -> str:
    folder = Path(__file__).parent
    parts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".lua", ".html", ".css", ".js")
    }
    return key_of(parts, version("typst"), version("pypandoc_binary"))


def render_embedded(
    project_dir: Path, site_dir: Path, formats: tuple[str, ...], report: Callable[[str], None], jobs: int | None = None
) -> RenderReport:
    """Render the composed project with the embedded engine.

    Parameters
    ----------
    project_dir, site_dir
        The composed project, and the folder for the site.
    formats
        Which of html, pdf and docx to make.
    report
        Is given a line for each page made.
    jobs
        How many pages to make at a time; by default the number of processors.

    Raises
    ------
    InputFaults
        With everything in the sources that cannot be rendered; nothing is rendered then.
    RenderError
        When pages could not be rendered; the others are.
    """
    folder = project_dir.resolve()
    for name in ("_brand.yml", *THEME_FILES):
        if not (folder / name).is_file():
            raise WorkbenchError(f"{folder} lacks {name}: the composition should have copied the theme.")
    website = read_website(folder)
    lock = RenderLock.read(site_dir.parent / LOCK)
    workers = jobs or os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        planned = _plan(website, lock, formats, pool)
        outputs = _make(website, site_dir, planned, formats, lock, report, pool)
    _tidy(site_dir, lock, outputs)
    lock.write()
    return RenderReport("embedded", engine_version_kept(lock), site_dir, tuple(sorted(outputs)))


def engine_version_kept(lock: RenderLock) -> str:
    """Return the engine's version, without starting Pandoc to ask when the last render knew it."""
    known = lock.pages.get("", {})
    installed = key_of(version("typst"), version("pypandoc_binary"))
    if known.get("installed") != installed:
        known = {"installed": installed, "version": engine_version()}
        lock.pages[""] = known
    return known["version"]


# Planning -------------------------------------------------------------------------------------------------------------


def _plan(website: Website, lock: RenderLock, formats: tuple[str, ...], pool: ThreadPoolExecutor) -> list[Planned]:
    """Read and check what has changed; take from the lock what is known of the rest."""
    names = tuple(QUARTO_FORMAT[format] for format in formats)
    settings = key_of(_engine_digest(), names, list(website.pages))
    kept = {source: _kept(website, lock, source, settings) for source in website.pages}
    changed = [source for source, plan in kept.items() if plan is None]
    pages = frozenset(website.pages)

    def read(source: str) -> tuple[Planned | None, list[Fault]]:
        page, faults = read_page(website, source)
        checked, wrong = check_page(page, website.folder, pages, names)
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
    return Planned(source, known["title"], known["key"], tuple(known["files"]))


def _planned(website: Website, lock: RenderLock, page: Page, checked: Checked, settings: str) -> Planned:
    base = PurePosixPath(page.source).parent
    images = {
        path: _project_path(base, path) for format in checked.images.values() for path in format
    }
    drawings = {str(PurePosixPath(path).with_suffix(".svg")) for path in images.values()}
    inputs = {name: lock.digest(website.folder / name) for name in sorted({*page.inputs, *images.values(), *drawings})}
    shown = {_project_path(base, path) for path in checked.images.get("html", ())}
    files = tuple(sorted(shown | set(checked.files)))
    key = key_of(settings, inputs)
    title = page.says("title") or website.title
    lock.pages[page.source] = {
        "settings": settings, "inputs": inputs, "title": title, "key": key, "files": list(files),
    }  # fmt: skip
    return Planned(page.source, title, key, files, page, checked)


def _project_path(base: PurePosixPath, path: str) -> str:
    joined = path.lstrip("/") if path.startswith("/") else str(base / path)
    return os.path.normpath(joined)


# Making ---------------------------------------------------------------------------------------------------------------


def _make(
    website: Website,
    site: Path,
    planned: list[Planned],
    formats: tuple[str, ...],
    lock: RenderLock,
    report: Callable[[str], None],
    pool: ThreadPoolExecutor,
) -> list[Output]:
    folder = website.folder
    fonts = fonts_folder(folder)
    theme = key_of(
        [(name, lock.digest(folder / name)) for name in ("_brand.yml", *THEME_FILES)],
        [lock.digest(path) for path in sorted(fonts.glob("*.ttf"))],
    )
    titles = {plan.source: plan.title for plan in planned}
    shell = key_of(website.title, website.footer, website.search, _plain(website.sidebar), titles, formats)
    outputs: list[Output] = []
    failures: list[str] = []

    def one(plan: Planned) -> tuple[list[Output], list[str]]:
        made, wrong = [], []
        stem = plan.source.removesuffix(".qmd")
        wanted = {}
        for format in formats:
            key = key_of(plan.key, theme, shell if format == "html" else "")
            path = f"{stem}.{format}"
            known = lock.outputs.get(path)
            fresh = known and known["key"] == key and known["stamp"] == stamp_of(site / path)
            if fresh:
                made.append(Output(path, format, plan.source, made=False))
            else:
                wanted[format] = (path, key)
        if wanted:
            full = plan if plan.page else _read_again(website, lock, plan, formats)
            job = Job(folder, full.page, full.checked, fonts)
            for format, (path, key) in wanted.items():
                try:
                    content = _content(job, format, website, titles, formats)
                except WorkbenchError as error:
                    lock.outputs.pop(path, None)
                    wrong.append(error.message)
                    continue
                write_public(site / path, content)
                extra = {"sections": page_sections(content.decode())} if format == "html" else {}
                lock.outputs[path] = {"key": key, "stamp": stamp_of(site / path), "format": format, **extra}
                made.append(Output(path, format, plan.source))
            report(f"{stem}: {', '.join(wanted)}")
        return made, wrong

    for made, wrong in pool.map(one, planned):
        outputs += made
        failures += wrong
    _copy(folder, site, {name for plan in planned for name in plan.files} | _resources(website), lock)
    if "html" in formats:
        _write_assets(folder, site, website, planned, theme, lock)
    if failures:
        lock.write()
        raise RenderError("\n".join(["Some pages could not be rendered:", *(f"  {failure}" for failure in failures)]))
    return outputs


def _read_again(website: Website, lock: RenderLock, plan: Planned, formats: tuple[str, ...]) -> Planned:
    names = tuple(QUARTO_FORMAT[format] for format in formats)
    page, _ = read_page(website, plan.source)
    checked, _ = check_page(page, website.folder, frozenset(website.pages), names)
    return replace(plan, page=page, checked=checked)


def _content(job: Job, format: str, website: Website, titles: dict[str, str], formats: tuple[str, ...]) -> bytes:
    if format == "html":
        return html_bytes(job, website, titles, formats)
    return pdf_bytes(job) if format == "pdf" else docx_bytes(job)


def write_public(path: Path, content: bytes) -> None:
    """Write a file of the site, whole or not at all, so that a web server may read it."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
        temporary.chmod(0o644)


def _plain(entries: tuple[Any, ...]) -> list[Any]:
    return [[entry.href, entry.text, _plain(entry.entries)] for entry in entries]


def _resources(website: Website) -> set[str]:
    return {
        path.relative_to(website.folder).as_posix()
        for pattern in website.resources
        for path in website.folder.glob(pattern.lstrip("/"))
        if path.is_file()
    }


def _copy(folder: Path, site: Path, names: set[str], lock: RenderLock) -> None:
    for name in sorted(names):
        digest = lock.digest(folder / name)
        known = lock.outputs.get(name)
        if known and known["key"] == digest and known["stamp"] == stamp_of(site / name):
            known["used"] = True
            continue
        write_public(site / name, (folder / name).read_bytes())
        lock.outputs[name] = {"key": digest, "stamp": stamp_of(site / name), "format": "", "used": True}


def _write_assets(folder: Path, site: Path, website: Website, planned: list[Planned], theme: str, lock: RenderLock) -> None:
    marker = "assets/report.css"
    key = key_of(theme, _engine_digest())
    known = lock.outputs.get(marker)
    if not (known and known["key"] == key and known["stamp"] == stamp_of(site / marker)):
        for name, content in shared_assets(folder).items():
            write_public(site / name, content)
            lock.outputs[name] = {"key": key, "stamp": stamp_of(site / name), "format": "asset"}
    if website.search:
        pages = []
        for plan in planned:
            path = f"{plan.source.removesuffix('.qmd')}.html"
            sections = lock.outputs.get(path, {}).get("sections", [])
            pages.append({"title": plan.title, "href": path, "sections": sections})
        name, key = "assets/search-index.js", key_of(pages)
        known = lock.outputs.get(name)
        if not (known and known["key"] == key and known["stamp"] == stamp_of(site / name)):
            write_public(site / name, search_index(pages))
            lock.outputs[name] = {"key": key, "stamp": stamp_of(site / name), "format": "asset"}


def _tidy(site: Path, lock: RenderLock, outputs: list[Output]) -> None:
    """Remove what an earlier render made and this one would not have: the site is what the project says now."""
    current = {output.path for output in outputs}
    sources = {output.source for output in outputs}
    has_html = any(output.format == "html" for output in outputs)
    for path, known in list(lock.outputs.items()):
        used = known.pop("used", False)
        if path in current or used or (known["format"] == "asset" and has_html):
            continue
        (site / path).unlink(missing_ok=True)
        del lock.outputs[path]
        for parent in (site / path).parents:
            if parent == site or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
    for source in [source for source in lock.pages if source and source not in sources]:
        del lock.pages[source]


