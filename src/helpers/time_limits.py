"""Time limits of a register: how many cases kept them, of all cases, by period and in the run's area."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from helpers.case_register import CaseRegister
from helpers.charted import charted, missing_figure, palette_for
from helpers.disclosure import Count, shared_groups, why_not_share
from helpers.figures import Figure
from helpers.proportions import Proportion, missing_proportion, proportion
from helpers.protected import hidden_notes, share_cells
from helpers.register_rules import Limit, read_holidays
from helpers.tables import SECONDARY, Cell, Column, Suppressed, Table, missing_table
from helpers.values import Value, sentence

Told = list[tuple[dict[str, Any], bool]]


class TimeLimits:
    """The time limits of one register.

    Parameters
    ----------
    register
        The register.
    """

    def __init__(self, register: CaseRegister) -> None:
        self.register = register
        self.run = register.run
        self.limits = register.rules.limits
        self._holidays: dict[str, frozenset[date] | None] = {
            limit.id: read_holidays(self.run.folder, limit.calendar) for limit in self.limits
        }

    def told(self, limit: Limit) -> Told:
        """Return the cases of which it can be told whether they kept a limit, and whether they did."""
        holidays, as_of = self._holidays[limit.id] or frozenset(), self.register.as_of
        each = ((case, limit.kept(case, holidays, as_of)) for case in self.register.cases)
        return [(case, kept) for case, kept in each if kept is not None]

    def share(self, limit: Limit, period: int | None = None) -> Proportion:
        """Return how many cases kept a limit, of all cases or of those in one period."""
        register = self.register
        label = limit.title if period is None else f"{limit.title}, {register.periods[period].title}"
        told = self.told(limit)
        if period is None:
            return self._share(label, told)
        told = [each for each in told if register.period_of(each[0]) == period]
        return self._share(label, told, hidden=period in self._hidden_periods[limit.id])

    def own_share(self, limit: Limit) -> Proportion:
        """Return how many cases of the run's area kept a limit."""
        register = self.register
        label = f"{limit.title}, {self.run.place}"
        told = [each for each in self.told(limit) if each[0][register.rules.unit] == register.own]
        slugs = list(register.by_unit)
        where = [case[register.rules.unit] for case in register.cases]
        sizes = tuple(register.by_unit.values())
        hidden = bool(told) and slugs.index(register.own) in self._hidden(limit, where, slugs, sizes)
        return self._share(label, told, hidden=hidden)

    def _share(self, label: str, told: Told, *, hidden: bool = False) -> Proportion:
        register = self.register
        table, yes = register.instrument.id, sum(kept for _, kept in told)
        if not told:
            reason = register.reason or "there are no cases of which it can be told"
            return missing_proportion(label, reason, table)
        if hidden:
            role = why_not_share(yes, len(told), register.profile) or SECONDARY
            rule = register.profile.rule
            return Proportion(label, "suppressed", register.profile.reason, table=table, rule=rule, role=role)
        return proportion(label, yes, len(told), words=self.run.words, profile=register.profile, table=table)

    @cached_property
    def _hidden_periods(self) -> dict[str, frozenset[int]]:
        register = self.register
        places = [register.period_of(case) for case in register.cases]
        groups = list(range(register.width))
        return {limit.id: self._hidden(limit, places, groups, register.totals) for limit in self.limits}

    def _hidden(self, limit: Limit, where: list[Any], groups: list[Any], sizes: tuple[Count, ...]) -> frozenset[int]:
        """Return which groups' shares are not shown beside the share of all cases."""
        if not self.share(limit).shown:
            return frozenset(range(len(groups)))
        group_of = {id(case): group for case, group in zip(self.register.cases, where, strict=True)}
        yes, base = dict.fromkeys(groups, 0), dict.fromkeys(groups, 0)
        for case, kept in self.told(limit):
            base[group_of[id(case)]] += 1
            yes[group_of[id(case)]] += kept
        # Of a group that is known to have no cases there is nothing to hide, and nothing to hide others behind.
        there = [place for place, size in enumerate(sizes) if isinstance(size, Suppressed) or size]
        hidden = shared_groups(
            [yes[groups[place]] for place in there],
            [base[groups[place]] for place in there],
            [sizes[place] for place in there],
            len(self.register.cases),
            self.register.profile,
        )
        return frozenset(there[place] for place in hidden)

    def values(self) -> dict[str, Value]:
        """Return ``<short>.<limit>``, and ``<short>.<period>.<limit>`` for every period."""
        short = self.register.short
        found = {f"{short}.{limit.id}": self.share(limit).value() for limit in self.limits}
        for place, period in enumerate(self.register.periods):
            found |= {f"{short}.{period.id}.{limit.id}": self.share(limit, place).value() for limit in self.limits}
        return found

    def own_values(self) -> dict[str, Value]:
        """Return ``<short>.own.<limit>`` of the run's area."""
        return {f"{self.register.short}.own.{limit.id}": self.own_share(limit).value() for limit in self.limits}

    def tables(self) -> dict[str, Table]:
        """Return ``<short>.limits`` and ``.limits_by_period``; nothing where there are no time limits."""
        short = self.register.short
        return {f"{short}.limits": self.table(), f"{short}.limits_by_period": self.by_period()} if self.limits else {}

    def figures(self) -> dict[str, Figure]:
        """Return ``<short>.in_time``; nothing where there are no time limits."""
        return {f"{self.register.short}.in_time": self.figure()} if self.limits else {}

    def table(self) -> Table:
        """Return for every time limit how many cases kept it."""
        columns = (
            Column("limit", "What was due"),
            Column("within", "Within"),
            Column("share", "In time", "percent"),
            Column("interval", "Likely range"),
            Column("word", "In words"),
            Column("count", "Cases in time", "count"),
            Column("base", "Cases", "count"),
        )
        title = "What was done in time"
        if self.register.reason:
            return self._missing(title, columns)
        rows = tuple((limit.title, limit.within_words, *share_cells(self.share(limit))) for limit in self.limits)
        return self._table(title, columns, rows, *self.notes())

    def by_period(self) -> Table:
        """Return the share in time of every limit, of all cases and period by period."""
        columns = [Column("limit", "What was due"), Column("all", "All", "percent")]
        for number, (period, size) in enumerate(
            zip(self.register.periods, self.register.totals[: len(self.register.periods)], strict=False), 1
        ):
            label = period.title if isinstance(size, Suppressed) else f"{period.title} ({size})"
            columns.append(Column(f"group_{number}", label, "percent"))
        title = "What was done in time, by period"
        if self.register.reason:
            return self._missing(title, tuple(columns))
        places = (None, *range(len(self.register.periods)))
        rows = tuple(
            (limit.title, *(share_cells(self.share(limit, place))[0] for place in places)) for limit in self.limits
        )
        return self._table(title, tuple(columns), rows)

    def figure(self) -> Figure:
        """Return the share in time of every limit as bars, period by period."""
        from helpers.charts import ItemRow, items_chart

        data = self.by_period()
        if self.register.reason:
            return missing_figure(self.run, data.title, data.reason, data)
        periods = range(len(self.register.periods))
        shares = [self.share(limit, place) for limit in self.limits for place in periods]
        bars = [
            ItemRow(each.label, each.percent, each.low, each.high, "" if each.shown else _why(each)) for each in shares
        ]
        drawing = items_chart(bars, palette_for(self.run))
        alt = "; ".join(f"{each.label}: {f'{each.percent}%' if each.shown else _why(each)}" for each in shares)
        return charted(data.title, drawing, f"{alt}.", data)

    def notes(self) -> tuple[str, ...]:
        """Return what a reader needs to know: which days count, and which cases are left out."""
        notes = ["The day on which the time begins is not counted. A step that is not due yet is left out."]
        working = [self._holidays[limit.id] for limit in self.limits if limit.unit == "working_days"]
        if working:
            known = [days for days in working if days]
            said = "bank holidays are not considered"
            if len(known) == len(working):
                first, last = (pick(day.year for days in known for day in days) for pick in (min, max))
                said = f"the bank holidays of {first} to {last} are left out"
            notes.append(f"Working days are Monday to Friday; {said}.")
        return (*notes, *(limit.note for limit in self.limits if limit.note))

    def _missing(self, title: str, columns: tuple[Column, ...]) -> Table:
        reason = self.register.reason
        said, table = sentence(reason), self.register.instrument.id
        return missing_table(title, columns, said, table=table, synthetic=self.run.synthetic)

    def _table(self, title: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], *notes: str) -> Table:
        held = hidden_notes(rows, self.register.profile)
        return Table(title, columns, rows, (*notes, *held), self.register.instrument.id, self.run.synthetic)


def _why(share: Proportion) -> str:
    return "no cases yet" if share.status == "missing" else "not shown"
