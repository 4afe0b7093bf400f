"""One page made into one format: HTML, PDF or Word."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.errors import Fault, InputFaults, WorkbenchError
from workbench.rendering.checks import Checked, image_extension
from workbench.rendering.converter import Converters, failed
from workbench.rendering.pandoc import RenderError
from workbench.rendering.pictures import picture_size
from workbench.rendering.sources import Page, plain_text

COMPONENTS = "theme/components.lua"
_FOOTNOTES = re.compile(r'(<section id="footnotes"[^>]*>\s*)<hr />')
# How Typst says that the typeface has no picture of a character.
_UNKNOWN = re.compile(r'text `"(?P<text>[^"`]+)"` could not be displayed')
_compilers = threading.local()


@dataclass(frozen=True)
class Job:
    """All that one page in one format needs.

    Parameters
    ----------
    folder
        The composed project.
    page, checked
        The page, and the files it shows.
    fonts
        Folder of the typeface's files.
    """

    folder: Path
    page: Page
    checked: Checked
    fonts: Path


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


def converted(job: Job, formats: Iterable[str], converters: Converters) -> dict[str, bytes | WorkbenchError]:
    """Return what Pandoc makes of a page in each of Quarto's formats, or what is wrong with it there.

    HTML is the contents list and the body, Typst the body, and Word a whole document.

    Raises
    ------
    RenderError
        When Pandoc fails.
    """
    page = job.page
    asked = {
        "job": "make",
        "folder": str((job.folder / page.source).parent),
        "components": str(job.folder / COMPONENTS),
        "formats": [{"format": format, **_options(job, format)} for format in formats],
    }
    answer, parts = converters.call(asked, job.checked.document)
    made: dict[str, bytes | WorkbenchError] = {}
    for format, content in zip(formats, parts, strict=True):
        said = answer["formats"][format]
        if "error" in said:
            made[format] = failed(said["error"])
        elif said["faults"]:
            made[format] = InputFaults([Fault(page.source, message=found["what"]) for found in said["faults"]])
        elif said["warnings"]:
            # Something would be missing from the report.
            made[format] = failed(" ".join(warning["what"] for warning in said["warnings"]))
        else:
            made[format] = content
    return made


def html_parts(content: bytes) -> tuple[str, str]:
    """Return the page's contents list and its body, both as HTML."""
    contents, _, body = content.decode().partition("<!--workbench:body-->\n")
    # Known by its name, as in Quarto.
    body = _FOOTNOTES.sub(r"\1<h2>Footnotes</h2>", body)
    return contents.strip(), body


def pdf_bytes(job: Job, body: bytes) -> bytes:
    """Return the page as a tagged PDF (PDF/UA-1).

    Raises
    ------
    InputFaults
        When there is a sign in it that the typeface does not have.
    RenderError
        When Typst fails or warns of anything.
    """
    # Imported here: only PDFs need it.
    import typst

    source = typst_source(job, body.decode())
    compiler = getattr(_compilers, "by_folder", {}).get(job.folder)
    if compiler is None:
        # A compiler keeps fonts and parsed files; making one anew for each page would take most of the time.
        compiler = typst.Compiler(root=str(job.folder), font_paths=[str(job.fonts)], ignore_system_fonts=True)
        _compilers.by_folder = {job.folder: compiler}
    try:
        content, warnings = compiler.compile_with_warnings(
            input=source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0
        )
    except typst.TypstError as error:
        if unknown := _UNKNOWN.search(str(error)):
            heading = f"{job.page.source} could not be made a PDF"
            raise InputFaults(_not_in_typeface(job.page, unknown["text"]), heading) from None
        raise RenderError(f"{job.page.source} could not be made a PDF: {_typst_message(error, source)}") from None
    if warnings:
        raise RenderError(
            f"{job.page.source}: Typst warned while making the PDF: {_typst_message(warnings[0], source)}"
        )
    return content


