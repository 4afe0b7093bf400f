"""What can be checked of a rendered site without a browser: accessibility, and that what is synthetic says so."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from workbench.assurance.refusals import Refusal
from workbench.assurance.refusals_html import html_faults
from workbench.provenance.package import parts_of

#: What each format is checked for.
CHECKED = {
    "html": (
        "language", "title", "one main landmark", "one heading of level 1", "headings in order", "pictures described",
        "tables with header cells", "links and buttons with names", "ids once",
    ),
    "pdf": ("tagged as PDF/UA-1", "language", "title"),
    "docx": ("language", "title", "true headings", "pictures described", "tables with header rows"),
    "xlsx": ("title", "sheets with names"),
}  # fmt: skip
_DO = "Mend the source, the theme or the picture's text, and build again."
SAYS_SO = re.compile(r"synthetic\s+evidence", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")


def page_refusals(site: Path, formats: tuple[str, ...] = tuple(CHECKED)) -> Iterator[Refusal]:
    """Yield what is not accessible in the files of a site, by static checks.

    Parameters
    ----------
    site
        The site's folder.
    formats
        Endings of the files to look at.
    """
    checks = {"html": _html, "pdf": _pdf, "docx": _docx, "xlsx": _xlsx}
    for path in _files(site, formats):
        for fault in checks[path.suffix[1:]](path):
            yield Refusal("accessibility", path.relative_to(site).as_posix(), fault, _DO)


def synthetic_refusals(site: Path) -> Iterator[Refusal]:
    """Yield the files of a site that do not say that their evidence is synthetic."""
    do = "The page must say so. Look at what its template leaves out, mend it, and build again."
    for path in _files(site, tuple(CHECKED)):
        if not SAYS_SO.search(_words(path)):
            yield Refusal("synthetic", path.relative_to(site).as_posix(), "does not say that it is synthetic.", do)


def _files(site: Path, formats: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.suffix[1:] in formats and path.is_file())


def _words(path: Path) -> str:
    """Return the words of a file; of a PDF its first page, or what passes where no program here can read it."""
    if path.suffix == ".html":
        return _TAGS.sub(" ", path.read_text(encoding="utf-8", errors="replace"))
    if path.suffix == ".pdf":
        program = shutil.which("pdftotext")
        if program is None:
            return "synthetic evidence"  # the HTML page of the same source is looked at
        run = subprocess.run([program, "-l", "2", str(path), "-"], capture_output=True, text=True, check=False)
        return run.stdout
    parts = _members(path, ("word/", "xl/"))
    return _TAGS.sub("", " ".join(parts.values()))


def _members(path: Path, folders: tuple[str, ...]) -> dict[str, str]:
    parts = parts_of(path, lambda name: name.startswith(folders) and name.endswith(".xml"))
    return {name: part.decode("utf-8", "replace") for name, part in parts.items()}


def _html(path: Path) -> Iterator[str]:
    yield from html_faults(path.read_text(encoding="utf-8", errors="replace"))


def _pdf(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if not content.startswith(b"%PDF-"):
        yield "is no PDF."
        return
    # Typst refuses to write a PDF/UA-1 that breaks a rule it can check; here it is seen that it was asked to.
    if b"pdfuaid:part" not in content or b"/StructTreeRoot" not in content:
        yield "is not tagged as PDF/UA-1."
    if b"/Lang" not in content:
        yield "does not name its language."
    if b"dc:title" not in content and b"/Title" not in content:
        yield "has no title."


def _docx(path: Path) -> Iterator[str]:
    parts = _members(path, ("word/", "docProps/"))
    core, body = parts.get("docProps/core.xml", ""), parts.get("word/document.xml", "")
    if not re.search(r"<dc:title>[^<]", core):
        yield "has no title."
    if not re.search(r"<dc:language>[^<]", core) and "w:lang " not in parts.get("word/styles.xml", ""):
        yield "does not name its language."
    if not re.search(r'<w:pStyle w:val="Heading\d"', body):
        yield "has no true heading."
    bare = [tag for tag in re.findall(r"<wp:docPr [^>]*>", body) if not re.search(r'descr="[^"]', tag)]
    if bare:
        yield f"has {len(bare)} picture{'s' if len(bare) > 1 else ''} without a description."
    for row in re.findall(r"<w:tbl>.*?</w:tr>", body, re.DOTALL):
        if "<w:tblHeader" not in row:
            yield "has a table without a header row."
            return


def _xlsx(path: Path) -> Iterator[str]:
    parts = _members(path, ("xl/", "docProps/"))
    if not re.search(r"<dc:title>[^<]", parts.get("docProps/core.xml", "")):
        yield "has no title."
    names = re.findall(r'<sheet name="([^"]*)"', parts.get("xl/workbook.xml", ""))
    if not names or any(re.fullmatch(r"Sheet\d+", name) for name in names):
        yield "has a sheet without a name."
