"""How an area's synthetic answers fell out, question by question: what the narrative's claims are held against."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.definitions import Area, Column, Definitions, Programme
from workbench.sample.asked import Asked
from workbench.sample.files import asked_of
from workbench.sample.kinds import rows_of

#: The lowest grade of a record that counts as positive, as in the results.
GOOD = 4


@dataclass(frozen=True)
class Fallen:
    """How the answers to one question, or the readings of one item, fell out.

    Parameters
    ----------
    positive, base
        How many count as positive, and out of how many.

    Examples
    --------
    >>> Fallen(18, 24).share, Fallen(0, 0).share
    (0.75, 0.0)
    """

    positive: int
    base: int

    @property
    def share(self) -> float:
        """The part that is positive, from 0 to 1; 0 where nobody answered."""
        return self.positive / self.base if self.base else 0.0

    @property
    def smaller_side(self) -> int:
        """How many stand on the side on which fewer do."""
        return min(self.positive, self.base - self.positive)


def shares_of(definitions: Definitions, programme: Programme, area: Area) -> dict[str, Fallen]:
    """Return how each survey question and record-reading item of an area's sample fell out, by value name.

    Parameters
    ----------
    definitions, programme, area
        What is sampled; the programme has a sample.

    Returns
    -------
    dict of str to Fallen
        By the name of the recorded value, such as ``records.chronology``. A record that is read twice counts with its
        first reading, as in the results.
    """
    found: dict[str, Fallen] = {}
    for asked in asked_of(definitions, programme, area, programme.sample.seed if programme.sample else 0):
        if asked.instrument.kind in ("survey", "record_reading"):
            found |= _shares(asked)
    return found


def _shares(asked: Asked) -> dict[str, Fallen]:
    columns, rows = asked.instrument.columns, rows_of(asked)
    again = next((place for place, column in enumerate(columns) if column.id == "reading"), None)
    if again is not None:
        rows = [row for row in rows if row[again] == 1]
    return {
        f"{asked.instrument.short}.{column.id}": _fallen(asked, column, [row[place] for row in rows])
        for place, column in enumerate(columns)
        if column.type in ("scale", "grade")
    }


def _fallen(asked: Asked, column: Column, cells: list[str | int]) -> Fallen:
    if column.type == "grade":
        grades = [cell for cell in cells if isinstance(cell, int)]
        return Fallen(sum(grade >= GOOD for grade in grades), len(grades))
    options = asked.definitions.answer_scales[column.scale or ""].options
    sides = {option.label: option.polarity for option in options}
    counted = [sides[str(cell)] for cell in cells if cell != "" and sides[str(cell)] != "excluded"]
    return Fallen(counted.count("positive"), len(counted))
