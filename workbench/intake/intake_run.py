"""One run of intake: what is not in the store as it is gets read, and each area's change is made whole."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING

from workbench.definitions import Definitions, Programme
from workbench.files import canonical_json, sha256, write_bytes
from workbench.intake.area_jobs import area_jobs
from workbench.intake.area_reading import Job, Result, read_areas
from workbench.intake.batch import Batch
from workbench.intake.entries import Entry, is_unchanged, new_entry
from workbench.intake.expected import Table
from workbench.intake.mapping import mapped_tables
from workbench.intake.outcomes import Outcome, Report
from workbench.intake.raw_files import RawFile
from workbench.intake.reading import LARGEST_FILE
from workbench.intake.refusals import refusal_path, refusal_text
from workbench.project import Project
from workbench.store import CATALOGUE, READY, SCHEMA, STAGING, EvidenceStore, StoredFile, finish_decided

if TYPE_CHECKING:
    from workbench.intake.readings import Reading


class IntakeRun:
    """One run of intake for one programme, with the store's lock held unless it is a preview.

    Parameters
    ----------
    project, definitions, programme
        Whose evidence.
    tables
        What files must look like, by table.
    batch
        What the batch note says of all files.
    preview
        Whether to write nothing at all.
    report
        Called for each file as soon as its fate is known.
    """

    def __init__(
        self, project: Project, definitions: Definitions, programme: Programme, tables: dict[str, Table], batch: Batch,
        *, preview: bool, report: Report,
    ) -> None:  # fmt: skip
        self.project, self.definitions, self.programme = project, definitions, programme
        self.tables, self.batch, self.preview, self.report = tables, batch, preview, report
        self.home = project.store / programme.id
        if not preview:
            finish_decided(self.home)
            # What a killed run had laid out but not decided is void.
            shutil.rmtree(self.home / STAGING, ignore_errors=True)
        catalogue = EvidenceStore(project).catalogue(programme.id, finish=not preview)
        self.entries: dict[tuple[str, str], Entry] = {
            (entry["table"], entry["area"]): entry for entry in catalogue["files"]
        }
        self.outcomes: list[Outcome] = []
        self.digests: dict[str, str] = {}
        self.hashes: dict[str, str] = {}

    def take_in(self, files: list[RawFile], jobs: int) -> list[Outcome]:
        """Take in the files that are not in the store as they are; returns what became of each."""
        due: dict[str, list[RawFile]] = {}
        tables = mapped_tables(self.project, self.programme.id, files, self.tables)
        digests: dict[Table, str] = {}
        for file in files:
            table = tables[file.name]
            if table not in digests:
                digests[table] = table.digest()
            self.digests[file.name] = digests[table]
            # A file too large to be read is not hashed either; reading says so.
            size = file.path.stat().st_size
            self.hashes[file.name] = sha256(file.path) if size <= LARGEST_FILE else ""
            entry = self.entries.get((file.table, file.area))
            same = is_unchanged(
                entry, file.name, self.hashes[file.name], digests[table], self.batch.synthetic, self.batch.as_of
            )
            if same and entry and (self.home / file.table / f"{file.area}.parquet").is_file():
                read = entry.get("read", entry["rows"])
                self._settle(Outcome(file.name, "unchanged", entry["rows"], read=read, refused=read - entry["rows"]))
                self._forget_refusals(file, keep=bool(entry.get("set_aside")))
            else:
                due.setdefault(file.area, []).append(file)
        if due:
            staging = None if self.preview else self.home / STAGING
            work = area_jobs(self.project, self.definitions, self.programme, due, tables, self.hashes, staging)
            for job, results in read_areas(work, jobs):
                self._take_in_area(job, results)
        if due and not self.preview:
            shutil.rmtree(self.home / STAGING, ignore_errors=True)
        return self.outcomes

    def _take_in_area(self, job: Job, results: list[Result]) -> None:
        """Make one area's change: all its accepted files, or, of a killed run, none or all."""
        accepted: list[Outcome] = []
        for file, result in zip(job.files, results, strict=True):
            before = self.entries.get((file.table, file.area))
            outcome = self._outcome(file, result.reading, before)
            if outcome.state == "refused":
                self._settle(outcome)
                continue
            accepted.append(outcome)
            one = StoredFile(
                table=file.table, area=file.area, file=file.name, sha256=self.hashes[file.name],
                stored_sha256=result.stored_sha256, rows=outcome.rows, columns=result.columns,
                synthetic=self.batch.synthetic, as_of=self.batch.as_of, read=outcome.read,
            )  # fmt: skip
            aside = [{"row": row.row, "reason": row.reason} for row in outcome.set_aside]
            to_read = [asdict(each) | {"kinds": list(each.kinds)} for each in result.reading.to_read]
            self.entries[file.table, file.area] = new_entry(
                one, self.digests[file.name], aside, to_read, before, self.batch.received
            )
        if accepted and job.staging is not None:
            listed = sorted(self.entries.values(), key=lambda entry: (entry["area"], entry["table"]))
            # One entry a line: quick to write once an area, and a change of one file is a change of one line.
            lines = ",\n".join(map(canonical_json, listed))
            catalogue = f'{{"files": [\n{lines}\n],\n"schema": {SCHEMA}}}\n'
            write_bytes(job.staging / CATALOGUE, catalogue.encode(), private=True)
            (job.staging / READY).touch(mode=0o600)
            finish_decided(self.home)
        for outcome in accepted:
            self._settle(outcome)

    def _outcome(self, file: RawFile, reading: Reading, before: Entry | None) -> Outcome:
        """Return what becomes of a file; its refused rows are written beside their reasons."""
        refusals = None
        if reading.faults or reading.set_aside:
            refusals = refusal_path(self.project.evidence, self.programme.id, file.area, file.path.name)
            if not self.preview:
                write_bytes(refusals, refusal_text(reading), private=True)
        else:
            self._forget_refusals(file)
        return Outcome(
            file.name, "refused" if reading.faults else "taken in", reading.rows, reading.faults,
            kept=bool(reading.faults) and before is not None, read=reading.read, refused=reading.refused,
            set_aside=reading.set_aside, changes=reading.changes, notes=reading.notes,
            replaces=before is not None and before["sha256"] != self.hashes[file.name], refusals=refusals,
        )  # fmt: skip

    def _forget_refusals(self, file: RawFile, keep: bool = False) -> None:
        if not keep and not self.preview:
            path = refusal_path(self.project.evidence, self.programme.id, file.area, file.path.name)
            path.unlink(missing_ok=True)

    def _settle(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.report(outcome)
