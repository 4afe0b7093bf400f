"""A pathway of cases: how many come to each process point, how many go on, and which were never considered for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from helpers.disclosure import Count, protect_count, protect_list, why_not_share
from helpers.frames import rows_of
from helpers.instruments import Column as Point
from helpers.instruments import Instrument
from helpers.proportions import Proportion, missing_proportion, proportion, whole_percent
from helpers.protection.chain import Chain, Tally, protect_chain
from helpers.run import Run
from helpers.signals import of_share, signals_table, sorts_signals, thresholds_of
from helpers.surveys import NOT_SHOWN, share_row, suppression_note
from helpers.tables import UNSAFE, Cell, Column, Suppressed, Table, missing_table
from helpers.values import Value, count, missing, sentence, suppressed

if TYPE_CHECKING:
    import pandas as pd

    from helpers.charts import PathwayRow
    from helpers.figures import Figure

# A process point in order is told from one alongside by this answer: a case can only fail to reach what follows.
NOT_REACHED = "not_reached"
# Column that says whether the cases were taken up at all, and the value of those that seemed not to be.
CONSIDERED, NOT_CONSIDERED = "considered", "not_considered"


@dataclass(frozen=True)
class Step:
    """One process point in order: cases that came to it, and what became of them there.

    Parameters
    ----------
    point
        The column.
    came, went, left, open
        Cases that came to the point; went on from it; left the pathway there; of which nothing more is recorded.
    """

    point: Point
    came: Count
    went: Count
    left: Count
    open: Count


class Pathway:
    """The cases of one review.

    Parameters
    ----------
    run
        The run.
    instrument
        The form: one row a case, one column of type scale a process point. Points whose answers include
        ``not_reached`` follow one another in the order of the columns; the others stand alongside.
    frame
        One row a case, or None where none was taken in.
    """

    def __init__(self, run: Run, instrument: Instrument, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = instrument
        self.profile = run.profile(instrument.id)
        self.missing = frame is None
        self.reason = run.why_missing(instrument.id) if frame is None else ""
        rows = rows_of(frame)
        self.rows = [row for row in rows if row.get(CONSIDERED) != NOT_CONSIDERED]
        self.others = [row for row in rows if row.get(CONSIDERED) == NOT_CONSIDERED]

    def __repr__(self) -> str:
        return f"{self.instrument.title}: {self.values()[f'{self.instrument.short}.read'].says}"

    @property
    def in_order(self) -> tuple[Point, ...]:
        """Process points that follow one another."""
        return tuple(
            point
            for point in self.instrument.of_type("scale")
            if any(option.value == NOT_REACHED for option in point.options)
        )

    @property
    def alongside(self) -> tuple[Point, ...]:
        """Process points that can happen at any time."""
        return tuple(point for point in self.instrument.of_type("scale") if point not in self.in_order)

    @property
    def sets_apart(self) -> bool:
        """Whether the form tells cases that seemed not to be considered from the others."""
        return self.instrument.has(CONSIDERED)

    @property
    def sentence(self) -> str:
        """Why there is nothing, as a sentence."""
        return sentence(self.reason)

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The cases at each point in order, as they are: for reckoning in here only."""
        found = []
        here = self.rows
        for point in self.in_order:
            going = [row for row in here if row[point.id] in point.values("positive")]
            left = sum(row[point.id] in point.values("negative") for row in here)
            found.append(Tally(len(going), left, len(here) - len(going) - left))
            here = going
        return tuple(found)

    @cached_property
    def chain(self) -> Chain:
        """The numbers that may be shown; what one hides no other gives away."""
        return protect_chain(self.tallies, self.profile, apart=len(self.others) if self.sets_apart else None)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The points in order with the numbers that may be shown."""
        return tuple(Step(point, *cells) for point, cells in zip(self.in_order, self.chain.steps, strict=True))

    @cached_property
    def shares(self) -> dict[str, Proportion]:
        """The share of cases that go on from a point of those that came to it; alongside, of those it applies to."""
        return {
            **{step.point.id: self._share_on(step, four) for step, four in zip(self.steps, self.tallies, strict=True)},
            **{point.id: self._share_yes(point) for point in self.alongside},
        }

    def _share_on(self, step: Step, tally: Tally) -> Proportion:
        return self._share_of(step.point.label, tally.went, tally.came, step.went, step.came)

    def _share_of(self, label: str, one: int, all_: int, *shown: Count) -> Proportion:
        """Return a share; where numbers are given, only if all of them are shown, so that it tells nothing new."""
        table = self.instrument.id
        if self.missing:
            return missing_proportion(label, self.reason, table)
        hidden = next((cell for cell in shown if isinstance(cell, Suppressed)), None)
        if hidden is not None or not all_:
            role, rule = hidden.role if hidden else UNSAFE, self.profile.rule
            return Proportion(label, "suppressed", self.profile.reason, table=table, rule=rule, role=role)
        return proportion(label, one, all_, words=self.run.words, profile=self.profile, table=table)

    def _share_yes(self, point: Point) -> Proportion:
        given = [row[point.id] for row in self.rows]
        yes, no = (sum(value in point.values(side) for value in given) for side in ("positive", "negative"))
        return self._share_of(point.label, yes, yes + no)

    @cached_property
    def completed(self) -> Proportion:
        """The share of cases that went on from the last point, of those that entered the pathway."""
        label = "Cases that went through the whole pathway"
        if self.missing or not self.tallies:
            return missing_proportion(label, self.reason or "the form has no points in order", self.instrument.id)
        first, last = self.tallies[0].came, self.tallies[-1].went
        return self._share_of(label, last, first, self.steps[0].came, self.steps[-1].went)

    def values(self) -> dict[str, Value]:
        """Return the values by name.

        ``<short>.read`` are all cases read; ``.in_pathway`` and ``.not_considered`` the two sets; ``.completed`` the
        share that went through; ``.<point>`` the share that went on; ``.came_<point>`` and ``.left_<point>`` counts.
        """
        short, inside = self.instrument.short, protect_count(len(self.rows), self.profile)
        inside = self.steps[0].came if self.steps else inside
        found = {f"{short}.read": self._value(inside, "Cases read")}
        if self.chain.apart is not None and self.chain.everybody is not None:
            found[f"{short}.read"] = self._value(self.chain.everybody, "Cases read")
            found[f"{short}.in_pathway"] = self._value(inside, "Cases in which it was considered")
            found[f"{short}.not_considered"] = self._value(
                self.chain.apart, "Cases in which it seemed not to be considered"
            )
        found[f"{short}.completed"] = self.completed.value()
        found |= {f"{short}.{name}": share.value() for name, share in self.shares.items()}
        for step in self.steps:
            found[f"{short}.came_{step.point.id}"] = self._value(step.came, f"Cases that came to: {step.point.label}")
            found[f"{short}.left_{step.point.id}"] = self._value(step.left, f"Cases that left at: {step.point.label}")
        return found

    def _value(self, cell: Count, label: str) -> Value:
        table, rule = self.instrument.id, self.profile.rule
        if self.missing:
            return missing("count", label, self.reason, table=table)
        if isinstance(cell, Suppressed):
            return suppressed("count", label, cell.reason, table=table, rule=rule, role=cell.role)
        return count(cell, label, table=table, rule=rule)

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
        columns = (
            Column("point", "Process point"),
            Column("came", "Cases that came to it", "count"),
            Column("went", "Went on", "count"),
            Column("share", "Share that went on", "percent"),
            Column("left", "Left the pathway here", "count"),
            Column("open", "Nothing more recorded", "count"),
        )
        title = f"{self.instrument.title}: cases at each process point"
        if self.missing:
            return self._none(title, columns)
        rows = tuple(
            (step.point.label, step.came, step.went, self._percent(step.point), step.left, step.open)
            for step in self.steps
        )
        note = "Each point counts the cases that went on from the one before it."
        return Table(title, columns, rows, (note, *self._notes(rows)), self.instrument.id, self.run.synthetic)

    def _percent(self, point: Point) -> Cell:
        share = self.shares[point.id]
        return share.percent if share.shown else Suppressed(share.reason, share.role)

    def alongside_table(self) -> Table:
        """Return the points that stand alongside: in how many of the cases to which they apply they were found."""
        columns = (
            Column("point", "Process point"),
            Column("share", "Found", "percent"),
            Column("interval", "Likely range"),
            Column("word", "In words"),
            Column("count", "Cases in which it was found", "count"),
            Column("base", "Cases to which it applies", "count"),
        )
        title = f"{self.instrument.title}: points alongside the pathway"
        if self.missing:
            return self._none(title, columns)
        rows = tuple(share_row(point.label, self.shares[point.id]) for point in self.alongside)
        return Table(title, columns, rows, self._notes(rows), self.instrument.id, self.run.synthetic)

    def not_considered_tables(self) -> dict[str, Table]:
        """Return ``<short>.not_considered_<column>``: what was seen in cases that seemed not to be considered.

        One table for each choice that is neither the set itself nor a group.
        """
        chosen = [
            column for column in self.instrument.of_type("choice") if column.id != CONSIDERED and not column.group
        ]
        if not self.sets_apart:
            return {}
        return {f"{self.instrument.short}.not_considered_{column.id}": self._seen(column) for column in chosen}

    def _seen(self, column: Point) -> Table:
        columns = (
            Column("answer", column.label),
            Column("cases", "Cases", "count"),
            Column("share", "Share of these cases", "percent"),
        )
        title = f"Cases in which it seemed not to be considered: {column.label}"
        if self.missing:
            return self._none(title, columns)
        tally = Counter(row[column.id] for row in self.others)
        numbers = [tally[option.value] for option in column.options]
        cells: tuple[Count, ...] = protect_list(numbers, self.profile)
        if isinstance(self.chain.apart, Suppressed):
            cells = (self.chain.apart,) * len(numbers)
        base = sum(numbers)
        rows = []
        for option, number, cell in zip(column.options, numbers, cells, strict=True):
            role = getattr(cell, "role", "") or (why_not_share(number, base, self.profile) if base else "")
            share: Cell = (
                Suppressed(self.profile.reason, role) if role else whole_percent(number, base) if base else None
            )
            rows.append((option.label, cell, share))
        return Table(title, columns, tuple(rows), self._notes(tuple(rows)), self.instrument.id, self.run.synthetic)

    def signals(self) -> Table:
        """Return what the cases point to, by quality indicator."""
        by = thresholds_of(self.run)
        points = (*self.in_order, *self.alongside)
        found = [] if self.missing else [of_share(p.quality_indicators, self.shares[p.id], by) for p in points]
        return signals_table(self.run, self.instrument.strand, found)

    def pathway_figure(self) -> Figure:
        """Return the pathway: at each point a bar as long as the cases that came, split into went on and left."""
        from helpers.charts import message, palette_of, pathway_chart
        from helpers.figures import Figure

        palette = palette_of(self.run.context.get("brand"))
        title, data = f"{self.instrument.title}: cases at each process point, {self.run.place}", self.points_table()
        shown = [step for step in self.steps if self.rows and isinstance(step.came, int) and isinstance(step.went, int)]
        if not shown:
            reason = self.sentence if self.missing else "Too few cases were read to show the pathway safely."
            drawing = message(reason, palette)
            return Figure(title, drawing.spec, reason, data, drawing.width, drawing.height, "missing", reason)
        drawing = pathway_chart([_row(step) for step in self.steps], palette)
        return Figure(title, drawing.spec, self._alt(shown), data, drawing.width, drawing.height)

    def _alt(self, shown: list[Step]) -> str:
        first, last = shown[0], shown[-1]
        text = (
            f"{first.came:,} cases came to “{first.point.label}”, and {last.went:,} went on from “{last.point.label}”."
        )
        losses = [(step.came - step.went, step) for step in shown]
        most, where = max(losses, key=lambda each: each[0])
        if most:
            text += f" The most did not go on from “{where.point.label}”: {most:,} of {where.came:,}."
        if len(shown) < len(self.steps):
            hidden = len(self.steps) - len(shown)
            text += f" {hidden} of {len(self.steps)} points are not shown in full: they could identify a person."
        return text

    def alongside_figure(self) -> Figure:
        """Return bars of the points that stand alongside, with intervals."""
        from helpers.charts import ItemRow, items_chart, message, palette_of
        from helpers.figures import Figure

        palette = palette_of(self.run.context.get("brand"))
        title, data = f"{self.instrument.title}: points alongside the pathway, {self.run.place}", self.alongside_table()
        shares = [self.shares[point.id] for point in self.alongside]
        if not any(share.shown for share in shares):
            reason = self.sentence if self.missing else "Too few cases were read to show these points safely."
            drawing = message(reason, palette)
            return Figure(title, drawing.spec, reason, data, drawing.width, drawing.height, "missing", reason)
        drawing = items_chart(
            [
                ItemRow(share.label, share.percent, share.low, share.high)
                if share.shown
                else ItemRow(share.label, hidden=NOT_SHOWN)
                for share in shares
            ],
            palette,
        )
        alt = " ".join(f"“{share.label}”: found in {share.percent}%." for share in shares if share.shown)
        return Figure(title, drawing.spec, alt, data, drawing.width, drawing.height)

    def _none(self, title: str, columns: tuple[Column, ...]) -> Table:
        return missing_table(title, columns, self.sentence, table=self.instrument.id, synthetic=self.run.synthetic)

    def _notes(self, rows: tuple[tuple[Cell, ...], ...]) -> tuple[str, ...]:
        notes = ["Cases were chosen for the review; they are not every case."]
        if any(isinstance(cell, Suppressed) for row in rows for cell in row):
            notes.append(suppression_note(self.profile))
        return tuple(notes)


def read_pathway(run: Run, table: str = "") -> Pathway:
    """Return the cases of a review; ``table`` is the only pathway that the stage reads where it is left out.

    Raises
    ------
    EvidenceError
        When the stage does not declare the table, or the staged file does not fit it.
    """
    table = table or run.table_of("pathway")
    return Pathway(run, run.instrument(table), run.evidence(table))


def _row(step: Step) -> PathwayRow:
    from helpers.charts import PathwayRow

    if isinstance(step.came, Suppressed) or isinstance(step.went, Suppressed):
        return PathwayRow(step.point.label, hidden=NOT_SHOWN)
    parts = [cell if isinstance(cell, int) else None for cell in (step.left, step.open)]
    return PathwayRow(step.point.label, step.came, step.went, *parts)
