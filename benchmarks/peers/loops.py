"""The papermill loop as a measurement."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.pairs import Cost, measure
from benchmarks.projects import run

_SCRIPT = Path(__file__).with_name("papermill_loop.py")


def papermill_loop(listed: Path, count: int) -> Cost:
    """Return what the loop takes for ``count`` runs, extrapolated from the runs in the list.

    Parameters
    ----------
    listed
        The runs as a JSON file.
    count
        For how many runs of the same kind.
    """
    said: list[str] = []
    cost = measure(lambda: said.append(run([sys.executable, str(_SCRIPT), str(listed)], listed.parent)))
    told = json.loads(said[0].splitlines()[-1])
    return extrapolated(cost, told["seconds"], told["runs"], count)


def extrapolated(cost: Cost, loop_seconds: float, runs: int, count: int) -> Cost:
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
