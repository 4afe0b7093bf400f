"""What a reader gets from a report, read from its files, so that two engines can be compared."""

from __future__ import annotations

import difflib
import re
import subprocess
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pikepdf
from bs4 import BeautifulSoup, Tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True)
class Contents:
    """What a reader gets.

    Parameters
    ----------
    title
        Title, and language.
    text
        Every word of the report in order, without navigation.
    headings
        Level, text and, in HTML, id.
    links
        Text and target.
    figures
        Alternative text and caption.
    tables
        Caption, header cells, and the other rows.
    marks
        What is said about the evidence, and the footer.
    """

    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    headings: tuple[Any, ...] = ()
    links: tuple[Any, ...] = ()
    figures: tuple[Any, ...] = ()
    tables: tuple[Any, ...] = ()
    marks: tuple[str, ...] = ()


def contents(path: Path) -> Contents:
    """Return what a reader gets from a page, PDF or Word document."""
    return {".html": _html, ".pdf": _pdf, ".docx": _docx}[path.suffix](path)


def differences(one: Contents, other: Contents) -> list[str]:
    """Return a line for everything that is in only one of two, ``-`` in the first and ``+`` in the second."""
    lines = []
    for field in fields(Contents):
        mine, theirs = (list(map(str, getattr(each, field.name))) for each in (one, other))
        found = difflib.unified_diff(mine, theirs, lineterm="", n=0)
        lines += [f"{field.name}: {line}" for line in found if not line.startswith(("---", "+++", "@@"))]
    return lines


def words(text: str) -> str:
    """Return ``text`` with single ordinary spaces, and none before a mark."""
    return re.sub(r" (?=[.,;:)])", "", " ".join(text.replace("\u00ad", "").split()))


# HTML -----------------------------------------------------------------------------------------------------------------

# Names of callouts and tabs stand elsewhere in Quarto's pages; they are compared on their own.
_NO_TEXT = (
    ".quarto-title-block, .title-block, .page-banner, .page-made, .page-state, .page-evidence,"
    " .callout-title .screen-reader-only, .callout-title .visually-hidden,"
    " .callout-title-container .screen-reader-only, .nav-tabs, .tab-title, nav, script, style"
)


def _html(path: Path) -> Contents:
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    main = page.find("main")
    assert main is not None, path
    title = (
        words(main.h1.get_text()),
        " ".join(words(each.get_text()) for each in main.select(".subtitle")),
        str(page.html["lang"]),
    )
    footer = words(
        " ".join(
            each.get_text(" ") for each in page.select("footer .nav-footer-center, .site-footer-inner > p:first-child")
        )
    )
    banner = words(" ".join(each.get_text(" ") for each in page.select(".page-banner")))
    tabs = [words(each.get_text()) for each in main.select(".nav-tabs a, .tab-title")]
    article = main.select_one("article.report") or main
    for each in article.select(_NO_TEXT):
        each.extract()
    headings = [
        (int(each.name[1]), words(each.get_text()), each.get("id") or _section_id(each))
        for each in article.find_all(re.compile("^h[1-6]$"))
    ]
    links = [
        (words(each.get_text()), _target(path, each["href"]))
        for each in article.find_all("a", href=True)
        if words(each.get_text())
    ]
    figures = [(words(each["alt"]), _caption(each)) for each in article.find_all("img")]
    tables = [_html_table(each) for each in article.find_all("table")]
    for each in article.select("figcaption, caption"):  # above the table or beneath it is a matter of looks
        each.extract()
    text = words(article.get_text(" ")).split(" ")
    return Contents(
        title, tuple(text), tuple(headings), tuple(links), tuple(figures), tuple(tables), (banner, footer, *tabs)
    )


def _target(page: Path, href: str) -> str:
    """Return where a link leads, another page by its place in the site."""
    if re.match(r"^(#|[a-z]+:)", href):
        return unquote(href)
    return re.sub(r".*/_?site/", "", (page.parent / unquote(href)).resolve().as_posix())


def _section_id(heading: Tag) -> str:
    parent = heading.parent
    return str(parent.get("id") or "") if parent is not None and parent.name == "section" else ""


def _caption(element: Tag) -> str:
    figure = element.find_parent("figure")
    found = figure.find("figcaption") if figure else None
    return words(found.get_text(" ")) if found else ""


