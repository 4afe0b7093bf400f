"""A release small enough to read: one area, one page with two numbers and a table, its trace, a notebook, results."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from workbench.assurance.seals import seal
from workbench.files import sha256, write_json, write_text
from workbench.manifest import entry_digest
from workbench.provenance.crate import write_crate
from workbench.provenance.inputs import source_digests
from workbench.provenance.sums import write_sums

INPUTS = {
    "notebooks/04_record_reading.ipynb": "1" * 64,
    "parameters/areas.yaml": "2" * 64,
    "reports/shared/a.qmd": "3" * 64,
    "reports/p/areas/fife/report.qmd": "4" * 64,
    "src/helpers/records.py": "5" * 64,
    "evidence/store/p/records/fife.parquet": "6" * 64,
}
AREA = {"runs": {"fife/04_record_reading": "a" * 32}, "files": {"reports/p/areas/fife/report.qmd": "4" * 64},
        "shared": "b" * 16}  # fmt: skip
NATIONAL = {"runs": {"fife/04_record_reading": "a" * 32}, "files": {}, "shared": "b" * 16}
RESULTS = {
    "values": {
        "records.read": {"kind": "count", "status": "shown", "text": "94", "says": "94 records", "value": 94},
        "records.chronology": {
            "kind": "proportion", "status": "shown", "text": "82%", "says": "most (82%, 77 of 94)", "word": "most",
            "count": 77, "base": 94, "percent": 82, "low": 73, "high": 89,
        },
        "records.few": {"kind": "count", "status": "suppressed", "text": "too few to show", "says": "too few to show"},
    },
    "tables": {
        "records.items": {
            "columns": [{"label": "Item", "kind": "text"}, {"label": "Records", "kind": "count"}],
            "rows": [["Chronology", 77], ["Plan", 1060], ["Views", {"suppressed": "few"}]],
        }
    },
    "figures": {},
}  # fmt: skip
SIGNED = {"state": "final", "role": "approver", "date": "2026-05-01", "comment": "Agreed.", "content": "e" * 64}
_FOOT = '<footer><p>Draft. Manifest entry <span>{entry}</span>. <a href="trace.html">Where from</a></p></footer>'
_PAGE = """<!DOCTYPE html>
<html><head><style>p {{ margin: 7px }}</style></head><body>
<h1>Fife</h1>
<h2>Records</h2>
<p>Read: <a href="../../areas/fife/trace.html#v-records-read" class="traced">94</a>;
<a class="traced" href="../../areas/fife/trace.html#v-records-chronology">most (82%,
77 of 94)</a>; <a class="traced" href="../../areas/fife/trace.html#v-records-few">too few to show</a>.</p>
<h2>Items</h2>
<table><thead><tr><th>Item</th><th>Records</th></tr></thead>
<tbody><tr><th>Chronology</th><td>77</td></tr><tr><th>Plan</th><td>1,060</td></tr>
<tr><th>Views</th><td>[c]</td></tr></tbody></table>
<p><a href="../../areas/fife/trace.html#t-records-items" class="traced trace-note">How these numbers were made</a></p>
{foot}
</body></html>
"""
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' + (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LINKS = {"a": "v-records-read", "b": "v-records-chronology", "c": "v-records-few", "d": "t-records-items"}
_TRACE = """<html><body><h1>Where the numbers come from</h1>
<h3 id="v-records-read">T1 Records read</h3>
<dl><dt>Value</dt><dd>
94 records
</dd><dt>Name</dt><dd><code>records.read</code></dd></dl>
<h3 id="v-records-chronology">T2 Chronology</h3>
<dl><dt>Value</dt><dd>most (82%, 77 of 94)</dd><dt>Count and base</dt><dd>77 of 94</dd>
<dt>Likely range</dt><dd>73% to 89% (95% interval)</dd><dt>Name</dt><dd><code>records.chronology</code></dd></dl>
<h3 id="v-records-few">T3 Few</h3>
<dl><dt>Value</dt><dd>too few to show</dd><dt>Name</dt><dd><code>records.few</code></dd></dl>
{foot}
</body></html>
"""


def make_release(folder: Path, *, results: bool = True) -> Path:
    """Write a whole release into ``folder``, consistent in every way, and return it."""
    foot = _FOOT.format(entry=entry_digest(AREA))
    write_text(folder / "site/areas/fife/index.html", _PAGE.format(foot=foot))
    write_text(folder / "site/areas/fife/trace.html", _TRACE.format(foot=foot))
    write_text(folder / "site/index.html", f"<html><h1>All</h1>{_FOOT.format(entry=entry_digest(NATIONAL))}</html>")
    (folder / "site/areas/fife/index.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n94\nendobj\n")
    write_word(folder / "site/areas/fife/index.docx")
    write_text(folder / "notebooks/fife/04_record_reading.ipynb", "{}\n")
    made = ["notebooks/fife/04_record_reading.ipynb"]
    if results:
        write_json(folder / "results/fife/04_record_reading/results.json", RESULTS)
        made.append("results/fife/04_record_reading/results.json")
    refresh_manifest(folder, made)
    return folder


def write_word(path: Path, old: str = "", new: str = "") -> None:
    """Write the area's report as a Word file, with one text replaced by another."""
    document = "".join([
        _paragraph("Records", style="Heading2"),
        _paragraph("94\u2002records read", ("a", "T1"), style="KeyFact"),
        _paragraph("Practice was good in most (82%, 77 ", "of 94)", ("b", "T2"), "; ", "too few to show", ("c", "T3")),
        _table(("Item", "Records"), ("Chronology", "77"), ("Plan", "1,060"), ("Views", "[c]")),
        _paragraph(("d", "Trace T4")),
    ])  # fmt: skip
    assert old in document, old
    links = "".join(
        f'<Relationship Id="{name}" Target="../../areas/fife/trace.html#{target}" TargetMode="External"/>'
        for name, target in _LINKS.items()
    )
    parts = {
        "word/document.xml": f"<w:document {_WORD}><w:body>{document.replace(old, new, 1)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
        "word/footer1.xml": f"<w:p><w:t>Manifest entry </w:t><w:t>{entry_digest(AREA)}</w:t></w:p>",
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name), text)


