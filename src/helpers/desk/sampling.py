"""Drawing records at random: a share of each stratum, the same for the same list and seed, whatever its order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.errors import HelperError


@dataclass(frozen=True)
class Case:
    """One case of the list that is drawn from, and the stratum that it lies in."""

    number: str
    stratum: str = ""


@dataclass(frozen=True)
class Draw:
    """What was drawn.

    Parameters
    ----------
    wanted
        How many of each stratum.
    chosen
        The cases drawn, in random order within their stratum, strata in order of their names.
    reserve
        The other cases of each stratum, in the order in which they take the place of a record that cannot be read.
    twice
        Case numbers, among those drawn, of records to be read by two readers.
    """

    wanted: Mapping[str, int]
    chosen: tuple[Case, ...]
    reserve: Mapping[str, tuple[str, ...]]
    twice: frozenset[str]


def draw(cases: Iterable[Case], size: int, seed: int, twice: int = 0) -> Draw:
    """Draw a stratified random sample without replacement.

    Every case gets a number from the seed, its stratum and its own number (SHA-256); the lowest are drawn. So the same
    list and seed give the same sample on every machine and in every version, in whatever order the list stands, and
    anybody can draw it again.

    Parameters
    ----------
    cases
        The whole list, each case once.
    size
        How many records are read.
    seed
        Any whole number, chosen before the draw.
    twice
        How many of them are read by two readers, spread over the strata in the same way.

    Raises
    ------
    HelperError
        When the list is empty or names a case twice, or the numbers do not fit.

    Examples
    --------
    >>> drawn = draw([Case(f"c{number}", "north" if number < 30 else "south") for number in range(40)], 8, 7, 2)
    >>> dict(drawn.wanted), len(drawn.chosen), len(drawn.twice), len(drawn.reserve["north"])
    ({'north': 6, 'south': 2}, 8, 2, 24)
    """
    strata: dict[str, list[str]] = {}
    seen: set[str] = set()
    for case in cases:
        if case.number in seen:
            raise HelperError("The list names a case twice. Leave each case in it once, then draw again.")
        seen.add(case.number)
        strata.setdefault(case.stratum, []).append(case.number)
    if not seen:
        raise HelperError("The list holds no case, so there is nothing to draw from.")
    if not 1 <= size <= len(seen):
        raise HelperError(f"{size:,} records cannot be drawn from {len(seen):,} cases.")
    if not 0 <= twice <= size:
        raise HelperError(f"{twice:,} of {size:,} records cannot be read twice.")
    wanted = allocation({name: len(numbers) for name, numbers in strata.items()}, size)
    again = allocation(wanted, twice)
    ordered = {name: sorted(strata[name], key=lambda number: _lot(seed, name, number)) for name in sorted(strata)}
    return Draw(
        wanted=wanted,
        chosen=tuple(Case(number, name) for name, numbers in ordered.items() for number in numbers[: wanted[name]]),
        reserve={name: tuple(numbers[wanted[name] :]) for name, numbers in ordered.items()},
        twice=frozenset(number for name, numbers in ordered.items() for number in numbers[: again[name]]),
    )


def allocation(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Return how many are drawn of each stratum: its share of the whole, rounded so that the sum is right.

    Where there are as many to draw as strata, every stratum that has a case gets one at least. Shares are rounded by
    the largest remainders; of equal ones, the stratum first by name gets the one that is left.

    Examples
    --------
    >>> allocation({"north": 60, "south": 30, "islands": 2}, 10)
    {'islands': 1, 'north': 6, 'south': 3}
    """
    whole = sum(sizes.values())
    if not total or not whole:
        return dict.fromkeys(sorted(sizes), 0)
    filled = [name for name in sorted(sizes) if sizes[name]]
    least = 1 if total >= len(filled) else 0
    given = {name: max(total * sizes[name] // whole, least if sizes[name] else 0) for name in sorted(sizes)}
    # A stratum that was given one because it would have had none has had its rounding up.
    exact = [name for name in filled if given[name] == total * sizes[name] // whole]
    by_remainder = sorted(exact, key=lambda name: (-(total * sizes[name] % whole), name))
    while sum(given.values()) < total:
        name = next(name for name in [*by_remainder, *filled] if given[name] < sizes[name])
        given[name] += 1
        by_remainder = [each for each in by_remainder if each != name]
    while sum(given.values()) > total:
        # Only where small strata were given one: the largest gives it up.
        name = max(filled, key=lambda name: (given[name], name))
        given[name] -= 1
    return given


def _lot(seed: int, stratum: str, number: str) -> str:
    return hashlib.sha256(f"{seed}\0{stratum}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()
