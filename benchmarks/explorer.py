"""A click in the explorer: in a real browser, in the kernel, and at the size of 320 areas."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.clicks import VIEWS as IN_BROWSER
from benchmarks.clicks import Click, areas_picked, explored, other_clicks
from benchmarks.findings import Check, Findings
from benchmarks.pairs import Cost, interleave, measure, shown
from benchmarks.projects import Bench, quiet_environment, whole_programme

#: Clicks a round in the kernel, and in each view in the browser.
CLICKS, IN_VIEW = 8, 3
AREAS, ROWS = 320, 1_000_000
LIMIT = 0.3
TARGET = f"under {LIMIT * 1000:.0f} ms"
VIEWS = ("matrix", "surveys", "records", "statistics", "earlier")
PRESSED = (4, 7, 2)


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
    asked = asked_first(explorer)
    where.say("Clicking in a real browser.")
    seen = clicked(bench, list(explorer.programme.areas.values()), where.rounds)
    where.say(f"Making a store of {AREAS} areas and {ROWS:,} rows of surveys.")
    large = at_size(where.folder)
    click, most = pairs.our_seconds, large["megabytes"]
    return Findings(
        "explorer",
        "Another area picked in the explorer: what a person sees in the browser, and the kernel against pandas from "
        "the raw files.",
        [
            in_browser(seen),
            Check("all five views in the kernel", shown(click), TARGET, click < LIMIT),
            Check("as fast as pandas", f"{pairs.ratio:.0f} times", "at least 10 times", pairs.ratio >= 10),
            Check(f"the same, {AREAS} areas, {ROWS:,} rows", shown(large["click"]), "under 2 s", large["click"] < 2),
            Check("memory of the kernel there", f"{most:.0f} MB", "under 1,000 MB", most < 1000),
        ],
        [
            f"{pairs.medians('all five views in the kernel', 'by pandas')}.",
            *in_words(seen),
            "In the kernel a click renews the matrix, what stands behind a cell and similar areas, a question and an "
            f"item of the record reading across {len(areas)} areas, a published figure and other inspections, with "
            f"their charts: the median of {CLICKS} clicks a round. What was counted is kept as long as the files "
            f"are as they were; a question that was never asked before takes {shown(asked)}.",
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


def asked_first(explorer: Any) -> float:
    """Return the median seconds until the answers to a survey question are shown that nobody asked for before."""
    item = explorer.surveys.item
    others = [value for _, value in item.options if value != item.value]
    return statistics.median(measure(lambda value=value: setattr(item, "value", value)).seconds for value in others[:9])


def clicked(bench: Bench, names: list[str], rounds: int) -> dict[str, list[Click]]:
    """Return the clicks of a person in a real browser, by what is clicked; none without a browser."""
    found: dict[str, list[Click]] = {}
    picked = cycle(names)
    with explored(bench) as page:
        for _ in range(rounds if page else 0):
            for click in areas_picked(page, picked, IN_VIEW):
                found.setdefault(click.view, []).append(click)
            for what, clicks in other_clicks(page, PRESSED).items():
                found.setdefault(what, []).extend(clicks)
    return found


def in_browser(seen: dict[str, list[Click]]) -> Check:
    """Return whether the slowest of the views changes in time."""
    what = "from a click to the changed view, in the browser, the slowest of five views"
    if not seen:
        return Check(what, "–", TARGET, None)
    slowest = max(_median(seen[view]) for view in IN_BROWSER)
    return Check(what, shown(slowest), TARGET, slowest < LIMIT)


def in_words(seen: dict[str, list[Click]]) -> list[str]:
    """Return what was clicked and how long it took."""
    if not seen:
        return ["No browser was found."]
    views = "; ".join(f"{view.rstrip('?')} {shown(_median(seen[view]))}" for view in IN_BROWSER)
    others = "; ".join(f"{what} {shown(_median(clicks))}" for what, clicks in seen.items() if what not in IN_BROWSER)
    clicks = [click for view in IN_BROWSER for click in seen[view]]
    late = sum(click.seconds >= LIMIT for click in clicks)
    everywhere = statistics.median(click.everywhere for click in clicks)
    return [
        f"In the browser (a real Chromium, JupyterLab of `workbench lab`), another area picked in the list above each "
        f"view until that view has changed for the last time and been drawn, medians: {views}. Of {len(clicks)} clicks "
        f"{late} took longer than the target. The others follow, each when the one before has been "
        f"drawn: all five were renewed after {shown(everywhere)}.",
        f"Other clicks in the browser: {others}.",
    ]


def _median(clicks: list[Click]) -> float:
    return statistics.median(click.seconds for click in clicks)


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
