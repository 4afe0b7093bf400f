"""Raw files taken into the evidence store: whole files only, one area's change at a time."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.definitions import Definitions, Programme, normalised
from workbench.errors import WorkbenchError, shown_path
from workbench.files import canonical_json, sha256, write_bytes
from workbench.intake.area_reading import Job, Result, read_areas
from workbench.intake.batch import Batch, read_batch
from workbench.intake.choice import choice_of
from workbench.intake.entries import Entry, is_unchanged, new_entry
from workbench.intake.expected import Table, expected_tables
from workbench.intake.lock import locked
from workbench.intake.mapping import mapped
from workbench.intake.outcomes import Outcome, Report, Summary
from workbench.intake.raw_files import RawFile, find_files
from workbench.intake.reading import LARGEST_FILE
from workbench.intake.refusals import refusal_path, refusal_text
from workbench.project import Project
from workbench.store import CATALOGUE, READY, SCHEMA, STAGING, EvidenceStore, StoredFile, finish_decided

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known
    from workbench.intake.readings import Reading


def take_in(
    project: Project,
    definitions: Definitions,
    programme: Programme,
    *,
    areas: Sequence[str] = (),
    files: Sequence[Path] = (),
    jobs: int = 2,
    preview: bool = False,
    report: Report = lambda outcome: None,
) -> Summary:
    """Take a programme's raw files into the evidence store.

    Parameters
    ----------
    project, definitions, programme
        Whose evidence.
    areas
        Slugs of the areas to read; nothing means all.
    files
        The only files to read; nothing means all.
    jobs
        How many processes may read at once.
    preview
        Whether to write nothing at all and only say what would happen.
    report
        Called for each file as soon as its fate is known.

    Returns
    -------
    Summary
        Every file's fate. A file with a fault is refused whole, and the store keeps the version of its table that it
        had.

    Raises
    ------
    WorkbenchError
        When there is no raw evidence, the batch note or a mapping file cannot be understood or a named file is not raw
        evidence.
    """
    folder = project.raw / programme.id
    # Names in folders, files and cells mean the programme's own units first.
    kind, places = definitions.unit_set(programme).singular, definitions.evidence_areas(programme)
    definitions = definitions.seen_by(programme)
    if not folder.is_dir():
        raise WorkbenchError(
            f"There is no raw evidence of {programme.id}: {shown_path(folder, project.root)} does not exist. Put the "
            f"files there, in one folder for each {kind}, or make the synthetic sample: "
            f"workbench sample {programme.id}"
        )
    choice = choice_of(folder, areas, files)
    with contextlib.nullcontext() if preview else locked(project):
        tables = expected_tables(definitions, programme.id)
        batch = read_batch(folder)
        found = find_files(folder, definitions, tables, places, shown_path(folder, project.root), kind)
        outcomes = [
            Outcome(name, "refused", faults=faults)
            for name, faults in found.faults.items()
            if choice.has_place(name, definitions)
        ]
        for outcome in outcomes:
            report(outcome)
        intake = _Intake(project, definitions, programme, tables, batch, preview=preview, report=report)
        outcomes += intake.take_in([file for file in found.files if choice.has(file)], jobs)
        names = {file.name for file in found.files} | set(found.faults)
        gone = [entry["file"] for entry in intake.entries.values() if entry["file"] not in names]
    if not outcomes and not found.files:
        raise WorkbenchError(
            f"There is no evidence file in {shown_path(folder, project.root)}: each {kind} has a folder there, with "
            f"files such as {next(iter(tables.values())).file_name.replace('{area}', places[0].slug)}."
        )
    return Summary(tuple(sorted(outcomes, key=lambda one: one.file)), found.ignored, tuple(sorted(gone)))


_last_known: list[tuple[Definitions, Known]] = []


def _known(definitions: Definitions) -> Known:
    """Return the words that name nobody, made once for the same definitions."""
    from workbench.freetext.vocabulary import field_terms

    if not _last_known or _last_known[0][0] is not definitions:
        _last_known[:] = [(definitions, field_terms().with_areas(definitions))]
    return _last_known[0][1]


class _Intake:
    """One run of intake for one programme, with the store's lock held unless it is a preview."""

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

    def take_in(self, files: list[RawFile], jobs: int) -> list[Outcome]:
        """Take in the files that are not in the store as they are; returns what became of each."""
        due: dict[str, list[RawFile]] = {}
        self.expected, self.digests, self.hashes = self._expected(files), {}, {}
        digests: dict[Table, str] = {}
        for file in files:
            table = self.expected[file.name]
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
        for job, results in read_areas(self._work(due), jobs) if due else ():
            self._take_in_area(job, results)
        if due and not self.preview:
            shutil.rmtree(self.home / STAGING, ignore_errors=True)
        return self.outcomes

    def _expected(self, files: list[RawFile]) -> dict[str, Table]:
        """Return what each file must look like, its mapping file considered."""
        expected: dict[str, Table] = {}
        known: dict[tuple[str, str], Table] = {}
        folder = self.project.evidence / "mappings" / self.programme.id
        some = folder.is_dir()
        for file in files:
            if not some:
                expected[file.name] = self.tables[file.table]
                continue
            key = (file.table, file.area)
            if key not in known:
                known[key], faults = mapped(self.project, self.programme.id, self.tables[file.table], file.area)
                if faults:
                    listed = "\n".join(f"  {fault}" for fault in sorted(faults))
                    raise WorkbenchError(f"A mapping file cannot be used:\n{listed}")
            expected[file.name] = known[key]
        return expected

    def _work(self, due: dict[str, list[RawFile]]) -> list[Job]:
        names: dict[str, str] = {}
        own = self.definitions.units(self.programme.unit).values()
        for area in (*own, *self.definitions.areas.values()):
            for name in (area.code, area.slug, area.name, area.short_name, *area.retired_codes, *area.spellings):
                # The programme's own units come before council areas of the same name.
                names.setdefault(normalised(name), area.slug)
        known = _known(self.definitions)
        return [
            Job(
                area, tuple(files), {file.name: self.expected[file.name] for file in files},
                {file.name: self.hashes[file.name] for file in files}, names,
                {file.name: shown_path(file.path, self.project.root) for file in files}, known, self.project.evidence,
                None if self.preview else self.home / STAGING / area,
            )
            for area, files in sorted(due.items())
        ]  # fmt: skip

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
