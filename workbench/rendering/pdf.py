"""A page made a tagged PDF with Typst."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from typing import Any

from workbench.errors import Fault, InputFaults
from workbench.rendering.jobs import Job
from workbench.rendering.page import Page
from workbench.rendering.pandoc import RenderError
from workbench.rendering.wording import banner_of, cover_note, foot_of, lists_contents, readable_date

# How Typst says that the typeface has no picture of a character.
_UNKNOWN = re.compile(r'text `"(?P<text>[^"`]+)"` could not be displayed')
_compilers = threading.local()


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


def _typst_value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
