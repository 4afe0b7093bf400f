"""Interleaved pairs of measurements, and what they say."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pairs:
    """Seconds of two ways of doing a thing, measured in turns.

    Parameters
    ----------
    ours, theirs
        Wall-clock seconds, one a round, in the order measured.
    """

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as long theirs took as ours, per pair."""
        return tuple(their / our for our, their in zip(self.ours, self.theirs, strict=True))

    @property
    def ratio(self) -> float:
        """Median of the paired ratios."""
        return statistics.median(self.ratios)


def measure(action: Callable[[], object]) -> float:
    """Return the wall-clock seconds that ``action`` takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def interleave(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5) -> Pairs:
    """Measure both in turns, changing who goes first, so that a drifting machine favours neither."""
    our_times: list[float] = []
    their_times: list[float] = []
    for round_number in range(rounds):
        if round_number % 2:
            their_times.append(measure(theirs))
            our_times.append(measure(ours))
        else:
            our_times.append(measure(ours))
            their_times.append(measure(theirs))
    return Pairs(tuple(our_times), tuple(their_times))


def machine_state() -> str:
    """Return one line on the machine as it is now."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, load {load}, {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}"
    )


def children_cpu_seconds() -> float:
    """Return the processor seconds used so far by ended child processes."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
