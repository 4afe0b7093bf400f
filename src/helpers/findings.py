"""Findings sorted by quality indicator and direction: what engagement and position statements have in common."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from helpers.charted import charted, missing_figure, palette_for
from helpers.figures import Figure
from helpers.frames import rows_of
from helpers.instruments import Instrument
from helpers.run import Run
from helpers.signals import (
    DIRECTION_COLUMNS,
    IMPROVEMENT,
    MIXED,
    STRENGTH,
    Signal,
    signals_table,
    sorts_signals,
    thresholds_of,
)
from helpers.tables import Column, Table, missing_table
from helpers.values import Value, count, missing, sentence

if TYPE_CHECKING:
    import pandas as pd

DIRECTIONS = (STRENGTH, IMPROVEMENT, MIXED)


class Findings:
    """Rows of text, each about one quality indicator, most of them with a direction.

    Parameters
    ----------
    run
        The run.
    instrument
        The form they were written on.
    frame
        One row a finding, or None where none were taken in.
    """

    def __init__(self, run: Run, instrument: Instrument, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = instrument
        self.missing = frame is None
        self.reason = run.why_missing(instrument.id) if frame is None else ""
        order = {direction: number for number, direction in enumerate((*DIRECTIONS, None))}
        self.rows = sorted(
            rows_of(frame),
            key=lambda row: (
                row.get("quality_indicator") or "", order.get(row.get("direction"), 9), row[self.key]
            ),
        )  # fmt: skip

    @property
    def key(self) -> str:
        """Column that tells one finding from another."""
        return self.instrument.of_type("identifier")[0].id

    @property
    def sentence(self) -> str:
        """Why there is nothing, as a sentence."""
        return sentence(self.reason)

    def of(self, quality_indicator: str) -> list[dict[str, Any]]:
        """Return the rows about one quality indicator: strengths, then areas for improvement, then the others."""
        return [row for row in self.rows if str(row.get("quality_indicator")) == quality_indicator]

    def number(self, number: int, label: str) -> Value:
        """Return a count of findings or sessions, which are not people and need no suppression."""
        if self.missing:
            return missing("count", label, self.reason, table=self.instrument.id)
        return count(number, label, table=self.instrument.id)

    def directed(self, prefix: str, noun: str) -> dict[str, Value]:
        """Return ``<prefix>.<qi>.<noun>``, ``.strengths`` and ``.improvements`` for every quality indicator."""
        values = {}
        for indicator in self.run.quality_indicators:
            rows = self.of(indicator.id)
            tally = Counter(row.get("direction") for row in rows)
            name = f"{prefix}.{indicator.key}"
            values[f"{name}.{noun}"] = self.number(len(rows), f"{noun.capitalize()} about {indicator.called}")
            values[f"{name}.strengths"] = self.number(tally[STRENGTH], f"Strengths about {indicator.called}")
            values[f"{name}.improvements"] = self.number(
                tally[IMPROVEMENT], f"Areas for improvement about {indicator.called}"
            )
        return values

    def label(self, column: str, value: str | None) -> str | None:
        """Return the words for a choice."""
        return None if value is None else self.instrument.column(column).label_of(value)

    def table(self, title: str, columns: tuple[Column, ...], rows: tuple, *notes: str) -> Table:
        """Return a table about these findings, or one that says why there are none."""
        if self.missing:
            return missing_table(title, columns, self.sentence, table=self.instrument.id, synthetic=self.run.synthetic)
        return Table(title, columns, rows, notes, self.instrument.id, self.run.synthetic)

    def signals(self) -> Table:
        """Return what the findings point to, by quality indicator."""
        found = [
            Signal((str(row.get("quality_indicator")),), row["direction"]) for row in self.rows if row.get("direction")
        ]
        rule = (
            "A strand reads as a strength (or an area for improvement) where more than half of the findings point that "
            "way and less than a quarter the other way; otherwise, and where there are fewer than "
            f"{thresholds_of(self.run).least}, as mixed; as silent where there are none. How many there are does not "
            "measure how much they matter. No grade follows from it."
        )
        return signals_table(self.run, self.instrument.strand, found, rule=rule)

    def signal_tables(self) -> dict[str, Table]:
        """Return ``<strand>.signals``, or nothing where the programme sorts no signals."""
        return {f"{self.instrument.strand}.signals": self.signals()} if sorts_signals(self.run) else {}

    def balance_table(self) -> Table:
        """Return the number of findings by quality indicator and direction."""
        columns = (
            Column("quality_indicator", self.run.heading),
            *DIRECTION_COLUMNS,
        )
        rows = []
        for indicator in self.run.quality_indicators:
            tally = Counter(row.get("direction") for row in self.of(indicator.id))
            rows.append((indicator.name, *(tally[direction] for direction in DIRECTIONS)))
        return self.table(f"{self.instrument.title}: strengths and areas for improvement", columns, tuple(rows))

    def balance_figure(self) -> Figure:
        """Return bars of strengths and areas for improvement by quality indicator."""
        from helpers.charts import BalanceRow, balance_chart

        data = self.balance_table()
        title = f"{self.instrument.title}: strengths and areas for improvement, {self.run.place}"
        if not self.rows:
            reason = self.sentence if self.missing else f"Nothing was recorded for {self.run.place}."
            return missing_figure(self.run, title, reason, data)
        drawing = balance_chart([BalanceRow(*row) for row in data.rows], palette_for(self.run))
        alt = " ".join(
            f"{row[0]}: {row[1]} strengths, {row[2]} areas for improvement and {row[3]} mixed." for row in data.rows
        )
        return charted(title, drawing, alt, data)
