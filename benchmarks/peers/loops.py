"""The papermill loop as a measurement."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.pairs import Cost, measure
from benchmarks.projects import run

_SCRIPT = Path(__file__).with_name("papermill_loop.py")


def papermill_loops(listed: Sequence[Path], count: int) -> Cost:
    """Return what ``count`` runs take in one loop, or in several loops side by side that share them.

    Extrapolated from the runs in the lists.

    Parameters
    ----------
    listed
        The runs of each loop as a JSON file; as many in one as in another.
    count
        For how many runs of the same kind.
    """
    told: list[dict[str, float]] = []
    cost = measure(lambda: told.extend(_run_all(listed)))
    slowest = max(told, key=lambda each: each["seconds"])
    return extrapolated(cost, slowest["seconds"], slowest["runs"], count / len(listed))


def _run_all(listed: Sequence[Path]) -> list[dict[str, float]]:
    command = [sys.executable, str(_SCRIPT)]
    with ThreadPoolExecutor(len(listed)) as pool:
        said = list(pool.map(lambda each: run([*command, str(each)], each.parent), listed))
    return [json.loads(each.splitlines()[-1]) for each in said]


def extrapolated(cost: Cost, loop_seconds: float, runs: float, count: float) -> Cost:
    """Return the cost of ``count`` runs where ``runs`` of them took ``loop_seconds`` after the start.

    The start is counted once.

    Examples
    --------
    >>> extrapolated(Cost(12.0, 12.0), 10.0, 5, 50)
    Cost(seconds=102.0, cpu=102.0)
    """
    start = max(0.0, cost.seconds - loop_seconds)
    seconds = start + loop_seconds * count / runs
    return Cost(seconds, cost.cpu * seconds / cost.seconds)
