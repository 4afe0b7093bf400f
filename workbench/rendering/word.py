"""The last touches to a Word document: running header, fixed dates, the same bytes for the same text."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape

from workbench.rendering.plain_cells import Taken

_ROW = re.compile(rb"<w:tr>(?:<w:trPr>)?")
_LOOK = re.compile(rb"<w:tblLook [^>]*>")
# A section that ends where the document does: its sheet, what closes after it, and the document's own last section.
_LAST = re.compile(
    rb"<w:p><w:pPr>(?:(?!</w:p>).)*?<w:sectPr>(?P<sheet>(?:(?!</w:sectPr>).)*)</w:sectPr></w:pPr></w:p>"
    rb"(?P<closed>(?:\s*<w:bookmarkEnd [^>]*/>)*\s*)"
    rb"(?P<last><w:sectPr\b(?:(?!</w:sectPr>).)*</w:sectPr>)(?=\s*</w:body>)",
    re.DOTALL,
)
_SHEET = re.compile(rb"<w:pg(?:Sz|Mar) [^>]*/>")
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def finished(document: bytes, title: str, banner: str, foot: str = "", taken: Taken | None = None) -> bytes:
    """Return ``document`` with its running header filled and nothing in it that changes from run to run.

    Parameters
    ----------
    document
        A Word document as Pandoc wrote it with the theme's reference document.
    title, banner
        The words of the running header: the report's title, and the mark of synthetic evidence (may be empty).
    foot
        The words of the running footer besides the page's number: release and manifest entry (may be empty).
    taken
        The plain words of tables' cells that were taken past Pandoc, if any were.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            content = made.read(name)
            if re.fullmatch(r"word/header\d*\.xml", name):
                content = _filled(_filled(content, "TITLE", title), "SUBJECT", banner)
            elif re.fullmatch(r"word/footer\d*\.xml", name):
                content = _filled(content, "DOCPROPERTY Category", foot)
            elif name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\2", content)
            elif name == "word/document.xml":
                if taken:
                    content = taken.put_back(content.decode(), "docx").encode()
                content = _sections(_ended(_tables(content)))
            elif name == "word/settings.xml":
                content = content.replace(b'w:themeFontLang w:val="en-US"', b'w:themeFontLang w:val="en-GB"')
            packed = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED  # a PNG is packed already
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, packed)
    return stream.getvalue()


def _filled(header: bytes, field: str, text: str) -> bytes:
    """Return a header with words in place of the field of a property, which would show all of a long title."""
    pattern = rf'<w:fldSimple w:instr=" {field} ">(.*?<w:t[^>]*>)[^<]*(</w:t></w:r>)</w:fldSimple>'
    return re.sub(pattern.encode(), lambda match: match[1] + escape(text).encode() + match[2], header, count=1)


def _ended(document: bytes) -> bytes:
    """Return a document without an empty page after its last section: the last section takes its sheet."""
    # What ends the document is at its end: a search through all of it would be slow.
    start = document.rfind(b"<w:p><w:pPr>")
    match = _LAST.match(document, start) if start >= 0 else None
    if match is None:
        return document
    last = _SHEET.sub(b"", match["last"])
    opening = last.index(b">") + 1
    while found := re.compile(rb"\s*<w:(?:header|footer)Reference [^>]*/>").match(last, opening):
        opening = found.end()  # the sheet stands after what names header and footer
    made = last[:opening] + match["sheet"] + last[opening:]
    return document[: match.start()] + match["closed"] + made + document[match.end() :]


def _sections(document: bytes) -> bytes:
    """Return a document whose every section has the header and footer of the last, as Word wants each to name them."""
    last = document.rfind(b"<w:sectPr")
    named = b"".join(re.findall(rb"<w:(?:header|footer)Reference [^>]*/>", document[last:]))
    return document[:last].replace(b"<w:sectPr>", b"<w:sectPr>" + named) + document[last:]


def _tables(document: bytes) -> bytes:
    # A row stays on one page.
    document = _ROW.sub(
        lambda match: b"<w:tr><w:trPr><w:cantSplit/>" + (b"" if match[0].endswith(b"trPr>") else b"</w:trPr>"), document
    )
    # The first column of every table says what the row is about; Word calls that "First Column" of the table's look.
    return _LOOK.sub(
        lambda match: match[0].replace(b'firstColumn="0"', b'firstColumn="1"').replace(b'"0020"', b'"00A0"'), document
    )
