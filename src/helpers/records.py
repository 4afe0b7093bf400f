"""Record reading: each record counted once, item results, record-level grades, and how far two readers agree."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from helpers import record_agreement
from helpers.agreement import Agreement
from helpers.disclosure import Count, protect_count, protect_sides
from helpers.frames import rows_of
from helpers.instruments import Column as Item
from helpers.instruments import Instrument
from helpers.lenses import share_tables
from helpers.proportions import Proportion, missing_proportion, proportion
from helpers.record_agreement import RecordAgreement
from helpers.returns import Returned
from helpers.run import Run
from helpers.signals import of_share, signals_table, sorts_signals, thresholds_of
from helpers.surveys import NOT_SHOWN, Survey, merged, share_row, suppression_note
from helpers.tables import Cell, Column, Suppressed, Table, missing_table
from helpers.values import Value, count, missing, sentence, suppressed

if TYPE_CHECKING:
    import pandas as pd

    from helpers.figures import Figure

GOOD = 4
# Measures of a return that say how many children the records were drawn from; the first that it has counts.
POPULATIONS = ("cso_at_home", "children_in_groups")


class Records:
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
        self.reason = "" if frame is not None else run.why_missing(instrument.id)
        self._missing = frame is None
        self._frame = frame
        rows = rows_of(frame)
        # A template without second readings has no such column.
        self._first = {row["record"]: row for row in rows if row.get("reading", 1) == 1}
        self._second = {row["record"]: row for row in rows if row.get("reading") == 2 and row["record"] in self._first}
        # A number that is held back must not show in the width of an interval either.
        fits = isinstance(population, int) and population >= len(self._first)
        self._population = population if fits else None
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
    def read(self) -> Value:
        """How many records were read."""
        return self._count(len(self._first), "Records read")

    @property
    def population(self) -> Value:
        """How many children the records were drawn from."""
        label, table = "Children the records were drawn from", next(iter(self.run.tables_of("return")), "")
        if self._held:
            rule = self.run.profile(table).rule
            return suppressed("count", label, self._held.reason, table=table, rule=rule, role=self._held.role)
        if self._population is None:
            return missing(
                "count",
                label,
                f"the information return of {self.run.place} does not give a number that fits the records read",
                table=table,
            )
        return self._count(self._population, label, table)

    def _count(self, number: int, label: str, table: str = "") -> Value:
        table = table or self.instrument.id
        if self._missing and table == self.instrument.id:
            return missing("count", label, self.reason, table=table)
        profile = self.run.profile(table)
        cell = protect_count(number, profile)
        if isinstance(cell, Suppressed):
            return suppressed("count", label, cell.reason, table=table, rule=profile.rule, role=cell.role)
        return count(cell, label, table=table, rule=profile.rule)

    @cached_property
    def shares(self) -> dict[str, Proportion]:
        """The share of records by item: answered yes, or evaluated good or better."""
        return {item.id: self._share(item) for item in (*self.items, *self.graded)}

    def _share(self, item: Item) -> Proportion:
        label = item.label if item.type == "scale" else f"{item.label}: good or better"
        if self._missing:
            return missing_proportion(label, self.reason, self.instrument.id)
        given = [row[item.id] for row in self._first.values()]
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
            population=self._population,
        )

    @cached_property
    def agreement(self) -> RecordAgreement:
        """How far the readers of records that were read twice agree."""
        return RecordAgreement(self._first, self._second, self.items, self.graded, self.profile)

    @property
    def agreements(self) -> dict[str, Agreement]:
        """Two-reader agreement by item, over the records read twice."""
        return self.agreement.by_item

    def values(self) -> dict[str, Value]:
        """Return ``records.read``, ``.population``, ``.read_twice``, ``.agreement`` and ``records.<item>``."""
        short = self.instrument.short
        found = {f"{short}.read": self.read}
        if self.run.tables_of("return"):
            found[f"{short}.population"] = self.population
        if self._doubled:
            found[f"{short}.read_twice"] = self._count(len(self._second), "Records read by two readers")
            found[f"{short}.agreement"] = self.agreement.value(self.instrument.id, self.reason)
        return found | {f"{short}.{name}": share.value() for name, share in self.shares.items()}

    @property
    def _doubled(self) -> bool:
        """Whether the template knows second readings."""
        return self.instrument.has("reading")

    def tables(self) -> dict[str, Table]:
        """Return ``records.items`` and, where records are graded or read twice, ``.grades``, ``.agreement_by_item``."""
        short = self.instrument.short
        found = {f"{short}.items": self.items_table()} if self.items else {}
        if self.graded:
            found[f"{short}.grades"] = self.grades_table()
        return found | ({f"{short}.agreement_by_item": self.agreement_table()} if self._doubled else {})

    def figures(self) -> dict[str, Figure]:
        """Return ``records.items`` and ``records.grades``, where the template has such items."""
        short = self.instrument.short
        found = {f"{short}.items": self.items_figure()} if self.items else {}
        return found | ({f"{short}.grades": self.grades_figure()} if self.graded else {})

    def group_tables(self) -> dict[str, Table]:
        """Return ``records.by_<group>``: items met, by every column by which records may be broken down."""
        frame = self._frame
        if frame is not None and self._doubled:
            frame = frame[frame["reading"] == 1].drop_duplicates("record", keep="last")
        return Survey(self.run, self.instrument, frame).group_tables()

    def lens_tables(self) -> dict[str, Table]:
        """Return ``records.lens_<lens>`` for every lens that items are tagged with."""
        return {} if self._missing else share_tables(self.run, self.instrument, self.shares, "Yes, or good or better")

    def signal_tables(self) -> dict[str, Table]:
        """Return ``<strand>.signals``, or nothing where the programme sorts no signals."""
        return {f"{self.instrument.strand}.signals": self.signals()} if sorts_signals(self.run) else {}

    def items_table(self) -> Table:
        """Return the share of records in which each item is met, with interval, word and base."""
        columns = (
            Column("item", "Item"),
            Column("share", "Yes", "percent"),
            Column("interval", "Likely range"),
            Column("word", "In words"),
            Column("count", "Records with yes", "count"),
            Column("base", "Records", "count"),
        )
        title = "Record reading: items"
        if self._missing:
            return self._none(title, columns)
        rows = tuple(share_row(item.label, self.shares[item.id]) for item in self.items)
        return Table(
            title, columns, rows, (self._precision, *self._notes(rows)), self.instrument.id, self.run.synthetic
        )

    def grades_table(self) -> Table:
        """Return how many records got each grade, item by item, as counts."""
        columns = (
            Column("item", "Item"),
            *(Column(f"grade_{value}", label, "count") for value, label in self.run.grades),
            Column("base", "Records", "count"),
        )
        title = "Record reading: records by grade"
        if self._missing:
            return self._none(title, columns)
        rows = tuple((item.label, *self._distribution(item)) for item in self.graded)
        notes = ("Grades of single records are not evaluations of a quality indicator.", *self._notes(rows))
        return Table(title, columns, rows, notes, self.instrument.id, self.run.synthetic)

    def _distribution(self, item: Item) -> tuple[Count, ...]:
        tally = Counter(int(row[item.id]) for row in self._first.values() if row[item.id] is not None)
        counts = [tally[value] for value, _ in self.run.grades]
        # The share "good or better" stands beside this row, or is held back: its two sides count as well.
        split = sum(value >= GOOD for value, _ in self.run.grades)
        cells = protect_sides((counts[:split], counts[split:]), self.shares[item.id].shown, self.profile)
        return (*cells, protect_count(sum(counts), self.profile))

    def agreement_table(self) -> Table:
        """Return two-reader agreement by item, with its base."""
        title = "Record reading: agreement of two readers"
        if self._missing:
            return self._none(title, record_agreement.COLUMNS)
        rows = self.agreement.rows()
        notes = (record_agreement.NOTE, *self._notes(rows))
        return Table(title, record_agreement.COLUMNS, rows, notes, self.instrument.id, self.run.synthetic)

    def signals(self) -> Table:
        """Return what the records point to, by quality indicator."""
        by = thresholds_of(self.run)
        found = (
            []
            if self._missing
            else [of_share(item.quality_indicators, self.shares[item.id], by) for item in (*self.items, *self.graded)]
        )
        return signals_table(self.run, self.instrument.strand, found)

    def items_figure(self) -> Figure:
        """Return bars of the share of records in which each item is met, with intervals, highest first."""
        return self._figure(
            self.items, f"Records in which each item is met, {self.run.place}", "met", self.items_table()
        )

    def grades_figure(self) -> Figure:
        """Return bars of the share of records evaluated good or better, highest first."""
        return self._figure(
            self.graded,
            f"Records evaluated as good or better, {self.run.place}",
            "evaluated as good or better",
            self._graded_table(),
        )

    def _graded_table(self) -> Table:
        columns = (
            Column("item", "Item"),
            Column("share", "Good or better", "percent"),
            Column("interval", "Likely range"),
            Column("word", "In words"),
            Column("count", "Records good or better", "count"),
            Column("base", "Records", "count"),
        )
        title = "Record reading: records evaluated as good or better"
        if self._missing:
            return self._none(title, columns)
        rows = tuple(share_row(item.label, self.shares[item.id]) for item in self.graded)
        return Table(
            title, columns, rows, (self._precision, *self._notes(rows)), self.instrument.id, self.run.synthetic
        )

    def _figure(self, items: tuple[Item, ...], title: str, verb: str, data: Table) -> Figure:
        from helpers.charts import ItemRow, items_chart, message, palette_of
        from helpers.figures import Figure

        palette = palette_of(self.run.context.get("brand"))
        shown = sorted(
            (item for item in items if self.shares[item.id].shown),
            key=lambda item: (-self.shares[item.id].percent, item.label),
        )
        if not shown:
            reason = (
                self._sentence
                if self._missing
                else (f"Too few records were read in {self.run.place} to show these results safely.")
            )
            drawing = message(reason, palette)
            return Figure(title, drawing.spec, reason, data, drawing.width, drawing.height, "missing", reason)
        rows = []
        for item in [*shown, *(item for item in items if item not in shown)]:
            share = self.shares[item.id]
            rows.append(
                ItemRow(item.label, share.percent, share.low, share.high)
                if share.shown
                else ItemRow(item.label, hidden=NOT_SHOWN)
            )
        drawing = items_chart(rows, palette)
        first, last = self.shares[shown[0].id], self.shares[shown[-1].id]
        alt = f"Highest: “{shown[0].label}”, {verb} in {first.percent}% of records."
        if len(shown) > 1:
            alt += f" Lowest: “{shown[-1].label}”, {last.percent}%."
        if len(shown) < len(items):
            alt += f" {len(items) - len(shown)} of {len(items)} are not shown because they could identify a person."
        return Figure(title, drawing.spec, alt, data, drawing.width, drawing.height)

    @property
    def _sentence(self) -> str:
        return sentence(self.reason)

    def _none(self, title: str, columns: tuple[Column, ...]) -> Table:
        return missing_table(title, columns, self._sentence, table=self.instrument.id, synthetic=self.run.synthetic)

    @property
    def _precision(self) -> str:
        if self._population is None:
            return (
                "The likely range is the 95% Wilson interval. The number of children the records were drawn from is "
                "not known, so it is not corrected for the size of the population."
            )
        return (
            "The likely range is the 95% Wilson interval, narrowed because the sample is a large part of all "
            "children it was drawn from (finite-population correction)."
        )

    def _notes(self, rows: tuple[tuple[Cell, ...], ...]) -> tuple[str, ...]:
        if any(isinstance(cell, Suppressed) for row in rows for cell in row):
            return (suppression_note(self.profile),)
        return ()


def read_records(run: Run, table: str = "") -> Records:
    """Return the records read in this run's area, with the population the return gives where the stage reads one."""
    table = table or run.table_of("record_reading")
    population = None
    for returned in run.tables_of("return"):
        if run.evidence(returned) is not None:
            cells = [Returned(run, returned).cell(measure) for measure in POPULATIONS]
            population = next((cell for cell in cells if cell is not None), None)
    return Records(run, run.instrument(table), run.evidence(table), population)
