"""Synthetic cases on a pathway: each goes on from point to point until it leaves, or to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.definitions import Column, Definitions, Instrument
from workbench.sample.answers import Draw, choices, hidden_line

if TYPE_CHECKING:
    import numpy as np

#: Share of cases that seemed not to be considered at all, and of points alongside that do not apply to a case.
SET_APART = 0.22
DOES_NOT_APPLY = 0.12
#: Most cases go on from a middling point; where on the hidden line the others fall.
LEAVES_BELOW = -1.0
#: Points in order that every case which was taken up has behind it, and after which the others go no further.
TAKEN_UP, NEVER_BEYOND = 2, 1

Row = list[str | int]


def pathway_rows(definitions: Definitions, instrument: Instrument, draw: Draw, count: int) -> list[Row]:
    """Return the cases of a review, in the order of the instrument's columns.

    Parameters
    ----------
    definitions
        For the answer scales.
    instrument
        A form of kind pathway. An answer scale with ``not_reached`` makes a point one in order; a choice called
        ``considered`` tells the two sets of cases apart.
    draw
        Randomness and latent quality.
    count
        How many cases were read.

    Returns
    -------
    list of list
        One row a case; what does not apply to it is an empty string.
    """
    import numpy as np

    people = draw.generator.normal(0.4, 0.7, count)
    apart = np.zeros(count, dtype=bool)
    if any(column.id == "considered" for column in instrument.columns):
        apart = draw.generator.random(count) < SET_APART
    there = np.ones(count, dtype=bool)
    columns: list[Row] = []
    reached = 0
    for column in instrument.columns:
        if column.type == "identifier":
            columns.append([f"C{number:03d}" for number in range(1, count + 1)])
        elif column.id == "considered":
            columns.append([_label(column, "not_considered" if one else "considered") for one in apart])
        elif column.type == "choice":
            given = choices(draw, column, count, missing=0.0)
            columns.append([answer if column.group or one else "" for answer, one in zip(given, apart, strict=True)])
        elif column.type == "scale":
            counted = _answers(definitions, column)
            line = hidden_line(draw, column, people)
            if "not_reached" in counted:
                reached += 1
                going = line > LEAVES_BELOW
                going = np.where(apart, reached <= NEVER_BEYOND, going | (reached <= TAKEN_UP))
                columns.append([_step(counted, *each) for each in zip(there, going, strict=True)])
                there = there & going
            else:
                applies = draw.generator.random(count) >= DOES_NOT_APPLY
                columns.append([_alongside(counted, *each) for each in zip(applies & ~apart, line > -0.9, strict=True)])
        else:
            columns.append([""] * count)
    return [list(row) for row in zip(*columns, strict=True)]


def _answers(definitions: Definitions, column: Column) -> dict[str, str]:
    return {option.value: option.label for option in definitions.answer_scales[column.scale].options}


def _step(labels: dict[str, str], there: np.bool_, going: np.bool_) -> str:
    return labels["not_reached"] if not there else labels["went_on" if going else "left"]


def _alongside(labels: dict[str, str], applies: np.bool_, done: np.bool_) -> str:
    return labels["not_applicable"] if not applies else labels["yes" if done else "no"]


def _label(column: Column, value: str) -> str:
    return next(option.label for option in column.options if option.value == value)
