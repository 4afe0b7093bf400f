"""One page as Pandoc makes it for each format: what Pandoc is told, and what becomes of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from workbench.errors import Fault, InputFaults, WorkbenchError
from workbench.rendering.checks import image_extension
from workbench.rendering.converter import Converters, failed
from workbench.rendering.jobs import Job
from workbench.rendering.pictures import picture_size
from workbench.rendering.wording import banner_of, cover_note, foot_of, lists_contents, readable_date, running_title

COMPONENTS = "theme/components.lua"
_FOOTNOTES = re.compile(r'(<section id="footnotes"[^>]*>\s*)<hr />')


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
        "words": job.checked.taken.words,
        "columns": job.checked.taken.columns,
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
        elif format == "docx":
            made[format] = content  # packed: what was taken is put back when the file is finished
        else:
            made[format] = job.checked.taken.put_back(content.decode(), format).encode()
    return made


def html_parts(content: bytes) -> tuple[str, str]:
    """Return the page's contents list and its body, both as HTML."""
    contents, _, body = content.decode().partition("<!--workbench:body-->\n")
    # Known by its name, as in Quarto.
    body = _FOOTNOTES.sub(r"\1<h2>Footnotes</h2>", body)
    return contents.strip(), body


def docx_bytes(job: Job, content: bytes) -> bytes:
    """Return the page as a Word document."""
    from workbench.rendering.word import finished

    return finished(content, running_title(job.page), banner_of(job.page), foot_of(job.page), job.checked.taken)


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