def _html_table(table: Tag) -> tuple[str, ...]:
    caption = words(table.caption.get_text(" ")) if table.caption else _caption(table)
    rows = [
        " | ".join(
            ("#" if cell.name == "th" else "") + words(cell.get_text(" ")) for cell in row.find_all(["th", "td"])
        )
        for row in table.find_all("tr")
    ]
    return (caption, *rows)


# Word -----------------------------------------------------------------------------------------------------------------


def _docx(path: Path) -> Contents:
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
        headers = [
            "".join(text.text or "" for text in ElementTree.fromstring(archive.read(name)).iter(f"{W}t"))
            for name in sorted(archive.namelist())
            if re.fullmatch(r"word/header\d*\.xml", name)
        ]
        links = {
            each.get("Id"): each.get("Target")
            for each in ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
        }
    assert body is not None
    styled = [(_style(each), words(_said(each))) for each in body.iter(f"{W}p")]
    headings = [(style, text) for style, text in styled if re.fullmatch(r"Heading\d", style)]
    found = []
    for each in body.iter(f"{W}hyperlink"):
        relation = next((value for name, value in each.attrib.items() if name.endswith("}id")), None)
        anchor = each.get(f"{W}anchor") or ""
        # Bookmarks are named differently; they must only be there.
        found.append((words(_said(each)), links[relation] if relation else "#" if anchor else ""))
    figures = [words(each.get("descr") or "") for each in body.iter(f"{WP}docPr")]
    captions = [text for style, text in styled if style in {"ImageCaption", "TableCaption"}]
    tables = []
    for table in body.iter(f"{W}tbl"):
        for row in table.iter(f"{W}tr"):
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            tables.append(("#" if header else "") + " | ".join(words(_said(cell)) for cell in row.iter(f"{W}tc")))
    title = tuple(text for style, text in styled if style in {"Title", "Subtitle", "Date"})
    text = [f"{style}: {text}" for style, text in styled if text]
    return Contents(
        title, tuple(text), tuple(headings), tuple(found), (*figures, *captions), tuple(tables), tuple(headers)
    )


def _style(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val")) if style is not None else ""


def _said(element: ElementTree.Element) -> str:
    return "".join(
        (each.text or "") if each.tag == f"{W}t" else " "
        for each in element.iter()
        if each.tag in {f"{W}t", f"{W}br", f"{W}tab"}
    )


# PDF ------------------------------------------------------------------------------------------------------------------


def _pdf(path: Path) -> Contents:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    with pikepdf.open(path) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot.K))
        kinds = [str(kind).lstrip("/") for kind, _ in elements]
        figures = [words(str(each.get("/Alt", ""))) for kind, each in elements if kind == "/Figure"]
        with pdf.open_outline() as outline:
            headings = list(_outline(outline.root, 1))
        links = [
            str(each.A.URI)
            for page in pdf.pages
            for each in page.get("/Annots", [])
            if "/A" in each and "/URI" in each.A
        ]
        fonts = sorted(
            {
                re.sub(r"^/?[A-Z]{6}\+", "", str(font.BaseFont))
                for page in pdf.pages
                for font in page.Resources.get("/Font", {}).values()
            }
        )
        title = (str(pdf.docinfo.get("/Title", "")), str(pdf.Root.get("/Lang", "")))
        size = [str(len(pdf.pages)), *(str(each) for each in pdf.pages[0].MediaBox)]
    counts = [
        f"{kind} {kinds.count(kind)}"
        for kind in ("Table", "TR", "TH", "TD", "L", "Link", "Caption", "Note", "H1", "H2", "H3", "H4")
    ]
    # In no order: where a page ends within a table is a matter of a hair's breadth.
    text = sorted(words(run.stdout).split(" "))
    return Contents(title, tuple(text), tuple(headings), tuple(links), tuple(figures), tuple(counts), (*fonts, *size))


def _outline(items: Any, level: int) -> Any:
    for item in items:
        yield (level, words(item.title))
        yield from _outline(item.children, level + 1)


def _elements(item: Any) -> Any:
    if isinstance(item, pikepdf.Array):
        for each in item:
            yield from _elements(each)
    elif isinstance(item, pikepdf.Dictionary):
        if "/S" in item:
            yield str(item.S), item
        if "/K" in item:
            yield from _elements(item.K)
