"""How a build grows with the number of areas: time a run, the driver's memory, nothing to do."""

from __future__ import annotations

import re
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.findings import Check, Findings
from benchmarks.pairs import measure, shown
from benchmarks.projects import Bench, fresh_folder, quiet_environment, simulated

SIZES = (32, 320, 1600)
_DONE = re.compile(r"^\[ *\d+/\d+\] \S+ done")


@dataclass(frozen=True)
class Growth:
    """What one build of a simulated programme took.

    Parameters
    ----------
    seconds_a_run
        Between the first and the last finished run, by run: what starting takes is left out.
    megabytes
        The most memory that the driver had (its workers and kernels are processes of their own).
    idle_seconds
        A second build, with nothing to do.
    """

    seconds_a_run: float
    megabytes: float
    idle_seconds: float


def watched_build(bench: Bench, build: Path) -> tuple[float, float]:
    """Build and return the seconds a run and the driver's peak of memory in megabytes.

    Raises
    ------
    RuntimeError
        When the build does not end well.
    """
    environment = quiet_environment(WORKBENCH_BUILD=str(build), PYTHONUNBUFFERED="1")
    command = bench.command("build", bench.programme, *bench.stages(national=True))
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


def measured(bench: Bench, build: Path) -> Growth:
    """Build a simulated programme anew, and once more with nothing to do."""
    a_run, megabytes = watched_build(bench, fresh_folder(build))
    bench.run("build", bench.programme, *bench.stages(national=True), build=build)
    stages = bench.stages(national=True)
    idle = measure(lambda: bench.run("build", bench.programme, *stages, build=build)).seconds
    return Growth(a_run, megabytes, idle)


def grow(where: Any) -> Findings:
    """Measure each size in turns; the largest once, between two rounds of the others."""
    found: dict[int, list[Growth]] = {size: [] for size in SIZES}
    for number in range(where.rounds):
        for size in SIZES:
            # Thousands of runs need no repetition to be an average, and take long.
            if size == SIZES[-1] and number != where.rounds // 2:
                continue
            where.say(f"{size} simulated areas")
            found[size].append(measured(simulated(where.folder, size), where.folder / f"build-{size}"))
    a_run = {size: statistics.median(each.seconds_a_run for each in found[size]) for size in SIZES}
    spread = max(a_run.values()) / min(a_run.values()) - 1
    memory = max(each.megabytes for each in found[SIZES[-1]])
    idle = statistics.median(each.idle_seconds for each in found[SIZES[-1]])
    lines = [
        f"{size:,} areas ({len(found[size])} build{'s' if len(found[size]) > 1 else ''}): {shown(a_run[size])} a run, "
        f"driver {max(each.megabytes for each in found[size]):.0f} MB, nothing to do "
        f"{shown(statistics.median(each.idle_seconds for each in found[size]))}."
        for size in SIZES
    ]
    return Findings(
        "growth",
        "Two tiny stages and an overview for 32, 320 and 1,600 simulated areas.",
        [
            Check("time a run, largest over smallest", f"{spread * 100:.0f} % more", "within 15 %", spread <= 0.15),
            Check("driver's memory at 1,600 areas", f"{memory:.0f} MB", "under 400 MB", memory < 400),
            Check("nothing to do at 1,600 areas", shown(idle), "under 3 s", idle < 3),
        ],
        [*lines, "Time a run is that between the first and the last finished run, divided by the runs between them."],
    )
