"""Evidence with planted secrets: numbers that must stay hidden and are like no other, and a name."""

from __future__ import annotations

import base64
import csv
import html
import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import openpyxl

from tests.miniature import PROGRAMME
from tests.release.pdf_text import page_texts
from workbench.freetext.quotations import Quotation

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_EMBEDDED = re.compile(r"base64,([A-Za-z0-9+/]{16,})")
AREA = "clackmannanshire"
NAME = "Zebedee Quillfeather"
SUPPORTED = "I feel supported to do my job well"
SERVICES = {"Social work": 1409, "Health": 1151, "Education": 1063, "Police": 3, "Third sector": 1031}
STAFF = sum(SERVICES.values())
# Three of the staff did not say yes, so neither who did nor how many answered may be known; the three police officers
# are hidden by the smallest other group; all but two orders have lasted long.
YES, NO, AT_HOME, LONG = 4507, 3, 2203, 2201
SECRET = (YES, YES + NO, SERVICES["Third sector"], LONG)
SHOWN = (STAFF, AT_HOME)
# Of three quotations the first is signed off; the second names somebody; the third was changed after its sign-off.
ROLE = "children and young people"
QUOTED, CHANGED = "She asked me what I thought and wrote it down.", "The promise about the swing was kept by him."


def plant(raw: Path) -> None:
    """Change an area's files as received: a staff survey and an information return with secrets in them."""
    folder = raw / PROGRAMME / AREA
    _plant_staff(folder / f"{AREA}_staff_survey.xlsx")
    _plant_return(folder / f"{AREA}_information_return.xlsx")
    _plant_finding(folder / f"{AREA}_engagement.csv")


def plant_quotations(reports: Path) -> None:
    """Write quotations of the area: one signed off, one that names somebody and is not, one changed since."""
    path = reports / PROGRAMME / "areas" / AREA / "quotations.yaml"
    quotations = [
        Quotation(id=f"q{number}", text=text, source_role=ROLE, quality_indicator="2.1")
        for number, text in enumerate((QUOTED, f"{NAME} told me nothing.", CHANGED))
    ]
    lines = ["synthetic: true", "quotations:"]
    for one in quotations:
        lines += [
            f"  - id: {one.id}",
            f'    text: "{one.text}"',
            f"    source_role: {ROLE}",
            '    quality_indicator: "2.1"',
        ]
        if one.id != "q1":
            lines.append(f'    sign_off: {{by: Inspection lead, on: "2026-03-02", hash: "{one.hash}"}}')
    path.write_text("\n".join(lines).replace(CHANGED, CHANGED.replace("kept", "broke")) + "\n", encoding="utf-8")


def _plant_finding(path: Path) -> None:
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    rows[1][rows[0].index("What was found")] = f"{NAME} said that the plan came late."
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _plant_staff(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    header = [cell.value for cell in sheet[1]]
    supported = header.index(SUPPORTED)
    fixed = [cell.value for cell in sheet[2]][2:4]
    services = [name for name, number in SERVICES.items() for _ in range(number)]
    sheet.delete_rows(2, sheet.max_row)
    for number, service in enumerate(services):
        row = [f"S{number:04}", service, *fixed, *["Agree" if number % 3 else "Disagree"] * (len(header) - 4)]
        # Not everybody answered, so that the base is a number of its own.
        row[supported] = "Disagree" if number < NO else "Agree" if number < YES + NO else None
        sheet.append(row)
    book.save(path)


def _plant_return(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Return"]
    # A title stands above the headers.
    first = next(row for row in sheet.iter_rows() if "Measure" in [cell.value for cell in row])
    header = [cell.value for cell in first]
    measure, group, number, note = (header.index(name) for name in ("Measure", "Group", "Number", "Note"))
    new = {"Children on a compulsory supervision order living at home on the agreed date": AT_HOME,
           "Children at home whose order has lasted more than two years": LONG,
           "All children on a compulsory supervision order on the agreed date": 3 * AT_HOME}  # fmt: skip
    for row in sheet.iter_rows(min_row=first[0].row + 1):
        if row[measure].value in new and row[group].value == "All":
            row[number].value = new[row[measure].value]
            row[note].value = f"Asked {NAME}"
    book.save(path)


def texts(folder: Path, pattern: str = "*") -> Iterator[tuple[str, str]]:
    """Yield every text in a folder's files: whole text files, members of archives, pages and properties of PDFs."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.name
            for where, text in read(path.name, path.read_bytes()):
                yield f"{path.relative_to(folder).as_posix()}{where}", text


def read(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts of one file, each with where in it they stand."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield " (archive)", " ".join([archive.comment.decode("utf-8", "replace"), *archive.namelist()])
            for member in archive.namelist():
                for where, text in read(member, archive.read(member)):
                    yield f" › {member}{where}", text
    elif content.startswith(b"%PDF"):
        yield from _pdf(content)
    elif content.startswith(b"\x89PNG"):
        yield from _png(content)
    elif not name.endswith((".ttf", ".woff2", ".jpg", ".ico")):
        text = content.decode("utf-8", "replace")
        yield "", text
        # What is drawn or written letter by letter, or in other signs for letters, is read without them as well.
        bare = html.unescape(re.sub(r"<[^>]+>", "", text))
        yield " (without marks)", _ESCAPE.sub(lambda match: chr(int(match[1], 16)), unquote(bare))
        for number, embedded in enumerate(_EMBEDDED.findall(text)):
            for where, inner in read("", base64.b64decode(embedded + "=" * (-len(embedded) % 4))):
                yield f" › embedded {number}{where}", inner


def _pdf(content: bytes) -> Iterator[tuple[str, str]]:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        yield " (properties)", " ".join(str(value) for value in (document.docinfo or {}).values())
        yield " (metadata)", str(document.open_metadata())
        alternatives = [str(each.get("/Alt", "")) for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        yield " (alternative texts)", " ".join(alternatives)
        for attached, file in document.attachments.items():
            yield f" › {attached}", file.get_file().read_bytes().decode("utf-8", "replace")
        if shutil.which("pdftotext"):
            done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
            yield " (pages)", done.stdout.decode()
            return
        for page, text in enumerate(page_texts(document), 1):
            yield f" (page {page})", text
            yield f" (page {page}, in one piece)", text.replace("\n", "")


def _png(content: bytes) -> Iterator[tuple[str, str]]:
    place = 8
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if kind == b"zTXt":
            data = zlib.decompress(data.partition(b"\0")[2][1:])
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield f" ({kind.decode()})", data.decode("utf-8", "replace")
        place += 12 + length


def leaks(folder: Path) -> list[str]:
    """Return where in a folder's files something planted stands that must not."""
    found = []
    for where, text in texts(folder):
        if NAME in text or NAME.split()[1].lower() in text.lower():
            found.append(f"{where}: the name")
        if "about the swing" in text:
            found.append(f"{where}: the quotation changed since its sign-off")
        found += [f"{where}: {secret}" for secret in SECRET if number(secret).search(text)]
    return found


def number(value: int) -> re.Pattern[str]:
    """Return what finds a number as people and programs write it, and no longer or decimal one."""
    return re.compile(
        rf"(?<![\d.#\w-]){value // 1000}[,\u2009\u202f\u00a0 ]?{value % 1000:03}(?![\d\w])(?!\.\d)(?!,\d)"
    )
