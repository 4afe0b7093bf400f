"""Raw files taken into the evidence store: whole files only, one area's change at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workbench.definitions import Definitions, Programme
from workbench.errors import Fault, WorkbenchError, shown_path
from workbench.files import canonical_json, sha256, write_json
from workbench.intake.batch import Batch, RawFile, find_files, read_batch
from workbench.intake.expected import Table, expected_tables
from workbench.intake.lock import locked
from workbench.project import Project
from workbench.store import CATALOGUE, READY, SCHEMA, STAGING, EvidenceStore, StoredFile, finish_decided

#: With fewer files than this, a second process costs more than it saves.
WORTH_A_SECOND_PROCESS = 40


@dataclass(frozen=True)
class Outcome:
    """What became of one raw file.

    Parameters
    ----------
    file
        Path below the programme's raw folder.
    state
        ``taken in``, ``unchanged`` or ``refused``.
    rows
        Rows taken in, or in the store already.
    faults
        Why it was refused.
    kept
        Of a refused file: whether the store keeps an earlier version of its table.
    """

    file: str
    state: str
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    kept: bool = False


@dataclass(frozen=True)
class Summary:
    """What became of all raw files of a programme.

    Parameters
    ----------
    outcomes
        One for each file, in the order of their paths.
    ignored
        Files that are no tables.
    gone
        Files in the store whose raw file is no longer there; what was taken in stays.
    """

    outcomes: tuple[Outcome, ...]
    ignored: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def count(self, state: str) -> int:
        """Return how many files ended in ``state``."""
        return sum(1 for outcome in self.outcomes if outcome.state == state)

    @property
    def rows(self) -> int:
        """Rows of all files that were taken in or unchanged."""
        return sum(outcome.rows for outcome in self.outcomes)


Report = Callable[[Outcome], None]


@dataclass(frozen=True)
class _Job:
    """The files of one area that a worker reads; everything in it can cross to another process."""

    area: str
    files: tuple[RawFile, ...]
    tables: dict[str, Table]
    names: dict[str, str]
    shown: dict[str, str]
    staging: Path


def take_in(
    project: Project,
    definitions: Definitions,
    programme: Programme,
    *,
    areas: Sequence[str] = (),
    files: Sequence[Path] = (),
    jobs: int = 2,
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
        When there is no raw evidence, the batch note cannot be understood or a named file is not raw evidence.
    """
    folder = project.raw / programme.id
    if not folder.is_dir():
        raise WorkbenchError(
            f"There is no raw evidence of {programme.id}: {shown_path(folder, project.root)} does not exist. Put the "
            "files there, in one folder an area, or make the synthetic sample: "
            f"workbench sample {programme.id}"
        )
    with locked(project):
        tables = expected_tables(definitions, programme.id)
        batch = read_batch(folder)
        found = find_files(
            folder, definitions, tables, definitions.programme_areas(programme), shown_path(folder, project.root)
        )
        wanted = _wanted(folder, files)
        outcomes = [
            Outcome(name, "refused", faults=faults)
            for name, faults in found.faults.items()
            if _is_chosen(definitions, name, areas, wanted)
        ]
        for outcome in outcomes:
            report(outcome)
        chosen = [
            file
            for file in found.files
            if (not areas or file.area in areas) and (wanted is None or file.name in wanted)
        ]
        outcomes += _take_in_files(project, definitions, programme, chosen, tables, batch, jobs, report)
        there = {file.name for file in found.files} | set(found.faults)
        gone = [one.file for one in EvidenceStore(project).files(programme.id) if one.file not in there]
    if not outcomes and not found.files:
        raise WorkbenchError(
            f"There is no evidence file in {shown_path(folder, project.root)}: each area has a folder there, with "
            f"files such as {next(iter(tables.values())).file_name.replace('{area}', 'orkney-islands')}."
        )
    return Summary(tuple(sorted(outcomes, key=lambda one: one.file)), found.ignored, tuple(sorted(gone)))


def _wanted(folder: Path, files: Sequence[Path]) -> set[str] | None:
    """Return the named files as paths below the programme's raw folder, or None when none was named."""
    if not files:
        return None
    wanted = set()
    for path in files:
        absolute = path.resolve()
        if not absolute.is_file():
            raise WorkbenchError(f"There is no file {path}.")
        if not absolute.is_relative_to(folder.resolve()):
            raise WorkbenchError(f"{path} is not in {folder}. Put it there, in the folder of its area, and try again.")
        wanted.add(absolute.relative_to(folder.resolve()).as_posix())
    return wanted


