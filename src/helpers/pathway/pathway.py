"""What notebooks record of a pathway: its values, tables, charts, and what it points to."""

from __future__ import annotations

from helpers.figures import Figure
from helpers.pathway.cases import Cases
from helpers.pathway.figures import alongside_figure, pathway_figure
from helpers.pathway.tables import alongside_table, not_considered_tables, points_table
from helpers.run import Run
from helpers.signals import of_share, signals_table, sorts_signals, thresholds_of
from helpers.tables import Table


class Pathway(Cases):
    """The cases of one review, as tables and charts."""

    def tables(self) -> dict[str, Table]:
        """Return ``<short>.points``, ``.alongside`` where there are such points, and ``.not_considered_<column>``."""
        short = self.instrument.short
        found = {f"{short}.points": self.points_table()}
        if self.alongside:
            found[f"{short}.alongside"] = self.alongside_table()
        return found | self.not_considered_tables()

    def figures(self) -> dict[str, Figure]:
        """Return ``<short>.pathway``, and ``.alongside`` where there are such points."""
        found = {f"{self.instrument.short}.pathway": self.pathway_figure()}
        return found | ({f"{self.instrument.short}.alongside": self.alongside_figure()} if self.alongside else {})

    def signal_tables(self) -> dict[str, Table]:
        """Return ``<strand>.signals``, or nothing where the programme sorts no signals."""
        return {f"{self.instrument.strand}.signals": self.signals()} if sorts_signals(self.run) else {}

    def points_table(self) -> Table:
        """Return the points in order: cases that came, went on, left, and of which nothing more is recorded."""
        return points_table(self)

    def alongside_table(self) -> Table:
        """Return the points that stand alongside: in how many of the cases to which they apply they were found."""
        return alongside_table(self)

    def not_considered_tables(self) -> dict[str, Table]:
        """Return ``<short>.not_considered_<column>``: what was seen in cases that seemed not to be considered."""
        return not_considered_tables(self)

    def signals(self) -> Table:
        """Return what the cases point to, by quality indicator."""
        by, points = thresholds_of(self.run), (*self.in_order, *self.alongside)
        found = [] if self.missing else [of_share(p.quality_indicators, self.shares[p.id], by) for p in points]
        return signals_table(self.run, self.instrument.strand, found)

    def pathway_figure(self) -> Figure:
        """Return the pathway: at each point a bar as long as the cases that came, split into went on and left."""
        return pathway_figure(self)

    def alongside_figure(self) -> Figure:
        """Return bars of the points that stand alongside, with intervals."""
        return alongside_figure(self)


def read_pathway(run: Run, table: str = "") -> Pathway:
    """Return the cases of a review; ``table`` is the only pathway that the stage reads where it is left out.

    Raises
    ------
    EvidenceError
        When the stage does not declare the table, or the staged file does not fit it.
    """
    table = table or run.table_of("pathway")
    return Pathway(run, run.instrument(table), run.evidence(table))
