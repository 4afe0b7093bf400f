"""The records read in one area: each counted once, and the share of them by item."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from helpers.agreement import Agreement
from helpers.disclosure import Count, protect_count
from helpers.frames import rows_of
from helpers.instruments import Column as Item
from helpers.instruments import Instrument
from helpers.proportions import Proportion, missing_proportion, proportion
from helpers.protected import count_value
from helpers.records.agreement import RecordAgreement
from helpers.run import Run
from helpers.surveys import merged
from helpers.tables import Suppressed
from helpers.values import Value, missing, sentence

if TYPE_CHECKING:
    import pandas as pd

# The lowest grade of the six-point scale that "good or better" counts.
GOOD = 4


class RecordReading:
    """The records read in one area; a record read twice counts with its first reading.

    Parameters
    ----------
    run
        The run.
    instrument
        The record-reading template.
    frame
        One row a reading, or None where none was taken in.
    population
        Children the records were drawn from as the return may show it, or None where it does not say.
    """

    def __init__(self, run: Run, instrument: Instrument, frame: pd.DataFrame | None, population: Count | None) -> None:
        self.run = run
        self.instrument = instrument
        self.profile = run.profile(instrument.id)
        self.missing = frame is None
        self.reason = run.why_missing(instrument.id) if frame is None else ""
        self.frame = frame
        rows = rows_of(frame)
        # A template without second readings has no such column.
        self.first = {row["record"]: row for row in rows if row.get("reading", 1) == 1}
        self.second = {row["record"]: row for row in rows if row.get("reading") == 2 and row["record"] in self.first}
        # A number that is held back must not show in the width of an interval either.
        fits = isinstance(population, int) and population >= len(self.first)
        self.known_population = population if fits else None
        self._held = population if isinstance(population, Suppressed) else None

    def __repr__(self) -> str:
        return f"{self.instrument.title}: {self.read.says}{f' ({self.reason})' if self.reason else ''}"

    @property
    def items(self) -> tuple[Item, ...]:
        """Items answered yes, partly or no."""
        return self.instrument.of_type("scale")

    @property
    def graded(self) -> tuple[Item, ...]:
        """Items evaluated on the six-point scale, record by record."""
        return self.instrument.of_type("grade")

    @property
    def knows_second_readings(self) -> bool:
        """Whether the template knows second readings."""
        return self.instrument.has("reading")

    @property
    def sentence(self) -> str:
        """Why there is nothing, as a sentence."""
        return sentence(self.reason)

    @property
    def read(self) -> Value:
        """How many records were read."""
        return self._records(len(self.first), "Records read")

    @property
    def population(self) -> Value:
        """How many children the records were drawn from."""
        label, table = "Children the records were drawn from", next(iter(self.run.tables_of("return")), "")
        profile = self.run.profile(table)
        if self._held:
            return count_value(self._held, label, table=table, profile=profile)
        if self.known_population is None:
            reason = f"the information return of {self.run.place} does not give a number that fits the records read"
            return missing("count", label, reason, table=table)
        return count_value(protect_count(self.known_population, profile), label, table=table, profile=profile)

    def _records(self, number: int, label: str) -> Value:
        """Return a number of records as a value."""
        table = self.instrument.id
        if self.missing:
            return missing("count", label, self.reason, table=table)
        return count_value(protect_count(number, self.profile), label, table=table, profile=self.profile)

    @cached_property
    def shares(self) -> dict[str, Proportion]:
        """The share of records by item: answered yes, or evaluated good or better."""
        return {item.id: self._share(item) for item in (*self.items, *self.graded)}

    def _share(self, item: Item) -> Proportion:
        label = item.label if item.type == "scale" else f"{item.label}: good or better"
        if self.missing:
            return missing_proportion(label, self.reason, self.instrument.id)
        given = [row[item.id] for row in self.first.values()]
        if item.type == "scale":
            counts: tuple[int, ...] = merged(item, given)
        else:
            grades = [int(value) for value in given if value is not None]
            better = sum(grade >= GOOD for grade in grades)
            counts = (better, len(grades) - better)
        return proportion(
            label,
            counts[0],
            sum(counts),
            words=self.run.words,
            profile=self.profile,
            table=self.instrument.id,
            population=self.known_population,
        )

    @cached_property
    def agreement(self) -> RecordAgreement:
        """How far the readers of records that were read twice agree."""
        return RecordAgreement(self.first, self.second, self.items, self.graded, self.profile)

    @property
    def agreements(self) -> dict[str, Agreement]:
        """Two-reader agreement by item, over the records read twice."""
        return self.agreement.by_item

    def values(self) -> dict[str, Value]:
        """Return ``<short>.read``, ``.population``, ``.read_twice``, ``.agreement`` and ``<short>.<item>``."""
        short = self.instrument.short
        found = {f"{short}.read": self.read}
        if self.run.tables_of("return"):
            found[f"{short}.population"] = self.population
        if self.knows_second_readings:
            found[f"{short}.read_twice"] = self._records(len(self.second), "Records read by two readers")
            found[f"{short}.agreement"] = self.agreement.value(self.instrument.id, self.reason)
        return found | {f"{short}.{name}": share.value() for name, share in self.shares.items()}
