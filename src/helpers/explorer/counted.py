"""What was counted of an area and its family group, each table once: the matrix and what stands behind it share it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.explorer.programme import KINDS_OF_ANSWERS, Programme
from helpers.explorer.published import Published, bearing_figures, council_of, family_councils, family_median
from helpers.explorer.shares import Share, share_of
from helpers.explorer.store import Stamp
from helpers.explorer.tallies import NOTHING, Tally, counted_columns, tallies
from helpers.instruments import Column, Instrument
from helpers.matters import bearing_of
from helpers.signals import IMPROVEMENT, MIXED, STRENGTH, Signal, of_share, sorts_signals, thresholds_of

STATISTICS = "statistics"


class Counted:
    """Answers, findings and figures of an area and of its family group, counted when they are first asked for.

    Parameters
    ----------
    programme
        The programme.
    area
        Slug of the area.
    """

    def __init__(self, programme: Programme, area: str) -> None:
        self.programme = programme
        self.area = area
        self.areas = (area, *programme.family(area)[1])
        self._tallies: dict[str, dict[str, Tally]] = {}
        self._directions: dict[str, dict[str, list[tuple[str, str, int]]]] = {}
        self._figures: dict[str, Published] | None = None

    def tallies(self, instrument: Instrument) -> Mapping[str, Tally]:
        """Return the answers to an instrument by area; an area without evidence of it is not there."""
        if instrument.id not in self._tallies:
            found = tallies(self.programme.store, instrument, counted_columns(instrument), self.areas)
            self._tallies[instrument.id] = {tally.area: tally for tally in found}
        return self._tallies[instrument.id]

    def directions(self, instrument: Instrument, area: str) -> list[tuple[str, str, int]]:
        """Return quality indicator, direction and how many findings of an area point that way."""
        if instrument.id not in self._directions:
            question = (
                "SELECT area, quality_indicator, direction, count(*) FROM evidence "
                "WHERE direction IS NOT NULL GROUP BY ALL ORDER BY ALL"
            )
            found: dict[str, list[tuple[str, str, int]]] = {}
            if instrument.has("direction"):
                for place, *rest in self.programme.store.ask(question, instrument.id, self.areas):
                    found.setdefault(place, []).append((str(rest[0]), rest[1], rest[2]))
            self._directions[instrument.id] = found
        return self._directions[instrument.id].get(area, [])

    @property
    def figures(self) -> Mapping[str, Published]:
        """The published figures that bear on quality indicators, by name."""
        if self._figures is None:
            self._figures = bearing_figures(self.programme)
        return self._figures

    def stamp(self, area: str, strand: str) -> tuple[Stamp, ...]:
        """Return what tells the files that a strand of an area is read from, from those of another time."""
        store = self.programme.store
        if strand == STATISTICS:
            return (store.statistics_stamp,)
        return tuple(store.stamp(each.id, [area]) for each in self.programme.instruments(strand=strand))

    def signals(self, area: str, strand: str) -> Iterator[Signal]:
        """Yield what a strand says about an area's quality indicators, by the rules of the reports."""
        programme = self.programme
        if not sorts_signals(programme.run):
            return
        if strand == STATISTICS:
            yield from self._published_signals(area)
            return
        by = thresholds_of(programme.run)
        for _, column, share in shares_of(self, area, strand):
            yield of_share(column.quality_indicators, share.report, by)
        for instrument in programme.findings(strand):
            for indicator, direction, number in self.directions(instrument, area):
                yield from [Signal((indicator,), direction)] * number

    def _published_signals(self, area: str) -> Iterator[Signal]:
        programme = self.programme
        noticeable = thresholds_of(programme.run).noticeable
        for name, indicator, better in bearing_of(programme.run):
            found = self.figures.get(name)
            value = found.figure(council_of(programme, area)).get("value") if found else None
            middle = family_median(found, family_councils(programme, area)) if found else None
            yield Signal((indicator,), points_of(value, middle, better, noticeable))


def shares_of(
    counted: Counted, area: str, strand: str, indicator: str = ""
) -> Iterator[tuple[Instrument, Column, Share]]:
    """Yield the share of every question and item of a strand in one area, of one quality indicator where it is named.

    An instrument that was not taken in has none.
    """
    programme = counted.programme
    for instrument in programme.instruments(*KINDS_OF_ANSWERS, strand=strand):
        tally = counted.tallies(instrument).get(area)
        for column in counted_columns(instrument) if tally else ():
            if not indicator or indicator in column.quality_indicators:
                counts = tally.counts.get(column.id, NOTHING)
                yield instrument, column, share_of(programme.run, instrument.id, label_of(column), counts)


def label_of(column: Column) -> str:
    """Return what a share of a column says.

    Examples
    --------
    >>> label_of(Column("plan", "The plan", "grade")), label_of(Column("q", "Are you safe?", "scale"))
    ('The plan: good or better', 'Are you safe?')
    """
    return f"{column.label}: good or better" if column.type == "grade" else column.label


def points_of(value: float | None, middle: float | None, better: int, noticeable: int) -> str:
    """Return which way a published figure points, beside its family group's median; nothing where one is missing.

    Examples
    --------
    >>> points_of(90, 80, 1, 10), points_of(90, 80, -1, 10), points_of(81, 80, 1, 10), points_of(None, 80, 1, 10)
    ('strength', 'area for improvement', 'mixed', '')
    """
    if value is None or middle is None:
        return ""
    gain = 100 * better * (value - middle) / (abs(middle) or 1)
    return STRENGTH if gain >= noticeable else IMPROVEMENT if gain <= -noticeable else MIXED
