"""Survey questions and items of the record reading: one at a time, beside the family group and Scotland."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from html import escape
from typing import Any

from helpers.explorer.asked import Across, GroupShare, across, answer_rows, by_group, readers_agree
from helpers.explorer.choice import Picked
from helpers.explorer.rows import NO_ROWS
from helpers.explorer.shares import Share
from helpers.explorer.sources import source_lines, where_from
from helpers.explorer.tallies import counted_columns
from helpers.explorer.turns import in_turn
from helpers.explorer.views.view import View
from helpers.instruments import Column, Instrument
from helpers.records import read_records
from helpers.rounding import fixed
from helpers.surveys import read_survey
from helpers.tables import Table

_ALL = "No group"


class AskedView(View):
    """One question or item of one instrument, across areas and by group, with the answers behind it."""

    kind = ""
    asked_in, asked, nothing = "Survey", "Question", "No survey"

    def build(self) -> list[Any]:
        """Return the lists of instruments, questions and groups, the facts, the chart and the table."""
        import ipywidgets

        from helpers.explorer.widgets.brush import Brush
        from helpers.explorer.widgets.parts import Facts, dropdown
        from helpers.explorer.widgets.rows import RowsTable

        self.instrument, self.item, self.group = dropdown(self.asked_in), dropdown(self.asked), dropdown("Group by")
        self.facts, self.brush, self.rows = Facts(), Brush(self._brushed), RowsTable()
        self._quiet, self._indicator = False, ""
        for each in (self.instrument, self.item, self.group):
            each.observe(self._chosen, names="value")
        lists = ipywidgets.HBox([self.instrument, self.item, self.group])
        lists.add_class("explorer-picker")
        return [lists, self.facts, self.brush.box, self.rows.box]

    @in_turn
    def _chosen(self, change: Mapping[str, Any]) -> None:
        if not self._quiet:
            self.refresh(self.explorer.choice.picked)

    def _brushed(self, areas: tuple[str, ...]) -> None:
        found = self._found()
        if found is not None:
            self._show_rows(*found, areas or (self.explorer.choice.picked.area,))

    def _offer(self, picked: Picked) -> None:
        """Offer the instruments, their questions (of the picked quality indicator first) and groups."""
        self._quiet = True
        try:
            self._fill(self.instrument, {each.title: each.id for each in self._instruments()})
            found = self._instrument()
            columns = counted_columns(found) if found else ()
            first = sorted(columns, key=lambda column: picked.indicator not in column.quality_indicators)
            known = {column.id: column for column in columns}
            if picked.indicator != self._indicator and self.item.value in known:
                # Another quality indicator was picked: a question that bears on it is shown, where there is one.
                bears = picked.indicator in known[self.item.value].quality_indicators
                self.item.value = self.item.value if bears or not self.item.options else None
            self._indicator = picked.indicator
            self._fill(self.item, {self._named(column, picked): column.id for column in first})
            groups = found.groups if found else ()
            self._fill(self.group, {_ALL: ""} | {column.label: column.id for column in groups})
        finally:
            self._quiet = False

    def _named(self, column: Column, picked: Picked) -> str:
        bears = [each.called for each in self.programme.run.quality_indicators if each.id in column.quality_indicators]
        return f"{column.label} ({', '.join(bears)})" if bears else column.label

    def _fill(self, shown: Any, known: Mapping[str, str]) -> None:
        options, value = tuple(known.items()), shown.value
        if tuple(shown.options) != options:
            shown.options = options
        shown.value = value if value in known.values() else next(iter(known.values()), None)

    def _instruments(self) -> tuple[Instrument, ...]:
        return self.programme.instruments(self.kind)

    def _instrument(self) -> Instrument | None:
        return next((each for each in self._instruments() if each.id == self.instrument.value), None)

    def _found(self) -> tuple[Instrument, Column] | None:
        instrument = self._instrument()
        return (instrument, instrument.column(self.item.value)) if instrument and self.item.value else None

    def update(self, picked: Picked) -> str:
        """Show the chosen question for the picked area."""
        self._offer(picked)
        found = self._found()
        if found is None:
            self.facts.html = ""
            self.brush.draw({}, None)
            self.rows.show(NO_ROWS)
            return f"{self.nothing} is part of {self.programme.title}."
        instrument, column = found
        told = across(self.programme, picked.area, instrument, column)
        self.brush.draw({place.area: place.name for place in told.places}, self._chart(told, picked, column))
        self.facts.html = self._facts(told, picked, instrument, column)
        self._show_rows(instrument, column, (picked.area,))
        says = told.here.says if told.here else "no evidence was taken in"
        return f"{self.programme.areas[picked.area]}, {column.label}: {says}."

    def _chart(self, told: Across, picked: Picked, column: Column) -> Any:
        from helpers.explorer.charts.columns import columns_chart
        from helpers.explorer.charts.look import screen_palette

        if not told.places:
            return None
        marks = {"Scotland": told.everywhere, "Family group": told.family}
        lines = {name: share.percent for name, share in marks.items() if share and share.percent is not None}
        text = f"{column.label}. {self._sentence(told, picked)}"
        palette = screen_palette(self.programme.context.get("brand"))
        return columns_chart(told.places, lines, "%", text, palette, top=100)

    def _sentence(self, told: Across, picked: Picked) -> str:
        parts = [(self.programme.areas[picked.area], told.here), (f"Family group {told.group}", told.family)]
        parts.append(("All areas with evidence", told.everywhere))
        return " ".join(f"{name}: {share.says}." for name, share in parts if share)

    def _facts(self, told: Across, picked: Picked, instrument: Instrument, column: Column) -> str:
        name, programme = self.programme.areas[picked.area], self.programme
        rows = [_row(name, told.here), _row(f"Family group: {told.group}" if told.group else "", told.family)]
        rows.append(_row("Scotland: all areas with evidence", told.everywhere))
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Who", "Positive", "Likely range", "In a report"))
        table = (
            f"<table><caption>{escape(column.label)}</caption><thead><tr>{heads}</tr></thead>{''.join(rows)}</table>"
        )
        lines = source_lines(programme, instrument.id, [picked.area]) or [
            programme.run_of(picked.area).why_missing(instrument.id)
        ]
        lines += self._rules(told, instrument)
        return (
            table + self._groups(picked, instrument, column) + self.more(picked, instrument, column) + where_from(lines)
        )

    def _rules(self, told: Across, instrument: Instrument) -> list[str]:
        profile = self.programme.run.profile(instrument.id)
        return [
            f"Disclosure rule of reports: {profile.rule}; no share of fewer than {profile.minimum_base_percent}.",
            "Scotland and the family group are everybody who answered in this programme's areas, counted together.",
            "By group, they are for you alone: reports show groups of their own area.",
            "The likely range is the 95% Wilson interval. Answers such as “don't know” are not counted.",
        ]

    def _groups(self, picked: Picked, instrument: Instrument, column: Column) -> str:
        if not self.group.value:
            return ""
        group = instrument.column(self.group.value)
        found = by_group(self.programme, picked.area, instrument, column, group)
        area = self.programme.areas[picked.area]
        heads = (group.label, "How many", area, f"{area} in a report", "Family group", "Scotland")
        head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
        body = "".join(_group_row(each) for each in found)
        return f"<table><caption>By “{escape(group.label)}”</caption><thead><tr>{head}</tr></thead>{body}</table>"

    def more(self, picked: Picked, instrument: Instrument, column: Column) -> str:
        """Return what else is known of an item, as HTML."""
        return ""

    def _show_rows(self, instrument: Instrument, column: Column, areas: tuple[str, ...]) -> None:
        self.rows.show(answer_rows(self.programme, areas, instrument, column))

    def plain(self, picked: Picked) -> tuple[Table, ...]:
        """Return the questions of every instrument as a report has them."""
        run = self.programme.run_of(picked.area)
        return tuple(table for each in self._instruments() for table in self.tables(run, each))

    @abstractmethod
    def tables(self, run: Any, instrument: Instrument) -> tuple[Table, ...]:
        """Return an instrument's tables as a report has them."""


