"""The files of one area read and laid out, in this process or another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Fault
from workbench.intake.expected import Table
from workbench.intake.raw_files import RawFile

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known
    from workbench.intake.readings import Reading

#: With fewer files than this, a second process costs more than it saves.
WORTH_A_SECOND_PROCESS = 120


@dataclass(frozen=True)
class Job:
    """The files of one area that a worker reads; everything in it can cross to another process.

    Parameters
    ----------
    area
        The area's slug.
    files
        The files.
    tables
        What each must look like, by the file's name; mapping files are in it.
    hashes
        Hash of each file by name, as it was when the work was laid out.
    names
        Slugs of areas by every name of theirs, normalised.
    shown
        What to call each file in faults.
    known
        Words that name nobody, for the check of texts.
    evidence
        The evidence folder.
    staging
        Where to lay out tables; None to write nothing.
    """

    area: str
    files: tuple[RawFile, ...]
    tables: dict[str, Table]
    hashes: dict[str, str]
    names: dict[str, str]
    shown: dict[str, str]
    known: Known
    evidence: Path
    staging: Path | None


@dataclass(frozen=True)
class Result:
    """What became of one file in a worker.

    Parameters
    ----------
    reading
        What was read; of a table that was laid out, without its values.
    columns
        Number of columns laid out.
    stored_sha256
        Hash of the Parquet file.
    """

    reading: Reading
    columns: int = 0
    stored_sha256: str = ""


def read_areas(work: list[Job], jobs: int) -> Iterable[tuple[Job, list[Result]]]:
    """Yield each area's results, in the order of the areas.

    Parameters
    ----------
    work
        One job for each area.
    jobs
        How many processes may read at once.
    """
    if jobs < 2 or sum(len(job.files) for job in work) < WORTH_A_SECOND_PROCESS:
        for job in work:
            yield job, read_area(job)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from warm_kernels import end_with_parent

    # A fresh process, not a fork: Arrow's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=end_with_parent) as pool:
        yield from zip(work, pool.map(read_area, work), strict=True)


def read_area(job: Job) -> list[Result]:
    """Read one area's files and lay out those without a fault in its staging folder.

    The originals of those are kept as well: an original that no catalogue names does no harm, a catalogue that names
    one that is not there would.
    """
    return [_read_file(job, file) for file in job.files]


def _read_file(job: Job, file: RawFile) -> Result:
    from dataclasses import replace

    from workbench.definitions import normalised
    from workbench.files import private_folder
    from workbench.intake.grid import Unreadable
    from workbench.intake.originals import keep_original
    from workbench.intake.parquet import write_columns
    from workbench.intake.reading import read_content
    from workbench.intake.readings import Reading
    from workbench.intake.validation import read_table

    table = job.tables[file.name]
    shown = job.shown[file.name]
    try:
        content = read_content(file.path)
    except Unreadable as error:
        return Result(Reading(faults=(error.fault(shown),)))
    if hashlib.sha256(content).hexdigest() != job.hashes[file.name]:
        fault = Fault(shown, message="the file changed while it was read; close it in other programs and try again")
        return Result(Reading(faults=(fault,)))
    reading = read_table(
        file.path, table, job.area, lambda text: job.names.get(normalised(text)), shown, content=content,
        known=job.known,
    )  # fmt: skip
    if reading.faults:
        return Result(reading)
    columns = len(reading.values)
    if job.staging is None:
        return Result(replace(reading, values={}), columns)
    staged = job.staging / file.table / f"{job.area}.parquet"
    private_folder(staged.parent)
    whole = [column.id for column in table.columns if column.kind in ("integer", "grade")]
    write_columns(staged, reading.values, whole)
    keep_original(job.evidence, file.path.name, content)
    return Result(replace(reading, values={}), columns, hashlib.sha256(staged.read_bytes()).hexdigest())
