"""The embedded engine: the composed project rendered with Pandoc and Typst."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workbench.errors import InputFaults, WorkbenchError
from workbench.rendering.checks import check_page
from workbench.rendering.converter import Converters
from workbench.rendering.formats import converted, docx_bytes
from workbench.rendering.html_page import html_bytes
from workbench.rendering.jobs import Job
from workbench.rendering.lock import RenderLock, key_of, stamp_of
from workbench.rendering.model import QUARTO_FORMAT, Output, RenderReport
from workbench.rendering.pandoc import RenderError, pandoc_version
from workbench.rendering.pdf import pdf_bytes
from workbench.rendering.planning import Planned, formats_of, plan_pages
from workbench.rendering.site_assets import fonts_folder, page_sections
from workbench.rendering.site_files import copy_files, resources, tidy, write_assets, write_public
from workbench.rendering.sources import read_page
from workbench.rendering.website import Website, read_website

LOCK = "render-lock.json"
THEME_FILES = ("theme/components.lua", "theme/components.css", "theme/typst-template.typ", "theme/reference.docx")


def engine_version() -> str:
    """Return the versions of what the embedded engine is made of."""
    return f"Pandoc {pandoc_version()}, Typst {version('typst')}"


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
        With everything in the sources that cannot be rendered. What is found before the first page is made, such as a
        link that leads nowhere, stops all; what one format cannot show, its pages alone.
    RenderError
        When pages could not be rendered for another reason; the others are.
    """
    folder = project_dir.resolve()
    for name in ("_brand.yml", *THEME_FILES):
        if not (folder / name).is_file():
            raise WorkbenchError(f"{folder} lacks {name}: the composition should have copied the theme.")
    website = read_website(folder)
    lock = RenderLock.read(site_dir.parent / LOCK)
    workers = jobs or os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool, Converters() as converters:
        planned = plan_pages(website, lock, formats, pool, converters)
        outputs = _make(website, site_dir, planned, formats, lock, report, pool, converters)
    tidy(site_dir, lock, outputs)
    engine = engine_version_kept(lock)
    lock.write()
    return RenderReport("embedded", engine, site_dir, tuple(sorted(outputs)))


def engine_version_kept(lock: RenderLock) -> str:
    """Return the engine's version, without starting Pandoc to ask when the last render knew it."""
    known = lock.pages.get("", {})
    installed = key_of(version("typst"), version("pypandoc_binary"))
    if known.get("installed") != installed:
        known = {"installed": installed, "version": engine_version()}
        lock.pages[""] = known
    return known["version"]


def _make(
    website: Website,
    site: Path,
    planned: list[Planned],
    formats: tuple[str, ...],
    lock: RenderLock,
    report: Callable[[str], None],
    pool: ThreadPoolExecutor,
    converters: Converters,
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
    failures: list[WorkbenchError] = []

    def one(plan: Planned) -> tuple[list[Output], list[WorkbenchError]]:
        made, wrong = [], []
        stem = plan.source.removesuffix(".qmd")
        wanted = {}
        own = tuple(format for format in formats if not plan.only or QUARTO_FORMAT[format] in plan.only)
        for format in own:
            key = key_of(plan.key, theme, shell if format == "html" else "")
            path = f"{stem}.{format}"
            known = lock.outputs.get(path)
            fresh = known and known["key"] == key and known["stamp"] == stamp_of(site / path)
            if fresh:
                made.append(Output(path, format, plan.source, made=False))
            else:
                wanted[format] = (path, key)
        if wanted:
            full = plan if plan.page else _read_again(website, plan, formats, converters)
            job = Job(folder, full.page, full.checked, fonts)
            parts = converted(job, [QUARTO_FORMAT[format] for format in wanted], converters)
            for format, (path, key) in wanted.items():
                try:
                    content = _content(job, format, parts.pop(QUARTO_FORMAT[format]), website, titles, own)
                except WorkbenchError as error:
                    lock.outputs.pop(path, None)
                    wrong.append(error)
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
    copy_files(folder, site, {name for plan in planned for name in plan.files} | resources(website), lock)
    if "html" in formats:
        write_assets(folder, site, website, planned, theme, lock)
    if failures:
        lock.write()
        faults = [fault for each in failures if isinstance(each, InputFaults) for fault in each.faults]
        others = [each.message for each in failures if not isinstance(each, InputFaults)]
        if not others:
            # The same text may stand in several pages and formats.
            raise InputFaults(list(dict.fromkeys(faults)), "Some pages could not be rendered:")
        said = [*others, *map(str, dict.fromkeys(faults))]
        raise RenderError("\n".join(["Some pages could not be rendered:", *(f"  {each}" for each in said)]))
    return outputs


def _read_again(website: Website, plan: Planned, formats: tuple[str, ...], converters: Converters) -> Planned:
    names = tuple(QUARTO_FORMAT[format] for format in formats)
    page, _ = read_page(website, plan.source)
    checked, _ = check_page(page, website.folder, frozenset(website.pages), formats_of(page, names), converters)
    return replace(plan, page=page, checked=checked)


def _content(
    job: Job,
    format: str,
    part: bytes | WorkbenchError,
    website: Website,
    titles: dict[str, str],
    formats: tuple[str, ...],
) -> bytes:
    if isinstance(part, WorkbenchError):
        raise part
    if format == "html":
        return html_bytes(job, part, website, titles, formats)
    return pdf_bytes(job, part) if format == "pdf" else docx_bytes(job, part)


def _plain(entries: tuple[Any, ...]) -> list[Any]:
    return [[entry.href, entry.text, _plain(entry.entries)] for entry in entries]