class SurveyView(AskedView):
    """Survey questions."""

    title, kind = "Surveys", "survey"

    def tables(self, run: Any, instrument: Instrument) -> tuple[Table, ...]:
        """Return the questions of a survey."""
        return (read_survey(run, instrument.id).questions_table(),)


class RecordView(AskedView):
    """Items of the record reading."""

    title, kind = "Record reading", "record_reading"
    asked_in, asked, nothing = "Template", "Item", "No record reading"

    def more(self, picked: Picked, instrument: Instrument, column: Column) -> str:
        """Return how far two readers of the same records agree."""
        found = readers_agree(self.programme, picked.area, instrument, column)
        if found is None:
            return "<p>No record of this area was read twice.</p>"
        kappa = "" if found.kappa is None else f", kappa {fixed(found.kappa, 2)} ({found.word})"
        return f"<p>Two readers: the same answer in {found.same} of {found.pairs} records{kappa}.</p>"

    def tables(self, run: Any, instrument: Instrument) -> tuple[Table, ...]:
        """Return the items of a template."""
        return tuple(read_records(run, instrument.id).tables().values())


def _row(name: str, share: Share | None) -> str:
    if not name:
        return ""
    says, likely, report = (share.says, share.range, share.in_report) if share else ("no evidence was taken in", "", "")
    cells = "".join(f"<td>{escape(each)}</td>" for each in (says, likely, report))
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _group_row(each: GroupShare) -> str:
    cells = [f"{each.people:,}", each.here.says, each.in_report]
    cells += [share.says if share else "–" for share in (each.family, each.everywhere)]
    return f'<tr><th scope="row">{escape(each.label)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
