"""Leaks put into copies of a release's files, one kind of place each, for the search to find."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
import typst

from tests.release.planted import NAME, YES


def _one(site: Path, pattern: str) -> Path:
    return sorted(site.rglob(pattern))[0]


def _archive(site: Path, target: Path, pattern: str, member: str, old: str, new: str) -> None:
    """Copy an archive of the release with something put into one of its members."""
    source = _one(site, pattern)
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target / source.name, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name).decode("utf-8") if name == member else before.read(name)
            if name == member:
                assert old in content
                content = content.replace(old, new + old, 1)
            after.writestr(name, content)


def _in_a_page(site: Path, target: Path) -> None:
    text = _one(site, "index.html").read_text(encoding="utf-8")
    (target / "index.html").write_text(text.replace("</main>", f"<p>of {YES:,} staff</p></main>", 1), encoding="utf-8")


def _in_an_attribute(site: Path, target: Path) -> None:
    text = _one(site, "index.html").read_text(encoding="utf-8")
    (target / "index.html").write_text(
        text.replace("<head>", f'<head><meta name="a" content="&#90;ebedee&#32;{NAME.split()[1]}">', 1),
        encoding="utf-8",
    )


def _in_letters_of_a_picture(site: Path, target: Path) -> None:
    drawn = "".join(f"<tspan>{letter}</tspan>" for letter in f"{YES:,}")
    text = _one(site, "*.svg").read_text(encoding="utf-8")
    (target / "a.svg").write_text(text.replace("</svg>", f"<text>{drawn}</text></svg>"), encoding="utf-8")


def _in_the_search_index(site: Path, target: Path) -> None:
    text = _one(site, "search-index.js").read_text(encoding="utf-8")
    (target / "search-index.js").write_text(text + json.dumps(f"ß {NAME}").replace("Z", "\\u005a"), encoding="utf-8")


def _in_an_embedded_picture(site: Path, target: Path) -> None:
    inside = base64.b64encode(f"<svg><text>{NAME}</text></svg>".encode()).decode()
    (target / "a.html").write_text(f'<img src="data:image/svg+xml;base64,{inside}">', encoding="utf-8")


def _in_words_of_a_document(site: Path, target: Path) -> None:
    drawn = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in f" {YES} ")
    _archive(site, target, "*.docx", "word/document.xml", "</w:body>", f"<w:p>{drawn}</w:p>")


def _in_properties_of_a_document(site: Path, target: Path) -> None:
    _archive(site, target, "*.docx", "docProps/core.xml", "</cp:coreProperties>", f"<dc:subject>{NAME}</dc:subject>")


def _in_a_sheet(site: Path, target: Path) -> None:
    _archive(site, target, "*.xlsx", "xl/sharedStrings.xml", "</sst>", f"<si><t>{NAME}</t></si>")


def _in_a_number_of_a_sheet(site: Path, target: Path) -> None:
    _archive(
        site, target, "*.xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", f'<row><c r="A99"><v>{YES}</v></c></row>'
    )


def _in_properties_of_a_pdf(site: Path, target: Path) -> None:
    with pikepdf.open(_one(site, "*.pdf")) as document:
        document.docinfo["/Subject"] = NAME
        document.save(target / "a.pdf")


def _in_metadata_of_a_pdf(site: Path, target: Path) -> None:
    with pikepdf.open(_one(site, "*.pdf")) as document:
        with document.open_metadata() as metadata:
            metadata["dc:description"] = NAME
        document.save(target / "a.pdf")


def _in_a_page_of_a_pdf(site: Path, target: Path) -> None:
    (target / "a.pdf").write_bytes(typst.compile(f"Of these, {YES:,} said yes.".encode()))


def _in_an_attachment_of_a_pdf(site: Path, target: Path) -> None:
    with pikepdf.open(_one(site, "*.pdf")) as document:
        document.attachments["data.csv"] = f"{NAME},1".encode()
        document.save(target / "a.pdf")


def _in_a_picture_of_dots(site: Path, target: Path) -> None:
    data = b"Comment\0\0" + zlib.compress(NAME.encode())
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + b"\0\0\0\0"
    (target / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)


def _in_an_archive_in_an_archive(site: Path, target: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<v>{YES}</v>")
    with zipfile.ZipFile(target / "a.docx", "w") as archive:
        archive.writestr("word/embeddings/sheet.xlsx", inner.getvalue())


def _in_the_name_of_a_file(site: Path, target: Path) -> None:
    (target / f"{NAME}.svg").write_text("<svg/>")


LEAKS = tuple(found for name, found in sorted(globals().items()) if name.startswith("_in_"))
