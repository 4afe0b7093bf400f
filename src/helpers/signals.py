"""How one strand of evidence reads for each quality indicator, by a plain declared rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.errors import HelperError
from helpers.proportions import Proportion
from helpers.run import Run
from helpers.tables import Column, Table

STRENGTH, IMPROVEMENT, MIXED, SILENT = "strength", "area for improvement", "mixed", "silent"
# Columns of a table that counts findings by the way they point.
DIRECTION_COLUMNS = (
    Column("strengths", "Strengths", "count"),
    Column("improvements", "Areas for improvement", "count"),
    Column("mixed", "Mixed", "count"),
)
_COLUMNS = (
    Column("strengths", "Point to a strength", "count"),
    Column("improvements", "Point to an area for improvement", "count"),
    Column("neither", "Point to neither", "count"),
    Column("hidden", "Not shown", "count"),
    Column("reading", "The strand reads as"),
)


@dataclass(frozen=True)
class Thresholds:
    """By what evidence points to a strength or an area for improvement, as the programme says.

    Parameters
    ----------
    strong, weak
        A share points to a strength from this per cent, to an area for improvement below that one.
    least
        With fewer items or findings a strand reads as mixed: one or two are too little to say.
    noticeable
        By how many per cent a published figure must differ from the family group's median.
    """

    strong: int
    weak: int
    least: int
    noticeable: int

    @property
    def rule(self) -> str:
        """The rule for shares in words."""
        return (
            f"A question or item points to a strength where {self.strong}% or more answered positively, to an area for "
            f"improvement where fewer than {self.weak}% did, and to neither in between. A strand reads as a strength "
            "(or an area for improvement) where more than half of what is shown points that way and less than a "
            f"quarter the other way; otherwise, and where fewer than {self.least} are shown, as mixed; as silent where "
            "nothing is shown. This is a reading aid: no grade follows from it."
        )


def thresholds_of(run: Run) -> Thresholds:
    """Return the programme's thresholds.

    Raises
    ------
    HelperError
        When the programme states none.
    """
    fields = signals_of(run)
    return Thresholds(*(int(fields[name]) for name in Thresholds.__dataclass_fields__))


def signals_of(run: Run) -> Mapping[str, Any]:
    """Return what the programme says about signals.

    Raises
    ------
    HelperError
        When the programme says nothing about signals.
    """
    fields = run.context.get("signals")
    if not fields:
        raise HelperError(
            "The programme does not say by what evidence points to a strength. Add 'signals' to its file in "
            "parameters/programmes/."
        )
    return fields


@dataclass(frozen=True)
class Signal:
    """What one item says about some quality indicators; an empty ``direction`` stands for an item not shown."""

    quality_indicators: tuple[str, ...]
    direction: str


def of_share(quality_indicators: tuple[str, ...], share: Proportion, by: Thresholds) -> Signal:
    """Return what a share says; a share that is not shown says nothing.

    Parameters
    ----------
    quality_indicators
        Ids of the quality indicators that the question or item bears on.
    share
        The protected share.
    by
        The programme's thresholds, in whole per cent.

    Examples
    --------
    >>> of_share(("2.1",), Proportion("Plans", percent=82), Thresholds(75, 50, 3, 10)).direction
    'strength'
    """
    if not share.shown:
        return Signal(quality_indicators, "")
    return Signal(
        quality_indicators,
        STRENGTH if share.percent >= by.strong else IMPROVEMENT if share.percent < by.weak else MIXED,
    )


def reading(strengths: int, improvements: int, neither: int, least: int) -> str:
    """Return how a strand reads as a whole.

    Parameters
    ----------
    strengths, improvements, neither
        How many items or findings point each way; those that are not shown are left out.
    least
        With fewer than this shown, the strand reads as mixed.

    Returns
    -------
    str
        ``strength``, ``area for improvement``, ``mixed`` or ``silent``.

    Examples
    --------
    >>> reading(5, 1, 2, 3), reading(2, 2, 0, 3), reading(1, 0, 0, 3), reading(0, 0, 0, 3)
    ('strength', 'mixed', 'mixed', 'silent')
    """
    shown = strengths + improvements + neither
    if not shown:
        return SILENT
    for ours, theirs, word in ((strengths, improvements, STRENGTH), (improvements, strengths, IMPROVEMENT)):
        if shown >= least and 2 * ours > shown and 4 * theirs < shown:
            return word
    return MIXED


def signals_table(run: Run, strand: str, signals: Iterable[Signal], *, rule: str = "") -> Table:
    """Return one strand's signals by quality indicator.

    Parameters
    ----------
    run
        The run.
    strand
        Id of the strand in the programme.
    signals
        One for each question, item or finding.
    rule
        The rule in words, kept as the table's note; that for shares where none is given.
    """
    by = thresholds_of(run)
    tally = {indicator.id: [0, 0, 0, 0] for indicator in run.quality_indicators}
    place = {STRENGTH: 0, IMPROVEMENT: 1, MIXED: 2, "": 3}
    for signal in signals:
        for indicator in signal.quality_indicators:
            if indicator in tally:
                tally[indicator][place[signal.direction]] += 1
    title = next((each["title"] for each in run.strands if each["id"] == strand), strand)
    rows = tuple((indicator, *counts, reading(*counts[:3], by.least)) for indicator, counts in tally.items())
    columns = (Column("quality_indicator", run.heading), *_COLUMNS)
    return Table(f"{title}: what points where", columns, rows, (rule or by.rule,), "", run.synthetic)


def sorts_signals(run: Run) -> bool:
    """Return whether evidence is sorted into strengths and areas for improvement by quality indicator at all.

    A programme without quality indicators, or one that states no thresholds, has no such tables.
    """
    return bool(run.quality_indicators and run.context.get("signals"))


def readings(table: Mapping | None) -> dict[str, tuple[int, int, int, int, str]]:
    """Return recorded signals by quality indicator: strengths, improvements, neither, hidden, reading."""
    if not table:
        return {}
    return {row[0]: tuple(row[1:6]) for row in table["rows"]}
