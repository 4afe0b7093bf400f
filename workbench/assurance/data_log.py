"""The data log: each set of evidence and published data that a programme's numbers rest on."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.assurance.sense_checks.ground import Ground
from workbench.definitions.areas import NATIONAL

HEADER = (
    "data set", "area", "file", "source", "as of", "received", "version", "rows", "rows refused", "read by", "mapping",
    "sha256", "synthetic", "complete",
)  # fmt: skip
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class DataRow:
    """One line of the data log, as texts in the order of the header."""

    cells: tuple[str, ...]


def data_rows(ground: Ground) -> Iterator[DataRow]:
    """Yield a line for each file of evidence, each one that was asked for and is not there, and each published file.

    A number of rows is given where it says no more than the counts that a reader sees.
    """
    entries = {(entry["table"], entry["area"]): entry for entry in ground.catalogue}
    for instrument in ground.instruments:
        national = instrument.id in ground.programme.instruments_of(national=True)
        units = instrument.id in ground.programme.instruments_of(national=False)
        places = [*(ground.areas if units else ()), *((NATIONAL,) if national else ())]
        for place in places:
            yield _evidence_row(ground, instrument, place, entries.get((instrument.id, place)))
    if any(stage.statistics or stage.geography for stage in ground.programme.stages):
        for folder in ("statistics", "geography"):
            yield from _published_rows(ground, folder)


def _evidence_row(ground: Ground, instrument: Any, place: str, entry: Mapping[str, Any] | None) -> DataRow:
    name = ground.name(place)
    if entry is None:
        return DataRow((instrument.title, name, "", instrument.source, *[""] * 9, "no file was taken in"))
    rows, refused = _sizes(ground, instrument, place, entry)
    versions = entry.get("versions", ())
    return DataRow(
        (
            instrument.title,
            name,
            entry["file"],
            instrument.source,
            entry["as_of"] or "not said",
            (versions[-1].get("received") if versions else "") or "not said",
            str(max(len(versions), 1)),
            rows,
            refused,
            f"{instrument.id} ({'read in its source' if instrument.verified else 'made for this project'})",
            _mapping(ground, instrument.id, place),
            entry["sha256"],
            "yes" if entry["synthetic"] else "no",
            "yes" if refused == "0" else NOT_SHOWN if refused == NOT_SHOWN else "all but the rows refused",
        )
    )


def _sizes(ground: Ground, instrument: Any, place: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return how many rows were taken in and refused, as they may be told."""
    recorded = ground.recorded.get(place)
    values = [
        value
        for value in (recorded.values.values() if recorded else ())
        if value.get("table") == instrument.id and value["kind"] == "count" and value["status"] != "missing"
    ]
    if not values or any(value["status"] != "shown" for value in values):
        return NOT_SHOWN, NOT_SHOWN
    counts = [value["value"] for value in values]
    if entry["rows"] not in {*counts, *(one + other for one in counts for other in counts)}:
        return NOT_SHOWN, NOT_SHOWN
    read = entry.get("read") or entry["rows"]
    return f"{entry['rows']}", f"{read - entry['rows']}"


def _mapping(ground: Ground, table: str, place: str) -> str:
    """Return which mapping file, accepted by a person, says how a sender's columns are called."""
    home = ground.project.evidence / "mappings" / ground.programme.id
    if (home / place / f"{table}.yaml").is_file():
        return f"{place}/{table}.yaml"
    return f"{table}.yaml" if (home / f"{table}.yaml").is_file() else "none"


def _published_rows(ground: Ground, folder: str) -> Iterator[DataRow]:
    path = ground.project.parameters / folder / "MANIFEST.csv"
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            faults = row.get("known_faults") or ""
            yield DataRow(
                (
                    row["what"], "every area", row["file"], row["source"], row["period"], "", "1", "", "",
                    f"parameters/{folder}", "none", row["sha256"], "no", f"known faults: {faults}" if faults else "yes",
                )
            )  # fmt: skip
