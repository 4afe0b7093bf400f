"""Taking part: how many people were heard in which way and of which group, and what was written down of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from helpers.charted import charted, missing_figure, palette_for
from helpers.engagement import Engagement, read_engagement
from helpers.figures import Figure
from helpers.frames import rows_of
from helpers.instruments import Instrument
from helpers.proportions import missing_proportion, proportion
from helpers.protected import count_value, hidden_notes
from helpers.protection import Margins, TwoWay, protect_two_way
from helpers.run import Run
from helpers.tables import UNSAFE, Cell, Column, Suppressed, Table, missing_table
from helpers.values import Value, missing, option_key, sentence, suppressed

if TYPE_CHECKING:
    import pandas as pd

WAY, GROUP, PEOPLE = "way", "group", "people"
EVERY_WAY = "Every way"
_NOTE = "People are counted once for each way in which they took part."


class Participation:
    """The people of one area who took part, by way and group.

    All numbers come from one table protected as a whole, so that no number tells another one that is held back.

    Parameters
    ----------
    run
        The run.
    instrument
        The form: a way and a group in each row, how many people, and perhaps how many of them chose something, such as
        to stay anonymous.
    frame
        One row a way and group, or None where none were taken in.
    """

    def __init__(self, run: Run, instrument: Instrument, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = instrument
        self.profile = run.profile(instrument.id)
        self.missing = frame is None
        self.reason = run.why_missing(instrument.id) if frame is None else ""
        self.rows = rows_of(frame)
        self.ways = instrument.column(WAY).options
        self.groups = instrument.column(GROUP).options

    @property
    def choices(self) -> tuple[str, ...]:
        """The columns that count a part of the people, such as ``anonymous``."""
        return tuple(column.id for column in self.instrument.of_type("integer") if column.id != PEOPLE)

    @cached_property
    def counts(self) -> TwoWay:
        """People by way and group with all totals, protected together."""
        tally: dict[tuple[str, str], int] = {}
        for row in self.rows:
            place = (str(row[WAY]), str(row[GROUP]))
            tally[place] = tally.get(place, 0) + int(row[PEOPLE] or 0)
        matrix = [[tally.get((way.value, group.value), 0) for group in self.groups] for way in self.ways]
        return protect_two_way(matrix, Margins(), self.profile)

    def values(self) -> dict[str, Value]:
        """Return ``<short>.people``, ``.<group>`` for each group, ``.by_<way>`` and the share that made each choice."""
        short = self.instrument.short
        found = {f"{short}.people": self._count(self.counts.total, "People who took part")}
        for group, cell in zip(self.groups, self.counts.columns, strict=True):
            found[f"{short}.{option_key(group.value)}"] = self._count(cell, f"{group.label} who took part")
        for way, cell in zip(self.ways, self.counts.rows, strict=True):
            found[f"{short}.by_{option_key(way.value)}"] = self._count(cell, f"People who took part: {way.label}")
        return found | {f"{short}.{choice}": self._chosen(choice) for choice in self.choices}

    def _count(self, cell: Cell, label: str) -> Value:
        table = self.instrument.id
        if self.missing:
            return missing("count", label, self.reason, table=table)
        return count_value(0 if cell is None else cell, label, table=table, profile=self.profile)

    def _chosen(self, choice: str) -> Value:
        label, table = self.instrument.column(choice).label, self.instrument.id
        if self.missing:
            return missing_proportion(label, self.reason, table).value()
        if isinstance(self.counts.total, Suppressed):
            held = self.counts.total
            return suppressed("proportion", label, held.reason, table=table, rule=self.profile.rule, role=held.role)
        # Only those of whom it was written down are asked about.
        known = [row for row in self.rows if row[choice] is not None]
        chosen, base = (sum(int(row[name] or 0) for row in known) for name in (choice, PEOPLE))
        rest = sum(int(row[PEOPLE] or 0) for row in self.rows) - base
        if self.profile.small(rest):  # the total and the base would tell how many nothing is known of
            reason, rule = self.profile.reason, self.profile.rule
            return suppressed("proportion", label, reason, table=table, rule=rule, role=UNSAFE)
        return proportion(label, chosen, base, words=self.run.words, profile=self.profile, table=table).value()

    def counts_table(self) -> Table:
        """Return people by way (rows) and group (columns), with totals."""
        columns = (
            Column(WAY, self.instrument.column(WAY).label),
            *(Column(f"of_{option_key(group.value)}", group.label, "count") for group in self.groups),
            Column("all", "Everybody", "count"),
        )
        title = f"{self.instrument.title}: people by way and group"
        if self.missing:
            return missing_table(
                title, columns, sentence(self.reason), table=self.instrument.id, synthetic=self.run.synthetic
            )
        rows: list[tuple[Cell, ...]] = [
            (way.label, *cells, total)
            for way, cells, total in zip(self.ways, self.counts.cells, self.counts.rows, strict=True)
        ]
        rows.append((EVERY_WAY, *self.counts.columns, self.counts.total))
        notes = (_NOTE, *hidden_notes(rows, self.profile))
        totals = {"column": "all", "row": EVERY_WAY}
        return Table(title, columns, tuple(rows), notes, self.instrument.id, self.run.synthetic, totals=totals)

    def ways_figure(self) -> Figure:
        """Return bars of how many people took part in each way."""
        from helpers.charts import CountRow, counts_chart

        title = f"How people took part, {self.run.place}"
        table = self.counts_table()
        # The chart's own numbers and no others: of each way all people together.
        data = Table(
            title, (table.columns[0], table.columns[-1]), tuple((row[0], row[-1]) for row in table.rows),
            table.notes, table.table, table.synthetic, table.status, table.reason,
        )  # fmt: skip
        shown = [row for row in data.rows[:-1] if isinstance(row[1], int)]
        if not shown:
            reason = table.reason or f"Too few people took part in {self.run.place} to show how, safely."
            return missing_figure(self.run, title, reason, data)
        rows = [CountRow(str(label), number if isinstance(number, int) else None) for label, number in data.rows[:-1]]
        drawing = counts_chart(rows, palette_for(self.run))
        most = max(shown, key=lambda row: (row[1], row[0]))
        alt = f"Most people took part in this way: {most[0]} ({most[1]:,})."
        if len(shown) < len(self.ways):
            alt += (
                f" {len(self.ways) - len(shown)} of {len(self.ways)} ways are not shown: they could identify a person."
            )
        return charted(title, drawing, alt, data)


def read_participation(run: Run, table: str = "") -> Participation:
    """Return who took part in this run's area; ``table`` is needed where the stage reads several such tables."""
    table = table or run.table_of("participation")
    return Participation(run, run.instrument(table), run.evidence(table))