def _paragraph(*pieces: str | tuple[str, str], style: str = "BodyText") -> str:
    def run(piece: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>'

    body = "".join(
        run(piece) if isinstance(piece, str) else f'<w:hyperlink r:id="{piece[0]}">{run(piece[1])}</w:hyperlink>'
        for piece in pieces
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{body}</w:p>'


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def refresh_manifest(folder: Path, made: list[str]) -> None:
    """Write what names the hashes of the others: manifest, release.json, inputs.json, RO-Crate and sums."""
    run = {
        "status": "done", "key": "a" * 32, "reads": {"records.parquet": "6" * 64},
        "outputs": {name: sha256(folder / name) for name in made} | {"results/fife/left-out.svg": "9" * 64},
    }  # fmt: skip
    site = sorted(path for path in (folder / "site").rglob("*") if path.is_file())
    write_json(folder / "manifest.json", {
        "schema": 1, "programme": "p", "workbench": "0.1.0", "versions": {"python": "3.11.1", "pandas": "3.0"},
        "rendering": {"engine": "embedded", "formats": ["docx", "html", "pdf"]}, "inputs": INPUTS,
        "pages": {"shared": {"files": {"reports/shared/a.qmd": "3" * 64}}, "areas/fife": AREA, "national": NATIONAL},
        "runs": {"fife/04_record_reading": run},
        "reports": {path.relative_to(folder).as_posix(): sha256(path) for path in site},
        "content": {"fife": SIGNED["content"]},
    })  # fmt: skip
    write_json(folder / "inputs.json", {
        "schema": 1, "programme": "p", "title": "A programme", "publishers": ["A body"],
        "git": {"commit": "c" * 40, "folder": "", "changed": []},
        "application": {"version": "0.1.0", "sources": "d" * 64}, "sources": source_digests(INPUTS),
        "evidence": {"records": {"fife": {"stored": "6" * 64, "files": {"fife/a.csv": "7" * 64}}}},
        "stages": {"04_record_reading": "04_record_reading.ipynb"}, "collects_from": [],
    })  # fmt: skip
    write_json(folder / "release.json", {
        "programme": "p", "version": "1", "previous": None, "date": "2026-05-01", "engine": "embedded",
        "manifest": sha256(folder / "manifest.json"),
        "roles": {"analyst": "Strategic inspector", "approver": "Chief inspector", "assurer": "not recorded"},
        "reports": {"fife": {"state": "final", "content": SIGNED["content"],
                             "sign_offs": [{**SIGNED, "seal": seal("", SIGNED)}]}},
    })  # fmt: skip
    write_crate(folder)
    write_sums(folder)


def resealed(folder: Path) -> None:
    """Write the sums anew, as somebody would who wanted a change not to be seen."""
    write_sums(folder)


def changed(path: Path, old: str, new: str) -> None:
    """Replace one text in a file, which has to be there."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
