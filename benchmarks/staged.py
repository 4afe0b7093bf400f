"""Run folders laid out for the usual ways: the same notebooks with exactly the inputs that our runs get."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.projects import Bench, fresh_folder


def stage(bench: Bench, build: Path, target: Path, units: Sequence[str] | None = None) -> Path:
    """Lay out a run folder for each unit; return the list of runs as a JSON file.

    Parameters
    ----------
    bench
        The project.
    build
        Where it was built before: results that later stages read are taken from there.
    target
        Folder for the run folders.
    units
        Names of units; every area's, where it is not given.
    """
    from workbench.definitions import load_definitions
    from workbench.execution.context import RunContexts
    from workbench.execution.running import task_maker
    from workbench.plan.folders import build_folders
    from workbench.plan.lockfile import Lockfile
    from workbench.plan.planner import Planner
    from workbench.plan.units import programme_units
    from workbench.project import Project
    from workbench.store import EvidenceStore

    project = Project(bench.root, bench.root / "evidence", build)
    definitions = load_definitions(project)
    programme = definitions.programme(bench.programme)
    known = programme_units(programme, [area.slug for area in definitions.programme_areas(programme)])
    folders = build_folders(build, programme.id)
    contexts = RunContexts(project, definitions, programme, EvidenceStore(project).catalogue(programme.id))
    planner = Planner(project, programme, known, folders, Lockfile(folders), contexts)
    make = task_maker(planner, "nbclient", {}, shared_disk=False)
    notebooks = {each.id: project.notebooks / each.notebook for each in programme.stages}
    fresh_folder(target)
    runs = []
    for name in units if units is not None else [name for name, unit in known.items() if unit.area]:
        task = make(known[name])
        folder = target / name
        for relative, content in task.files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        runs.append(
            {
                "notebook": str(notebooks[known[name].stage]), "output": str(folder / "executed.ipynb"),
                "folder": str(folder), "parameters": dict(task.parameters),
            }
        )  # fmt: skip
    listed = target / "runs.json"
    listed.write_text(json.dumps(runs, indent=1))
    return listed


def spread(areas: Sequence[str], count: int, rounds: int) -> list[list[str]]:
    """Return the areas of each round: ``count`` of them, others each round where there are enough, evenly spread.

    Examples
    --------
    >>> spread(["a", "b", "c", "d", "e", "f", "g", "h"], 2, 2)
    [['a', 'e'], ['c', 'g']]
    """
    count = min(count, len(areas))
    picked = [areas[index * len(areas) // (count * rounds)] for index in range(count * rounds)]
    return [picked[number::rounds] for number in range(rounds)]


def runs_of(names: Sequence[str], areas: Sequence[str]) -> list[str]:
    """Return the runs of these areas, area by area.

    Examples
    --------
    >>> runs_of(["a/1", "a/2", "b/1", "b/2"], ["b", "a"])
    ['b/1', 'b/2', 'a/1', 'a/2']
    """
    return [name for area in areas for name in names if name.partition("/")[0] == area]


def run_names(bench: Bench, build: Path) -> list[str]:
    """Return the names of every area's runs, as the build made them."""
    notebooks = build / bench.programme / "notebooks"
    names = [path.relative_to(notebooks).with_suffix("").as_posix() for path in notebooks.rglob("*.ipynb")]
    return sorted(name for name in names if not name.startswith("national/"))


def cleared(listed: Path) -> None:
    """Take away what an earlier round made in the run folders."""
    for run in json.loads(listed.read_text()):
        shutil.rmtree(Path(run["folder"]) / "results", ignore_errors=True)
        Path(run["output"]).unlink(missing_ok=True)
