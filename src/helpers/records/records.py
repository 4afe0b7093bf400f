"""What notebooks record of a record reading: its values, tables, charts, and what it points to."""

from __future__ import annotations

from helpers.figures import Figure
from helpers.lenses import share_tables
from helpers.records.figures import grades_figure, items_figure
from helpers.records.reading import RecordReading
from helpers.records.tables import agreement_table, grades_table, items_table
from helpers.returns import Returned
from helpers.run import Run
from helpers.signals import of_share, signals_table, sorts_signals, thresholds_of
from helpers.surveys import Survey
from helpers.tables import Table

# Measures of a return that say how many children the records were drawn from; the first that it has counts.
POPULATIONS = ("cso_at_home", "children_in_groups")


class Records(RecordReading):
    """The records read in one area, as tables and charts."""

    def tables(self) -> dict[str, Table]:
        """Return ``<short>.items`` and, where records are graded or read twice, ``.grades``, ``.agreement_by_item``."""
        short = self.instrument.short
        found = {f"{short}.items": self.items_table()} if self.items else {}
        if self.graded:
            found[f"{short}.grades"] = self.grades_table()
        if self.knows_second_readings:
            found[f"{short}.agreement_by_item"] = self.agreement_table()
        return found

    def figures(self) -> dict[str, Figure]:
        """Return ``<short>.items`` and ``<short>.grades``, where the template has such items."""
        short = self.instrument.short
        found = {f"{short}.items": self.items_figure()} if self.items else {}
        return found | ({f"{short}.grades": self.grades_figure()} if self.graded else {})

    def group_tables(self) -> dict[str, Table]:
        """Return ``<short>.by_<group>``: items met, by every column by which records may be broken down."""
        frame = self.frame
        if frame is not None and self.knows_second_readings:
            frame = frame[frame["reading"] == 1].drop_duplicates("record", keep="last")
        return Survey(self.run, self.instrument, frame).group_tables()

    def lens_tables(self) -> dict[str, Table]:
        """Return ``<short>.lens_<lens>`` for every lens that items are tagged with."""
        return {} if self.missing else share_tables(self.run, self.instrument, self.shares, "Yes, or good or better")

    def signal_tables(self) -> dict[str, Table]:
        """Return ``<strand>.signals``, or nothing where the programme sorts no signals."""
        return {f"{self.instrument.strand}.signals": self.signals()} if sorts_signals(self.run) else {}

    def items_table(self) -> Table:
        """Return the share of records in which each item is met, with interval, word and base."""
        return items_table(self)

    def grades_table(self) -> Table:
        """Return how many records got each grade, item by item, as counts."""
        return grades_table(self)

    def agreement_table(self) -> Table:
        """Return two-reader agreement by item, with its base."""
        return agreement_table(self)

    def signals(self) -> Table:
        """Return what the records point to, by quality indicator."""
        by, items = thresholds_of(self.run), (*self.items, *self.graded)
        found = [] if self.missing else [of_share(item.quality_indicators, self.shares[item.id], by) for item in items]
        return signals_table(self.run, self.instrument.strand, found)

    def items_figure(self) -> Figure:
        """Return bars of the share of records in which each item is met, with intervals, highest first."""
        return items_figure(self)

    def grades_figure(self) -> Figure:
        """Return bars of the share of records evaluated good or better, highest first."""
        return grades_figure(self)


def read_records(run: Run, table: str = "") -> Records:
    """Return the records read in this run's area, with the population the return gives where the stage reads one.

    Parameters
    ----------
    run
        The run.
    table
        The evidence table; the only record reading of the stage where it is left out.

    Raises
    ------
    EvidenceError
        When the stage declares no such table, or the staged file does not fit it.
    """
    table = table or run.table_of("record_reading")
    population = None
    for returned in run.tables_of("return"):
        if run.evidence(returned) is not None:
            cells = [Returned(run, returned).cell(measure) for measure in POPULATIONS]
            population = next((cell for cell in cells if cell is not None), None)
    return Records(run, run.instrument(table), run.evidence(table), population)
