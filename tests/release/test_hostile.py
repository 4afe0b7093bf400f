"""Text that wants to be more than text, in every field that people fill: a build shows it as text or refuses it."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from tests.miniature import PROGRAMME, Miniature, make_miniature
from tests.release.planted import texts
from workbench.cli import main
from workbench.definitions.lined_yaml import parse

AREA = "orkney-islands"
MARK = "hostile7"
NEW_LINE = "\n"
HOSTILE = (
    f"{MARK} <script>alert({MARK})</script><img src=x onerror=alert({MARK})> [x](javascript:alert({MARK})) "
    "{{< include /etc/passwd >}} {{< meta area.code >}} `<b>`{=html} $x$ #set text(red) **bold** </style> "
    "\u202egnp.exe\u200b ::: {.callout} @ tbl-x ^T1^ =SUM(A1:A9)"
)  # fmt: skip
#: Fields of parameters whose text a reader sees, and that name nothing else.
SEEN = {"title", "short_title", "summary", "meaning", "basis", "note", "rationale", "text", "owner", "what", "action",
        "measure", "reason", "question", "point", "step", "success", "who"}  # fmt: skip


def spoilt(value: Any, key: str = "") -> Any:
    """Return parameters or records with hostile text behind every text that a reader sees."""
    if isinstance(value, dict):
        return {name: spoilt(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [spoilt(inner, key) for inner in value]
    return f"{value} {HOSTILE}" if key in SEEN and isinstance(value, str) else value


def spoil(path: Path) -> None:
    document, _ = parse(path.read_text(encoding="utf-8"), path.name)
    content = spoilt(document.data)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


def spoil_evidence(raw: Path) -> None:
    path = raw / f"{AREA}_engagement.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    place = rows[0].index("What was found")
    rows = [rows[0], *([*row[:place], f"{row[place]} {HOSTILE}", *row[place + 1 :]] for row in rows[1:])]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    path = raw / f"{AREA}_position_statement.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book["Statements"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and len(cell.value) > 60:
                cell.value = f"{cell.value} {HOSTILE}"
    book.save(path)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Miniature:
    miniature = make_miniature(tmp_path_factory.mktemp("hostile"), (AREA,))
    miniature.run("sample", PROGRAMME)
    spoil_evidence(miniature.root / "evidence" / "raw" / PROGRAMME / AREA)
    parameters, records = miniature.root / "parameters", miniature.root / "reports" / PROGRAMME / "areas" / AREA
    spoil(parameters / "programmes" / f"{PROGRAMME}.yaml")
    for path in (parameters / "frameworks").glob("children-2022.yaml"):
        spoil(path)
    for path in records.glob("*.yaml"):
        spoil(path)
    areas = parameters / "areas.yaml"
    text = areas.read_text(encoding="utf-8")
    name = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    areas.write_text(
        text.replace("    name: Orkney Islands\n", f'    name: "Orkney Islands {name}"\n', 1), encoding="utf-8"
    )
    assert areas.read_text(encoding="utf-8") != text
    miniature.run("intake", PROGRAMME)
    # Nothing of it names anybody; what was detected is let through, so that it reaches the reports.
    miniature.run("findings", "sign-off", PROGRAMME, AREA, "--all", "--role", "Inspection lead", "--on", "2026-03-02")
    miniature.run("build", PROGRAMME, "--engine", "embedded")
    return miniature


class Elements(HTMLParser):
    """Everything in a page that could run."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.events: list[str] = []
        self.targets: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag, attributes):
        """Note scripts, event attributes and targets of links."""
        self._inside = tag
        for name, value in attributes:
            if name.startswith("on"):
                self.events.append(f"{tag} {name}")
            if name in ("href", "src"):
                self.targets.append(value or "")

    def handle_data(self, data):
        """Keep what stands in a script or style."""
        if self._inside in ("script", "style"):
            self.scripts.append(data)

    def handle_endtag(self, tag):
        """Leave the element."""
        self._inside = ""


@pytest.mark.slow
def test_pages_run_nothing_that_a_field_held(built):
    pages = list((built.build / "site").rglob("*.html"))
    assert sum(MARK in page.read_text(encoding="utf-8") for page in pages) >= 3
    for page in pages:
        found = Elements()
        text = page.read_text(encoding="utf-8")
        found.feed(text)
        assert not found.events, page
        assert not [each for each in found.scripts if MARK in each], page
        assert not [
            each for each in found.targets if each.lower().startswith(("javascript", "data:text", "http://x."))
        ], page
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200b]", html.unescape(text)), page
        assert "root:" not in text, page
    report = (built.build / "site" / "areas" / AREA / "index.html").read_text(encoding="utf-8")
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", "", report)).split())
    # It stands there as the text it is, shortcode and all.
    assert "{{< include /etc/passwd >}} {{< meta area.code >}}" in shown
    assert f"<script>alert({MARK})</script>" in shown
    assert "**bold**" in shown and "gnp.exe" in shown


@pytest.mark.slow
def test_no_file_of_the_release_holds_a_formula_or_a_script(built):
    site = built.build / "site"
    for where, text in texts(site):
        assert "root:x:0:" not in text, where
    for path in site.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"], path
        # The contents lead to the sheets, and nothing leads out.
        assert not [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target], path
        assert any(MARK in str(cell.value) for cell in cells), path
    for path in site.rglob("*.svg"):
        for element in ElementTree.parse(path).iter():
            assert not element.tag.endswith("script"), path
            assert not [name for name in element.attrib if name.startswith("on")], path
            assert not [each for each in element.attrib.values() if each.startswith("javascript:")], path
    for path in site.rglob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            relations = archive.read("word/_rels/document.xml.rels").decode()
            words = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
        assert "javascript" not in relations and "x.example" not in relations, path
        assert MARK in words, path
    assert list(site.rglob("*.pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "`x`{=html}", "```{=typst}\n#set text(red)\n```",
                                  "{{< include /etc/passwd >}}", "{{< include ../../../../evidence/raw/x.csv >}}",
                                  "![](/etc/passwd)", "[x](javascript:alert(1))"])  # fmt: skip
def test_a_narrative_that_wants_more_is_refused_or_harmless(built, text):
    path = built.root / "reports" / PROGRAMME / "areas" / AREA / "_qi-2.1.qmd"
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(f"{before}\n\n{text}\n", encoding="utf-8")
        done = CliRunner().invoke(main, ["--project", str(built.root), "build", PROGRAMME, "--engine", "embedded"])
    finally:
        path.write_text(before, encoding="utf-8")
    said = done.output
    assert isinstance(done.exception, SystemExit) and "Traceback" not in said, repr(done.exception)
    assert done.exit_code != 0, said
    assert "fault" in said or f"_qi-2.1.qmd, line {before.count(NEW_LINE) + 3}" in said, said


@pytest.mark.slow
def test_a_name_that_is_a_path_is_refused(built):
    for place in ("../../etc", "..", "/etc/passwd", "a/b"):
        done = built.run("build", PROGRAMME, "--area", place, check=False)
        assert done.returncode == 2 and "Traceback" not in done.stderr, place
    programme = built.root / "parameters" / "programmes" / "evil.yaml"
    programme.write_text("id: ../../evil\ntitle: x\n", encoding="utf-8")
    try:
        done = built.run("check", check=False)
    finally:
        programme.unlink()
    assert done.returncode != 0 and "evil.yaml" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
