"""Interleaved pairs of measurements, and what they say."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """What one measurement took.

    Parameters
    ----------
    seconds
        Wall-clock seconds.
    cpu
        Processor seconds of the child processes that ended meanwhile.
    """

    seconds: float
    cpu: float = 0.0

    def scaled(self, factor: float) -> Cost:
        """Return the cost of ``factor`` times as much, for what is extrapolated."""
        return Cost(self.seconds * factor, self.cpu * factor)

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.seconds + other.seconds, self.cpu + other.cpu)


@dataclass(frozen=True)
class Pairs:
    """Costs of two ways of doing a thing, measured in turns.

    Parameters
    ----------
    ours, theirs
        One cost a round, in the order measured.

    Examples
    --------
    >>> pairs = Pairs((Cost(1), Cost(4), Cost(2)), (Cost(10), Cost(20), Cost(16)))
    >>> pairs.ratio, pairs.inverse, pairs.our_seconds
    (8.0, 0.125, 2)
    """

    ours: tuple[Cost, ...]
    theirs: tuple[Cost, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as long theirs took as ours, per pair."""
        return tuple(their.seconds / our.seconds for our, their in zip(self.ours, self.theirs, strict=True))

    @property
    def ratio(self) -> float:
        """Median of the paired ratios: how many times as fast ours is."""
        return statistics.median(self.ratios)

    @property
    def inverse(self) -> float:
        """Median of the paired ratios the other way: how many times as long ours takes."""
        return statistics.median(1 / ratio for ratio in self.ratios)

    @property
    def cpu_ratio(self) -> float | None:
        """Median of the paired ratios of processor seconds; None where they were not measured."""
        if not all(cost.cpu for cost in (*self.ours, *self.theirs)):
            return None
        return statistics.median(their.cpu / our.cpu for our, their in zip(self.ours, self.theirs, strict=True))

    @property
    def our_seconds(self) -> float:
        """Median of our times."""
        return statistics.median(cost.seconds for cost in self.ours)

    @property
    def their_seconds(self) -> float:
        """Median of their times."""
        return statistics.median(cost.seconds for cost in self.theirs)

    def medians(self, ours: str, theirs: str) -> str:
        """Return both medians in words, with the spread of the ratios and the ratio of processor seconds."""
        text = (
            f"Medians of {len(self.ours)} pairs: {ours} {shown(self.our_seconds)}, "
            f"{theirs} {shown(self.their_seconds)}; "
            f"ratios {min(self.ratios):.3g} to {max(self.ratios):.3g}"
        )
        return text + (f"; in processor seconds {self.cpu_ratio:.3g}" if self.cpu_ratio else "")


def shown(seconds: float) -> str:
    """Return a time in words.

    Examples
    --------
    >>> shown(0.0123), shown(2.34), shown(517.2)
    ('12 ms', '2.3 s', '517 s')
    """
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds:.0f} s"


def measure(action: Callable[[], object]) -> Cost:
    """Return what ``action`` takes; a :class:`Cost` that it returns itself stands for it."""
    begin, cpu = time.perf_counter(), children_cpu_seconds()
    told = action()
    if isinstance(told, Cost):
        return told
    return Cost(time.perf_counter() - begin, children_cpu_seconds() - cpu)


def in_turns(actions: Sequence[Callable[[], object]], rounds: int) -> list[tuple[Cost, ...]]:
    """Measure several actions in turns, each round beginning with another one; return the costs of each."""
    costs: list[list[Cost]] = [[] for _ in actions]
    for number in range(rounds):
        first = number % len(actions)
        for index in (*range(first, len(actions)), *range(first)):
            costs[index].append(measure(actions[index]))
    return [tuple(each) for each in costs]


def interleave(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5) -> Pairs:
    """Measure both in turns, changing who goes first, so that a drifting machine favours neither."""
    our_costs, their_costs = in_turns((ours, theirs), rounds)
    return Pairs(our_costs, their_costs)


def machine_state() -> str:
    """Return one line on the machine as it is now."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, load {load}, "
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}"
    )


def children_cpu_seconds() -> float:
    """Return the processor seconds used so far by ended child processes."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
