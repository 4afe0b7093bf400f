"""A click in the explorer: from the picker to the updated views, and at the size of 320 areas."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.findings import Check, Findings
from benchmarks.pairs import Cost, interleave, measure, shown
from benchmarks.projects import Bench, quiet_environment, whole_programme

CLICKS = 8
AREAS, ROWS = 320, 1_000_000
LIMIT = 0.3
VIEWS = ("matrix", "surveys", "records", "statistics", "earlier")


def explore(where: Any) -> Findings:
    """Measure clicks on the sample against pandas and the raw files, and clicks at 320 areas."""
    bench = whole_programme(where.folder, where.say)
    folder = lay_desk(bench)
    explorer = opened(folder, bench)
    areas = list(explorer.programme.areas)
    picked = iter(areas[number % len(areas)] for number in range(10_000))

    def ours() -> Cost:
        costs = [measure(lambda: explorer.choice.pick(area=next(picked))) for _ in range(CLICKS)]
        return Cost(statistics.median(cost.seconds for cost in costs))

    theirs = from_raw_files(bench, areas)
    ours()
    pairs = interleave(ours, theirs, where.rounds)
    where.say(f"Making a store of {AREAS} areas and {ROWS:,} rows of surveys.")
    large = at_size(where.folder)
    click, most = pairs.our_seconds, large["megabytes"]
    return Findings(
        "explorer",
        "Another area picked, all views of the explorer renewed, against pandas from the raw files.",
        [
            Check("a click on the sample", shown(click), f"under {LIMIT * 1000:.0f} ms", click < LIMIT),
            Check("as fast as pandas", f"{pairs.ratio:.0f} times", "at least 10 times", pairs.ratio >= 10),
            Check(f"a click, {AREAS} areas, {ROWS:,} rows", shown(large["click"]), "under 2 s", large["click"] < 2),
            Check("memory of the kernel there", f"{most:.0f} MB", "under 1,000 MB", most < 1000),
        ],
        [
            f"{pairs.medians('a click', 'by pandas')}.",
            "A click renews the matrix, what stands behind a cell and similar areas, a question and an "
            f"item of the record reading across {len(areas)} areas, a published figure and other inspections, with "
            f"their charts: the median of {CLICKS} clicks a round, until the kernel has made everything. What the "
            "browser then draws is not in it.",
            "By pandas: the area's own files for the matrix, staff survey and record reading of every area, and "
            "a published file, read anew and counted, without charts.",
            f"At {AREAS} areas: the first views {shown(large['first'])}; {large['bytes'] / 1e6:.0f} MB of Parquet; the "
            f"kernel had {large['before']:.0f} MB before it opened the store.",
        ],
    )  # fmt: skip


def lay_desk(bench: Bench) -> Path:
    """Lay out a desk of the project's explorer in its folder, and return the folder of all desks."""
    from workbench.lab.exploring import write_explorers
    from workbench.project import find_project

    desk = bench.root / "desk"
    write_explorers(find_project(bench.root), desk)
    return desk


def opened(folder: Path, bench: Bench) -> Any:
    """Return the explorer with every view made, as if somebody sat in front of it."""
    from helpers.explorer.opening import Explorer

    explorer = Explorer(folder, bench.root / "evidence" / "store", bench.root, bench.programme, "", interactive=True)
    for name in VIEWS:
        assert getattr(explorer, name).box is not None
    return explorer


def from_raw_files(bench: Bench, areas: list[str]) -> Callable[[], Cost]:
    """Return what works out the numbers of a click from the raw files, of another area each time."""
    from benchmarks.peers.pandas_explorer import recomputing

    recompute = recomputing(bench.root, bench.programme)
    picked = iter(areas[number % len(areas)] for number in range(10_000))
    return lambda: measure(lambda: recompute(next(picked)))


def at_size(folder: Path) -> dict[str, float]:
    """Return what clicks take in a process of its own at the size of 320 areas."""
    command = [sys.executable, "-m", "benchmarks.peers.many_areas", str(folder / "many-areas"), str(AREAS), str(ROWS)]
    root = Path(__file__).parents[1]
    paths = os.pathsep.join([str(root), str(root / "src")])
    done = subprocess.run(
        command, cwd=root, env=quiet_environment(PYTHONPATH=paths), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])
