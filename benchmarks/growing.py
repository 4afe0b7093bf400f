"""How a build grows with the number of areas: time a run, the driver's memory, nothing to do."""

from __future__ import annotations

import re
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.findings import Check, Findings
from benchmarks.pairs import measure, shown
from benchmarks.projects import Bench, fresh_folder, quiet_environment, simulated

SIZES = (32, 320, 1600)
PART = 32
_DONE = re.compile(r"^\[ *\d+/\d+\] \S+ done")


@dataclass(frozen=True)
class Growth:
    """What building a simulated programme took.

    Parameters
    ----------
    whole
        Seconds a run in the build of all its areas, from nothing.
    megabytes
        The most memory that the driver had in it (its workers and kernels are processes of their own).
    idle
        Seconds that a build with nothing to do took, in each round.
    part
        Seconds a run when 32 of its areas were built anew, in each round.
    """

    whole: float
    megabytes: float
    idle: tuple[float, ...]
    part: tuple[float, ...]


def watched_build(bench: Bench, build: Path, *options: str) -> tuple[float, float]:
    """Build and return the seconds a run and the driver's peak of memory in megabytes.

    What starting takes is left out: the time is that between the first and the last finished run.

    Raises
    ------
    RuntimeError
        When the build does not end well.
    """
    environment = quiet_environment(WORKBENCH_BUILD=str(build), PYTHONUNBUFFERED="1")
    command = bench.command("build", bench.programme, *bench.stages(national=True), *options)
    process = subprocess.Popen(command, cwd=bench.root, env=environment, stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    assert process.stdout is not None
    moments = [time.perf_counter() for line in process.stdout if _DONE.match(line)]
    watcher.join()
    if process.wait():
        raise RuntimeError(f"the build ended with {process.returncode}")
    process.stdout.close()
    return seconds_a_run(moments), peak[0]


def seconds_a_run(moments: list[float]) -> float:
    """Return the time by run between the first and the last moment at which one was finished.

    Examples
    --------
    >>> seconds_a_run([3.0, 3.5, 4.0, 5.0])
    0.6666666666666666
    """
    return (moments[-1] - moments[0]) / (len(moments) - 1)


def _watch(process: subprocess.Popen[Any], peak: list[float]) -> None:
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        except OSError:
            return
        if found:
            peak[0] = max(peak[0], int(found[1]) / 1024)
        time.sleep(0.05)


def grow(where: Any) -> Findings:
    """Build each size from nothing once, then a part of each anew and nothing at all, in turns."""
    benches = {size: simulated(where.folder, size) for size in SIZES}
    builds = {size: fresh_folder(where.folder / f"build-{size}") for size in SIZES}
    whole = {}
    for size in SIZES:
        where.say(f"{size:,} simulated areas, from nothing.")
        whole[size] = watched_build(benches[size], builds[size])
        nothing_to_do(benches[size], builds[size])  # after a build, what is new is looked at once more
    part: dict[int, list[float]] = {size: [] for size in SIZES}
    idle: dict[int, list[float]] = {size: [] for size in SIZES}
    for number in range(where.rounds):
        where.say(f"Round {number + 1} of {where.rounds}: {PART} areas of each size anew, and nothing to do.")
        first = number % len(SIZES)
        for size in (*SIZES[first:], *SIZES[:first]):
            idle[size].append(measure(lambda size=size: nothing_to_do(benches[size], builds[size])).seconds)
            areas = benches[size].areas()
            chosen = areas[:: max(1, len(areas) // PART)][:PART]
            options = [word for area in chosen for word in ("--area", area)]
            part[size].append(watched_build(benches[size], builds[size], "--fresh", *options)[0])
            nothing_to_do(benches[size], builds[size])
    return said({size: Growth(*whole[size], tuple(idle[size]), tuple(part[size])) for size in SIZES})


def nothing_to_do(bench: Bench, build: Path) -> None:
    """Build with nothing to do."""
    bench.run("build", bench.programme, *bench.stages(national=True), build=build)


def longer(found: Mapping[int, Growth]) -> float:
    """Return how much longer a run takes than at the smallest size, at the size where it is most, as a share.

    Examples
    --------
    >>> longer({1: Growth(1, 1, (1,), (1.0, 2.0, 1.0)), 10: Growth(1, 1, (1,), (1.5, 2.5, 1.25))})
    0.25
    """
    smallest = found[min(found)].part
    ratios = ([other / one for one, other in zip(smallest, each.part, strict=True)] for each in found.values())
    return max(map(statistics.median, ratios)) - 1


def said(found: Mapping[int, Growth]) -> Findings:
    """Return the findings of what was measured at each size."""
    largest = found[max(found)]
    more, idle = longer(found), statistics.median(largest.idle)
    lines = [
        f"{size:,} areas: {shown(statistics.median(each.part))} a run ({shown(each.whole)} in the build from nothing), "
        f"driver {each.megabytes:.0f} MB, nothing to do {shown(statistics.median(each.idle))}."
        for size, each in found.items()
    ]
    return Findings(
        "growth",
        "Two tiny stages and an overview for 32, 320 and 1,600 simulated areas.",
        [
            Check("time a run, at most, over that at 32 areas", f"{more * 100:+.0f} %", "within 15 %", more <= 0.15),
            Check("driver's memory at 1,600 areas", f"{largest.megabytes:.0f} MB", "under 400 MB",
                  largest.megabytes < 400),
            Check("nothing to do at 1,600 areas", shown(idle), "under 3 s", idle < 3),
        ],
        [
            *lines,
            "Time a run is that between the first and the last finished run, divided by the runs between them: medians "
            f"of {len(largest.part)} rounds in each of which {PART} areas of every size were built anew. The ratio is "
            "the median of those within rounds. Each size was built from nothing once.",
        ],
    )  # fmt: skip
