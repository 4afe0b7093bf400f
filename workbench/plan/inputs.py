"""Exactly what a run may read: the files of its folder and where each comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.plan.folders import BuildFolders
from workbench.plan.units import NATIONAL, Unit
from workbench.store import EvidenceStore


@dataclass(frozen=True)
class RunInputs:
    """The inputs of one run.

    Parameters
    ----------
    evidence
        Evidence, statistics and geography: source file by its path in the run folder.
    upstream
        ``results.json`` of other units: ``(unit name, source file)`` by path in the run folder.
    context
        The content of ``run.json``.
    parameters
        What is given to the notebook's parameters cell.
    """

    evidence: Mapping[str, Path]
    upstream: Mapping[str, tuple[str, Path]]
    context: Mapping[str, Any]
    parameters: Mapping[str, Any]


def evidence_files(project: Any, store: EvidenceStore, stage: Any, unit: Unit) -> dict[str, Path]:
    """Return the evidence, statistics and geography files that the stage declares and that are there.

    A table that was not taken in for the area is left out; the notebook says that it is missing. Statistics and
    geography belong to the project and must be there.

    Raises
    ------
    WorkbenchError
        When published statistics or a geography file is missing.
    """
    files: dict[str, Path] = {}
    places = dict.fromkeys(stage.evidence, unit.folder) | dict.fromkeys(stage.national_evidence, NATIONAL)
    for table, place in places.items():
        path = store.table_path(unit.programme, table, place)
        if path is not None:
            files[f"inputs/evidence/{table}.parquet"] = path
    for name in stage.statistics:
        path = store.statistics_path(name)
        if path is None:
            raise WorkbenchError(
                f"{stage.id} reads the published statistics '{name}', which are not in the evidence store. "
                f"Run: workbench intake {unit.programme}"
            )
        files[f"inputs/statistics/{name}.parquet"] = path
    for name in stage.geography:
        found = sorted((project.parameters / "geography").glob(f"{name}.*"))
        if not found:
            raise WorkbenchError(f"{stage.id} reads the geography '{name}', which is not in parameters/geography.")
        files[f"inputs/geography/{found[0].name}"] = found[0]
    for name in stage.calendars:
        files[f"inputs/calendars/{name}.csv"] = project.parameters / "calendars" / f"{name}.csv"
    for other in stage.collects_from:
        results = project.build / other.programme / "results"
        for path in sorted(results.glob(f"*/{other.stage}/results.json")):
            files[f"inputs/programmes/{other.programme}/{path.parts[-3]}/{other.stage}.json"] = path
    return files


def check_taken_in(told: Iterable[str], files: Mapping[str, Path], unit: Unit) -> None:
    """Refuse a run whose evidence was taken in and is gone: it would say that there never was any.

    Parameters
    ----------
    told
        Tables of which the evidence store's catalogue says that they were taken in.
    files
        What is there, by path in the run folder.
    unit
        For the message.

    Raises
    ------
    WorkbenchError
        When the file of a table is not there.
    """
    gone = [table for table in told if f"inputs/evidence/{table}.parquet" not in files]
    if gone:
        raise WorkbenchError(
            f"{', '.join(gone)} of {unit.folder} was taken in, but is gone from the evidence store. Where the store "
            f"lies on a share, see that it is connected. Else run: workbench intake {unit.programme}"
        )


def upstream_files(
    unit: Unit, names: tuple[str, ...], units: Mapping[str, Unit], folders: BuildFolders
) -> dict[str, tuple[str, Path]]:
    """Return where each upstream unit's ``results.json`` goes in the run folder."""
    files = {}
    for name in names:
        other = units[name]
        same = other.folder == unit.folder
        target = f"inputs/upstream/{other.stage}.json" if same else f"inputs/areas/{other.folder}/{other.stage}.json"
        files[target] = (name, folders.results_file(name))
    return files


def key_names(targets: Iterable[str]) -> dict[str, str]:
    """Return what each staged file is called in a key and in the reasons for a run: its name, or all of its path.

    Results of other programmes, and files of one name in two folders, are told apart by all of their path.

    Parameters
    ----------
    targets
        Paths in the run folder.

    Examples
    --------
    >>> key_names(["inputs/evidence/staff.parquet", "inputs/evidence/a.parquet", "inputs/statistics/a.parquet"])
    {'inputs/evidence/staff.parquet': 'staff.parquet', 'inputs/evidence/a.parquet': 'inputs/evidence/a.parquet', \
'inputs/statistics/a.parquet': 'inputs/statistics/a.parquet'}
    """
    short = {target: target.rpartition("/")[2] for target in targets}
    often = Counter(short.values())
    return {
        target: target if often[name] > 1 or target.startswith("inputs/programmes/") else name
        for target, name in short.items()
    }