def _not_in_typeface(page: Page, text: str) -> list[Fault]:
    """Return a fault for each place of a character that the typeface does not have; the page where none is found."""
    sign = text[:1]
    name = unicodedata.name(sign, "").lower()
    message = "the typeface of PDFs does not have this sign; write it in words, or take it out"
    places = [(line.file, line.number) for line in page.lines if sign in line.text] or [(page.source, None)]
    shown = f"{sign} ({name})" if name else f"U+{ord(sign):04X}"
    return [Fault(file, line=number, value=shown, message=message) for file, number in places]


def _typst_message(error: Any, source: str) -> str:
    hints = "; ".join(getattr(error, "hints", None) or [])
    return f"{error}{f' ({hints})' if hints else ''}"


def typst_source(job: Job, body: str) -> str:
    """Return the page as Typst, with the theme's template before it."""
    page = job.page
    template = (job.folder / "theme" / "typst-template.typ").read_text(encoding="utf-8")
    language, _, region = (page.says("lang") or "en-GB").partition("-")
    values = {
        "title": page.says("title"),
        "short-title": page.says("short-title") or None,
        "subtitle": page.says("subtitle") or None,
        "date": readable_date(page.says("date")) or None,
        "description": page.says("description") or None,
        "banner": banner_of(page) or None,
        "cover-note": cover_note(page) or None,
        "foot": foot_of(page) or None,
        "lang": language,
        "region": region or None,
        "toc": lists_contents(page, "typst"),
        "toc-depth": int(page.option("typst", "toc-depth", 2)),
    }
    arguments = ", ".join(f"{name}: {_typst_value(value)}" for name, value in values.items())
    # Numbers of figures and tables are in their captions already, the same in every format.
    numbered = "#set figure(numbering: none, supplement: none)"
    rule = "#let horizontalrule = line(length: 100%, stroke: 0.6pt)"
    return "\n".join([template, rule, numbered, f"#show: report.with({arguments})", "", body])


def docx_bytes(job: Job, content: bytes) -> bytes:
    """Return the page as a Word document."""
    from workbench.rendering.word import finished

    return finished(content, running_title(job.page), banner_of(job.page), foot_of(job.page))


def _options(job: Job, format: str) -> dict[str, Any]:
    """Return what Pandoc is told besides the page."""
    page = job.page
    options: dict[str, Any] = {
        "context": _context(job, format),
        "trace_numbers": page.metadata.get("trace-numbers") is True,
    }
    if format == "html":
        options["toc_depth"] = int(page.option("html", "toc-depth", 2))
    elif format == "docx":
        said = {
            "title": page.says("title"),
            "lang": page.says("lang") or "en-GB",
            "subtitle": page.says("subtitle"),
            "date": readable_date(page.says("date")),
            "description": page.says("description"),
            "subject": banner_of(page),
            "category": foot_of(page),
        }
        options["metadata"] = {key: value for key, value in said.items() if value or key == "title"}
        options["reference"] = str(job.folder / "theme" / "reference.docx")
    return options


def _context(job: Job, format: str) -> dict[str, Any]:
    page = job.page
    base = (job.folder / page.source).parent
    sizes = {}
    for source in job.checked.images.get(format, ()):
        path = job.folder / source.lstrip("/") if source.startswith("/") else base / source
        if size := picture_size(path):
            sizes[source] = size
    return {
        "format": format,
        "conditional": job.checked.conditional,
        "conditional_words": job.checked.conditional_words,
        "inline_pictures": job.checked.inline_pictures,
        "image_extension": image_extension(page, format),
        "number_sections": page.option(format, "number-sections", False) is True,
        "number_depth": page.option(format, "number-depth", 3),
        "toc": lists_contents(page, format),
        "toc_depth": page.option(format, "toc-depth", 2),
        "banner": banner_of(page),
        "cover_note": cover_note(page),
        "folder": PurePosixPath(page.source).parent.as_posix(),
        "images": sizes,
    }


def _typst_value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def readable_date(text: str) -> str:
    """Return an ISO date as words; any other text as it is.

    Examples
    --------
    >>> readable_date("2026-03-31"), readable_date("Spring 2026")
    ('31 March 2026', 'Spring 2026')
    """
    import datetime

    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    month = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][day.month - 1]
    return f"{day.day} {month} {day.year}"
