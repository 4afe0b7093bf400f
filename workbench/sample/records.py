"""Synthetic record reading: one row a reading of a record, some records read twice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from workbench.definitions import Column, Definitions
from workbench.sample.answers import Draw, answers_on, choices, grades_on, hidden_line, labels_of
from workbench.sample.asked import Asked
from workbench.sample.plain import plain_cells

if TYPE_CHECKING:
    import numpy as np

READ_TWICE = 0.15
#: How often a second reader sees an item, or a grade, one step better or worse than the first.
ITEM_DIFFERS = 0.16
GRADE_DIFFERS = 0.30
NOT_APPLICABLE = 0.07
LEFT_BLANK = 0.01
READINGS_A_READER = 16

Row = list[str | int]


def record_rows(asked: Asked, count: int) -> list[Row]:
    """Return the readings of a unit's records, in the order of the instrument's columns.

    Parameters
    ----------
    asked
        The record-reading template, and the randomness and latent quality of the unit. Records are read twice where
        the template has a column ``reading``.
    count
        How many records are read.

    Returns
    -------
    list of list
        First readings in the order of the records, each followed by its second where there is one.
    """
    import numpy as np

    definitions, instrument, draw = asked.definitions, asked.instrument, asked.draw
    generator = draw.generator
    asks = {column.id for column in instrument.columns}
    again = max(1, math.ceil(READ_TWICE * count)) if "reading" in asks else 0
    twice = set(generator.choice(count, size=again, replace=False).tolist())
    records = [(record, 1) for record in range(count)] + [(record, 2) for record in twice]
    records.sort()
    about = np.array([record for record, _ in records])
    second = np.array([reading == 2 for _, reading in records])
    quality = generator.normal(0.0, 0.85, count)
    readers = _readers(instrument.column("reader"), draw, about, second) if "reader" in asks else []
    columns: list[Row] = []
    for column in instrument.columns:
        if column.id == "record":
            columns.append([f"R{record + 1:03d}" for record in about])
        elif column.id == "reading":
            columns.append([2 if later else 1 for later in second])
        elif column.id == "reader" and readers:
            columns.append([reader for reader, _ in readers])
        elif column.id == "reader_type" and readers:
            columns.append([kind for _, kind in readers])
        elif column.type == "choice":
            of_record = choices(draw, column, count, missing=0.01)
            columns.append([of_record[record] for record in about])
        elif column.type == "grade":
            scale = definitions.scales[column.scale]
            first = grades_on(scale, hidden_line(draw, column, quality))
            steps = _steps(generator, second, GRADE_DIFFERS)
            seen = np.clip(first[about] + steps, min(g.value for g in scale.grades), max(g.value for g in scale.grades))
            columns.append(_with_gaps(generator, seen.tolist()))
        elif column.type != "scale":
            of_record = plain_cells(asked, column, count)
            columns.append([of_record[record] for record in about])
        else:
            columns.append(_item(definitions, column, draw, quality, about, second))
    return [list(row) for row in zip(*columns, strict=True)]


def _item(
    definitions: Definitions, column: Column, draw: Draw, quality: np.ndarray, about: np.ndarray, second: np.ndarray
) -> Row:
    """Return one yes, partly or no item; whether it applies is a fact of the record that both readers see."""
    import numpy as np

    scale = definitions.answer_scales[column.scale]
    counted = [option.label for option in scale.options if option.polarity != "excluded"]
    first = answers_on(scale, hidden_line(draw, column, quality))
    labels = labels_of(draw, column, scale, first, NOT_APPLICABLE)
    seen = np.clip(first[about] + _steps(draw.generator, second, ITEM_DIFFERS), 0, len(counted) - 1)
    cells: Row = [
        counted[place] if labels[record] in counted else labels[record]
        for record, place in zip(about, seen, strict=True)
    ]
    return _with_gaps(draw.generator, cells)


def _steps(generator: np.random.Generator, second: np.ndarray, share: float) -> np.ndarray:
    """Return by how many steps each reading differs from the first: 0, or now and then 1 either way for a second."""
    import numpy as np

    differs = (generator.random(len(second)) < share) & second
    return np.where(differs, generator.choice([-1, 1], size=len(second)), 0)


def _readers(column: Column, draw: Draw, about: np.ndarray, second: np.ndarray) -> list[tuple[str, str]]:
    """Return reader and kind of each reading: inspectors have the first letters, local readers the others.

    An inspector and a local reader read the records that are read twice.
    """
    labels = [option.label for option in column.options]
    half = len(labels) // 2
    wanted = max(1, min(half, math.ceil(len(about) / READINGS_A_READER / 2)))
    inspectors, local = labels[:wanted], labels[half : half + wanted]
    readers = []
    for place, (record, later) in enumerate(zip(about.tolist(), second.tolist(), strict=True)):
        inspector_first = record % 5 != 0
        if inspector_first != later:
            readers.append((inspectors[place % len(inspectors)], "Inspector"))
        else:
            readers.append((local[place % len(local)], "Local record reader"))
    return readers


def _with_gaps(generator: np.random.Generator, cells: Row) -> Row:
    gaps = generator.random(len(cells)) < LEFT_BLANK
    return ["" if gap else cell for cell, gap in zip(cells, gaps, strict=True)]
