"""Published counts of a programme: data with their source, never retyped into a page, a notebook or a test."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workbench.definitions.faults import unknown
from workbench.errors import Fault

COLUMNS = ("measure", "label", "value", "as_of", "source")
#: A file of this folder that holds no counts: evaluations have a reader of their own.
NO_COUNTS = frozenset({"evaluations"})
_MEASURE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True)
class PublishedCount:
    """One published count.

    Parameters
    ----------
    measure
        Its name; where a stage records a value of the same name, the two are compared.
    label
        What was counted, in words.
    value
        The count.
    as_of, source
        Date or period of the count, and the source that has it.
    """

    measure: str
    label: str
    value: int
    as_of: str
    source: str

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


Counts = dict[str, tuple[PublishedCount, ...]]


def read_published(
    folder: Path, shown: str, sources: Collection[str] | None, wanted: Collection[str] | None = None
) -> tuple[Counts, list[Fault]]:
    """Return the published counts of every programme by id, and everything wrong with their files.

    Parameters
    ----------
    folder
        ``parameters/published``: one CSV a programme, with the columns measure, label, value, as_of and source.
    shown
        How the folder is called in faults.
    sources
        Ids of the known sources; None where they could not be read.
    wanted
        Ids of the programmes that are wanted; None for all.
    """
    counts: Counts = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.stem in NO_COUNTS or (wanted is not None and path.stem not in wanted):
            continue
        found, wrong = _read(path, f"{shown}/{path.name}", sources)
        counts[path.stem] = found
        faults += wrong
    return counts, faults


def _read(path: Path, name: str, sources: Collection[str] | None) -> tuple[tuple[PublishedCount, ...], list[Fault]]:
    faults: list[Fault] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
            header = rows[0].keys() if rows else COLUMNS
    except (UnicodeDecodeError, csv.Error) as error:
        return (), [Fault(name, message=f"cannot be read as a CSV in UTF-8 ({error})")]
    if missing := [column for column in COLUMNS if column not in header]:
        return (), [Fault(name, line=1, message=f"has no column {', '.join(missing)}")]
    found: dict[str, PublishedCount] = {}
    for line, row in enumerate(rows, start=2):
        cells = {column: (row[column] or "").strip() for column in COLUMNS}
        blank = [column for column, cell in cells.items() if not cell]
        if blank:
            faults.append(Fault(name, line=line, column=blank[0], message="is empty; write something here"))
            continue
        number = cells["value"].replace(",", "")
        if not number.isdecimal():
            message = "is no whole number"
            faults.append(Fault(name, line=line, column="value", value=cells["value"], message=message))
            continue
        if not _MEASURE.fullmatch(cells["measure"]):
            message = "should be lower-case words joined by '_' and '.'"
            faults.append(Fault(name, line=line, column="measure", value=cells["measure"], message=message))
        if cells["measure"] in found:
            message = f"the measure '{cells['measure']}' is given twice"
            faults.append(Fault(name, line=line, column="measure", message=message))
        if sources is not None and cells["source"] not in sources:
            message = unknown("source", cells["source"], sources)
            faults.append(Fault(name, line=line, column="source", message=message))
        found[cells["measure"]] = PublishedCount(
            cells["measure"], cells["label"], int(number), cells["as_of"], cells["source"]
        )
    return tuple(found.values()), faults
