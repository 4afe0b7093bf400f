"""Answers counted in the store: how many are positive, neutral and negative, by area and by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers.explorer.store import Store, listed, quoted
from helpers.instruments import Column, Instrument
from helpers.records import GOOD
from helpers.surveys import POLARITIES

Counts = tuple[int, int, int]
NOTHING: Counts = (0, 0, 0)


@dataclass(frozen=True)
class Tally:
    """What one area, or one group in it, answered.

    Parameters
    ----------
    area, group
        Slug of the area, and the group's value: empty where nothing was stated, or nothing was asked for.
    rows
        How many people answered, or how many records were read.
    counts
        By column: positive, neutral and negative answers. Answers such as "don't know" are in none of them. Of grades,
        those of good or better, none, and the others.
    """

    area: str
    group: str
    rows: int
    counts: Mapping[str, Counts]


def counted_columns(instrument: Instrument) -> tuple[Column, ...]:
    """Return the columns that are counted: those with an answer scale or a grade."""
    return instrument.of_type("scale", "grade")


def tallies(
    store: Store, instrument: Instrument, columns: Sequence[Column], areas: Iterable[str] | None = None, group: str = ""
) -> tuple[Tally, ...]:
    """Return the answers to some columns by area, and by group where a grouping column is named, in that order.

    A record that was read twice counts with its first reading.
    """
    if not columns:
        return ()
    wanted = store.areas(instrument.id) if areas is None else tuple(sorted(set(areas)))
    question = ("tallies", instrument.id, tuple(column.id for column in columns), wanted, group)
    stamp = store.stamp(instrument.id, wanted)
    return store.kept.of(question, stamp, lambda: _tallies(store, instrument, columns, wanted, group))


def _tallies(
    store: Store, instrument: Instrument, columns: Sequence[Column], areas: tuple[str, ...], group: str
) -> tuple[Tally, ...]:
    by = f"coalesce(CAST({quoted(group)} AS VARCHAR), '')" if group else "''"
    parts = [f"count(*) FILTER ({test})" for column in columns for test in _tests(column)]
    where = "WHERE reading = 1" if instrument.has("reading") else ""
    question = (
        f"SELECT area, {by} AS part, count(*), {', '.join(parts)} FROM evidence {where} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    found = []
    for area, part, rows, *numbers in store.ask(question, instrument.id, areas):
        counts = {column.id: tuple(numbers[3 * n : 3 * n + 3]) for n, column in enumerate(columns)}
        found.append(Tally(area, part, rows, counts))
    return tuple(found)


def _tests(column: Column) -> tuple[str, str, str]:
    name = quoted(column.id)
    if column.type == "grade":
        return (f"{name} >= {GOOD}", "false", f"{name} < {GOOD}")
    positive, neutral, negative = (f"{name} IN {listed(column.values(polarity))}" for polarity in POLARITIES)
    return (positive, neutral, negative)


def together(found: Iterable[Tally], column: str) -> Counts:
    """Return the answers to one column of several areas or groups, all counted as one.

    Examples
    --------
    >>> together([Tally("a", "", 3, {"q": (1, 1, 1)}), Tally("b", "", 2, {"q": (2, 0, 0)})], "q")
    (3, 1, 1)
    """
    positive, neutral, negative = NOTHING
    for tally in found:
        one, two, three = tally.counts.get(column, NOTHING)
        positive, neutral, negative = positive + one, neutral + two, negative + three
    return (positive, neutral, negative)