class Heard:
    """What was written down of what people said: every table of findings that the stage reads.

    Parameters
    ----------
    tables
        Each with its notes, or the reason why there are none.
    """

    def __init__(self, tables: tuple[Engagement, ...]) -> None:
        self.tables = tables

    def values(self) -> dict[str, Value]:
        """Return ``<short>.findings`` and the like of every table."""
        return {name: value for table in self.tables for name, value in table.values().items()}

    def lists(self) -> dict[str, Table]:
        """Return ``<short>.list``: every note in words, without anything that says who it is from."""
        return {f"{table.instrument.short}.list": table.list_table() for table in self.tables}

    def lens_tables(self) -> dict[str, Table]:
        """Return ``<short>.lens_<lens>``: the same notes by what each was tagged with."""
        return {name: each for table in self.tables for name, each in table.lens_tables().items()}


def read_heard(run: Run) -> Heard:
    """Return all notes of what people said that the stage reads."""
    return Heard(tuple(read_engagement(run, table) for table in run.tables_of("findings")))


def overview_tables(run: Run, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, Table]:
    """Return ``national.participation``: people by way, added up over the areas that show their number.

    Parameters
    ----------
    run
        A national run.
    tables
        Recorded tables by area slug and name; those that give people by way and group are added up.
    """
    sums: dict[str, list[int]] = {}
    for named_tables in tables.values():
        for table in named_tables.values():
            if [column["id"] for column in table["columns"]][:1] == [WAY] and table["columns"][-1]["id"] == "all":
                for label, *_, total in table["rows"]:
                    counted = sums.setdefault(label, [0, 0, 0])
                    shown = isinstance(total, int)
                    counted[0] += total if shown else 0
                    counted[1] += shown
                    counted[2] += isinstance(total, Mapping)
    if not sums:
        return {}
    columns = (
        Column(WAY, "Way of taking part"),
        Column("people", "People, where shown", "count"),
        Column("areas", "Areas that show it", "count"),
        Column("held", "Areas that do not", "count"),
    )
    rows = tuple((label, *counted) for label, counted in sums.items())
    note = "What an area does not show is left out of the sum, so that it cannot be worked out."
    return {"national.participation": Table("Taking part, all areas", columns, rows, (_NOTE, note), "", run.synthetic)}