def _is_chosen(definitions: Definitions, name: str, areas: Sequence[str], wanted: set[str] | None) -> bool:
    if wanted is not None:
        return name in wanted
    area = definitions.match_area(name.partition("/")[0])
    return not areas or (area is not None and area.slug in areas)


def _take_in_files(
    project: Project, definitions: Definitions, programme: Programme, files: list[RawFile], tables: dict[str, Table],
    batch: Batch, jobs: int, report: Report,
) -> list[Outcome]:  # fmt: skip
    store = EvidenceStore(project)
    home = project.store / programme.id
    finish_decided(home)
    # What a killed run had laid out but not decided is void.
    shutil.rmtree(home / STAGING, ignore_errors=True)
    entries = {(entry["table"], entry["area"]): entry for entry in store.catalogue(programme.id)["files"]}
    digests = {name: table.digest() for name, table in tables.items()}
    hashes = {file: sha256(file.path) for file in files}
    outcomes: list[Outcome] = []

    def settle(outcome: Outcome) -> None:
        outcomes.append(outcome)
        report(outcome)

    due: dict[str, list[RawFile]] = {}
    for file in files:
        entry = entries.get((file.table, file.area))
        same = entry is not None and (
            entry["file"], entry["sha256"], entry["definition"], entry["synthetic"], entry["as_of"]
        ) == (file.name, hashes[file], digests[file.table], batch.synthetic, batch.as_of)  # fmt: skip
        if same and (home / file.table / f"{file.area}.parquet").is_file():
            settle(Outcome(file.name, "unchanged", entry["rows"]))
        else:
            due.setdefault(file.area, []).append(file)
    if not due:
        return outcomes
    names = {name: area.slug for area in definitions.areas.values() for name in _names(area)}
    work = [
        _Job(
            area, tuple(of_area), {file.table: tables[file.table] for file in of_area}, names,
            {file.name: shown_path(file.path, project.root) for file in of_area}, home / STAGING / area,
        )
        for area, of_area in sorted(due.items())
    ]  # fmt: skip
    for job, results in _read_all(work, jobs):
        accepted = False
        for file, (rows, columns, stored, faults) in zip(job.files, results, strict=True):
            if faults:
                settle(Outcome(file.name, "refused", faults=faults, kept=(file.table, file.area) in entries))
                continue
            accepted = True
            one = StoredFile(
                file.table, file.area, file.name, hashes[file], stored, rows, columns, batch.synthetic, batch.as_of
            )
            entries[file.table, file.area] = asdict(one) | {"definition": digests[file.table]}
        if accepted:
            listed = sorted(entries.values(), key=canonical_json)
            listed.sort(key=lambda entry: (entry["area"], entry["table"]))
            write_json(job.staging / CATALOGUE, {"schema": SCHEMA, "files": listed}, private=True)
            (job.staging / READY).touch()
            finish_decided(home)
        for file, (rows, _, _, faults) in zip(job.files, results, strict=True):
            if not faults:
                settle(Outcome(file.name, "taken in", rows))
    shutil.rmtree(home / STAGING, ignore_errors=True)
    return outcomes


def _names(area: Any) -> list[str]:
    return [area.code, area.slug, area.name, area.short_name, *area.retired_codes, *area.spellings]


def _read_all(work: list[_Job], jobs: int) -> Iterable[tuple[_Job, list[Any]]]:
    """Yield each area's results, in the order of the areas."""
    if jobs < 2 or sum(len(job.files) for job in work) < WORTH_A_SECOND_PROCESS:
        for job in work:
            yield job, _read_area(job)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fresh process, not a fork: Arrow's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        yield from zip(work, pool.map(_read_area, work), strict=True)


def _read_area(job: _Job) -> list[tuple[int, int, str, tuple[Fault, ...]]]:
    """Read one area's files and lay out those without a fault in its staging folder."""
    from workbench.definitions import normalised
    from workbench.intake.parquet import write_parquet
    from workbench.intake.validation import read_table

    known = {normalised(name): slug for name, slug in job.names.items()}
    results = []
    for file in job.files:
        frame, faults = read_table(
            file.path, job.tables[file.table], job.area, lambda text: known.get(normalised(text)), job.shown[file.name]
        )
        if frame is None:
            results.append((0, 0, "", tuple(sorted(faults))))
            continue
        staged = job.staging / file.table / f"{job.area}.parquet"
        write_parquet(staged, frame)
        results.append((len(frame), len(frame.columns), sha256(staged), ()))
    return results
