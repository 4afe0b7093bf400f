"""Published evaluations of real areas: facts with their source, kept apart from everything that is recorded here."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path

from workbench.errors import Fault

FILE = "evaluations.csv"


@dataclass(frozen=True)
class PublishedEvaluation:
    """One evaluation that a source names.

    Parameters
    ----------
    programme, area, quality_indicator
        What was evaluated, by id and slug.
    inspected, published
        When, in the source's words.
    grade, label
        Place on the programme's scale, and its label.
    note, source
        What to know about it, and where it was read.
    """

    programme: str
    area: str
    inspected: str
    published: str
    quality_indicator: str
    grade: int
    label: str
    note: str
    source: str


def read_published_evaluations(
    folder: Path, shown: str, wanted: Collection[str] | None = None
) -> tuple[tuple[PublishedEvaluation, ...], list[Fault]]:
    """Return the published evaluations and everything wrong with the file.

    Parameters
    ----------
    folder
        ``parameters/published``; there are none where it has no ``evaluations.csv``.
    shown
        How the folder is called in faults.
    wanted
        The programmes whose evaluations are wanted; None means all.
    """
    path = folder / FILE
    if not path.is_file():
        return (), []
    names = [field.name for field in fields(PublishedEvaluation)]
    found: list[PublishedEvaluation] = []
    faults: list[Fault] = []
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames != names:
            return (), [Fault(f"{shown}/{FILE}", line=1, message=f"its columns should be {', '.join(names)}")]
        for row in reader:
            if None in row or None in row.values() or not row["grade"].isdigit():
                message = "has not one cell for each column, or its grade is no number"
                faults.append(Fault(f"{shown}/{FILE}", line=reader.line_num, message=message))
                continue
            if wanted is None or row["programme"] in wanted:
                found.append(PublishedEvaluation(**{**row, "grade": int(row["grade"])}))
    return tuple(found), faults
