"""Checks of a release, or of a build's folder, against what it says of itself; nothing else is read."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.files import sha256
from workbench.provenance.actions import place_of
from workbench.provenance.findings import Finding
from workbench.provenance.footers import footer_findings, page_without_footer, word_entries
from workbench.provenance.inputs import source_digests
from workbench.provenance.numbers import Known, number_findings, stated_on, trace_findings, trace_of
from workbench.provenance.pages import PageText, read_page
from workbench.provenance.papers import Marked, paper_findings
from workbench.provenance.pdf import pdf_marks, reader
from workbench.provenance.places import release_at
from workbench.provenance.recorded import Recorded, recorded_at
from workbench.provenance.signatures import sign_off_findings
from workbench.provenance.sums import SUMS, read_sums, released_files
from workbench.provenance.word import word_marks

MANIFEST, RELEASE = "manifest.json", "release.json"
_CHANGED = "its bytes are not those that were written"
_MISSING = "is missing"
_EXTRA = "was not there when it was made"


@dataclass(frozen=True)
class Verified:
    """How a release stands.

    Parameters
    ----------
    findings
        Everything wrong.
    files, pages, numbers
        How many files, rendered pages, and numbers in pages were looked at.
    papers, paper_numbers
        How many papers whose numbers have traces (Word and PDF), and numbers in them.
    digest
        SHA-256 of the release's sums; empty for a build's folder.
    """

    findings: tuple[Finding, ...]
    files: int
    pages: int
    numbers: int
    digest: str = ""
    papers: int = 0
    paper_numbers: int = 0


def verify(folder: Path, digest: str = "") -> Verified:
    """Check a release, or a build's folder, against its own sums, manifest and results.

    Parameters
    ----------
    folder
        The release's folder, wherever it lies, or ``build/<programme>``.
    digest
        SHA-256 of its ``SHA256SUMS`` as it was noted when the release was made; empty where none was noted.

    Returns
    -------
    Verified
        With everything found.

    Raises
    ------
    WorkbenchError
        When the folder is neither, or its sums cannot be read.
    """
    return _Verification(release_at(folder), digest).run()


@dataclass
class _Verification:
    folder: Path
    digest: str
    findings: list[Finding] = field(default_factory=list)
    pages: int = 0
    numbers: int = 0
    papers: int = 0
    paper_numbers: int = 0

    def run(self) -> Verified:
        present = list(released_files(self.folder))
        self.hashes = {name: sha256(self.folder / name) for name in present}
        found = ""
        if (self.folder / SUMS).is_file():
            found = sha256(self.folder / SUMS)
            self.findings += self._sums(found)
        self.manifest = self._read(MANIFEST)
        self.release = self._read(RELEASE)
        self.inputs = self._read("inputs.json")
        released = bool(found) or RELEASE in self.hashes
        if released and not found:
            self.findings.append(Finding("sums", SUMS, _MISSING))
        self.findings += self._against_manifest(released)
        self.findings += self._against_each_other()
        if self.manifest:  # without it nothing is known of the pages, and every number would seem wrong
            self._pages([name for name in present if name.startswith("site/")])
        return Verified(
            tuple(sorted(set(self.findings))), len(present), self.pages, self.numbers, found, self.papers,
            self.paper_numbers,
        )  # fmt: skip

    def _read(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            self.findings.append(Finding("manifest", name, f"cannot be read: {error}"))
            return {}
        if not isinstance(found, dict):
            self.findings.append(Finding("manifest", name, "cannot be read: it is no record"))
            return {}
        return found

    def _sums(self, found: str) -> Iterator[Finding]:
        if self.digest and found != self.digest.lower():
            yield Finding("sums", SUMS, f"its SHA-256 is {found}, not the {self.digest} that was noted")
        sums = read_sums(self.folder)
        for name in sorted({*sums, *self.hashes}):
            if name not in self.hashes:
                yield Finding("sums", name, _MISSING)
            elif name not in sums:
                yield Finding("sums", name, _EXTRA)
            elif sums[name] != self.hashes[name]:
                yield Finding("sums", name, _CHANGED)

    def _against_manifest(self, release: bool) -> Iterator[Finding]:
        if not self.manifest:
            if not any(finding.file == MANIFEST for finding in self.findings):
                yield Finding("manifest", MANIFEST, _MISSING)
            return
        reports: Mapping[str, str] = self.manifest.get("reports") or {}
        there = {name for name in self.hashes if name.startswith("site/")}
        hidden = {name for name in there if any(part.startswith(".") for part in name.split("/"))}
        for name in sorted({*reports, *there - hidden}):
            if name not in self.hashes:
                yield Finding("manifest", name, _MISSING)
            elif name not in reports:
                yield Finding("manifest", name, _EXTRA)
            elif reports[name] != self.hashes[name]:
                yield Finding("manifest", name, _CHANGED)
        made: dict[str, str] = {} if release else dict(self.manifest.get("composed") or {})
        for run in (self.manifest.get("runs") or {}).values():
            made |= run.get("outputs") or {}
        for name, value in sorted(made.items()):
            # Not everything that a run made need be in a release; what is in it has to be that.
            if name not in self.hashes:
                if not release or name.startswith("notebooks/"):
                    yield Finding("manifest", name, _MISSING)
            elif self.hashes[name] != value:
                yield Finding("manifest", name, _CHANGED)
        for name in sorted(self.hashes):
            if name.startswith("notebooks/") and name not in made:
                yield Finding("manifest", name, _EXTRA)

    def _against_each_other(self) -> Iterator[Finding]:
        """Compare what release.json and inputs.json say with the manifest, and sign-offs with what they signed."""
        said = self.release.get("manifest")
        if said and said != self.hashes.get(MANIFEST):
            yield Finding("manifest", MANIFEST, f"{RELEASE} names another manifest, {str(said)[:16]}…")
        yield from sign_off_findings(RELEASE, self.release, self.manifest)
        if self.inputs and self.manifest.get("inputs") is not None:
            files = self.manifest["inputs"]
            for folder, value in source_digests(files).items():
                if self.inputs.get("sources", {}).get(folder) != value:
                    yield Finding("inputs", "inputs.json", f"the digest of {folder} is not the manifest's")
            programme = self.manifest.get("programme", "")
            for table, areas in (self.inputs.get("evidence") or {}).items():
                for area, told in areas.items():
                    if files.get(f"evidence/store/{programme}/{table}/{area}.parquet") != told.get("stored"):
                        yield Finding("inputs", "inputs.json", f"{table} of {area} is not the manifest's")

    def _pages(self, names: list[str]) -> None:
        places = self.manifest.get("pages") or {}
        read: dict[str, PageText] = {}
        kept: dict[str, tuple[Recorded | None, bool]] = {}

        def known(trace: str) -> tuple[Recorded | None, bool]:
            if trace not in kept:
                kept[trace] = self._recorded(trace, places, read)
            return kept[trace]

        for name in names:
            if name.endswith(".docx"):
                self.findings += footer_findings(name, word_entries(self.folder / name), self.manifest)
            if not name.endswith(".html"):
                continue
            page = read[name] = read_page(self.folder / name)
            self.pages += 1
            self.findings += footer_findings(name, page.entries, self.manifest)
            self.findings += page_without_footer(name, page, self.manifest)
        for name, page in read.items():
            self.numbers += sum(traced.target.startswith("v-") for traced in page.traced)
            self.findings += number_findings(name, page, known)
            if name == trace_of(place_of(name, places)) and (found := known(name))[1] and found[0] is not None:
                self.findings += trace_findings(name, page, found[0])
        program = reader()
        for name in names:
            if name.endswith(".docx"):
                self._paper(name, word_marks(self.folder / name), known)
            elif name.endswith(".pdf") and program and (trace := read.get(trace_of(place_of(name, places)))):
                page = posixpath.relpath(trace_of(place_of(name, places)), posixpath.dirname(name))
                self._paper(name, pdf_marks(self.folder / name, program, page, trace.numbered), known)

    def _paper(self, name: str, marks: list[Marked], known: Known) -> None:
        numbers = sum(mark.target.startswith("v-") for mark in marks)
        self.papers += bool(numbers)
        self.paper_numbers += numbers
        self.findings += paper_findings(name, marks, known)

    def _recorded(
        self, trace_page: str, places: Mapping[str, Any], read: Mapping[str, PageText]
    ) -> tuple[Recorded | None, bool]:
        """Return what numbers that lead to a trace page are compared with, and whether that is the results."""
        results = recorded_at(self.folder, place_of(trace_page, places))
        if results is not None:
            return results, True
        trace = read.get(trace_page)
        return (stated_on(trace) if trace else None), False
