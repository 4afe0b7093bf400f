"""How far two readers of the same records agree: by item, and over all items together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from helpers.agreement import Agreement, agreement
from helpers.disclosure import Profile
from helpers.instruments import Column as Item
from helpers.proportion_words import whole_percent
from helpers.rounding import fixed, rounded
from helpers.tables import WITHHELD, Cell, Column, Suppressed
from helpers.values import Value, measure, missing, suppressed

_MINIMUM_PAIRS = 20
COLUMNS = (
    Column("item", "Item"),
    Column("pairs", "Records read twice", "count"),
    Column("same", "Same answer", "percent"),
    Column("kappa", "Kappa", "number"),
)
NOTE = (
    "Kappa is 1 where two readers always agree and 0 where they agree no more than by chance. It is shown where enough "
    "records were read twice."
)


class RecordAgreement:
    """The agreement of first and second readings.

    Parameters
    ----------
    first, second
        Answers by record of its first reading, and of its second where it has one.
    judged
        Items answered yes, partly or no: those that are taken together.
    graded
        Items evaluated on a scale.
    profile
        The disclosure rules.
    """

    def __init__(
        self,
        first: Mapping[Any, Mapping[str, Any]],
        second: Mapping[Any, Mapping[str, Any]],
        judged: Iterable[Item],
        graded: Iterable[Item],
        profile: Profile,
    ) -> None:
        self._first = first
        self._second = second
        self._judged = tuple(judged)
        self._items = (*self._judged, *graded)
        self._profile = profile

    @cached_property
    def by_item(self) -> dict[str, Agreement]:
        """Agreement by item, over the records read twice."""
        return {item.id: agreement(*self._pairs(item)) for item in self._items}

    @property
    def overall(self) -> Agreement:
        """Agreement over every item answered yes, partly or no, taken together."""
        pairs = [self._pairs(item) for item in self._judged]
        return agreement([answer for one, _ in pairs for answer in one], [answer for _, two in pairs for answer in two])

    def _pairs(self, item: Item) -> tuple[list[str], list[str]]:
        both = [(self._first[record][item.id], row[item.id]) for record, row in self._second.items()]
        kept = [(str(one), str(other)) for one, other in both if one is not None and other is not None]
        return [one for one, _ in kept], [other for _, other in kept]

    def value(self, table: str, reason: str) -> Value:
        """Return kappa over all items as a value to record.

        Parameters
        ----------
        table
            Evidence table.
        reason
            Why there is no evidence at all; empty where there is some.
        """
        label = "Agreement of two readers of the same records (Cohen's kappa)"
        found = self.overall
        if reason or not self._second:
            return missing("number", label, reason or "no record was read twice", table=table)
        if self._profile.small(len(self._second)) or found.pairs < _MINIMUM_PAIRS or found.kappa is None:
            return suppressed(
                "number",
                label,
                "too few records were read twice to measure agreement",
                table=table,
                rule=self._profile.rule,
                says="too few records to say",
                role=WITHHELD,
            )
        text = fixed(found.kappa, 2)
        says = f"{found.word} (kappa {text}, {found.pairs:,} judgements on {len(self._second):,} records)"
        return measure(
            rounded(found.kappa, 2),
            label,
            text,
            says=says,
            table=table,
            rule="Cohen's kappa over all yes, partly, no items; words after Landis and Koch (1977)",
        )

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return agreement by item with its base, in the columns above."""
        return tuple(self._row(item) for item in self._items)

    def _row(self, item: Item) -> tuple[Cell, ...]:
        found = self.by_item[item.id]
        if self._profile.small(found.pairs) or found.pairs < self._profile.minimum_base_percent:
            held = Suppressed(self._profile.reason, WITHHELD)
            return (item.label, held, held, held)
        kappa = None if found.kappa is None else rounded(found.kappa, 2)
        return (item.label, found.pairs, whole_percent(found.same, found.pairs), kappa)
