"""Run folders of notebooks that other programmes run, made of their own sample by the real planner."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from tests.helpers.folders import ROOT
from workbench.definitions import load_definitions
from workbench.execution.context import RunContexts
from workbench.execution.running import task_maker
from workbench.plan.folders import BuildFolders
from workbench.plan.lockfile import Lockfile
from workbench.plan.planner import Planner
from workbench.plan.units import Unit, programme_units
from workbench.project import find_project
from workbench.store import EvidenceStore

#: Notebook: a programme that runs it, the stage, and the unit where it is a stage for units.
FURTHER = {
    "case_feedback": ("serious-incident-reviews", "feedback", "glasgow-city"),
    "case_register": ("serious-incident-reviews", "register", None),
    "counts": ("social-work-governance", "heard", None),
    "directory": ("link-teams", "directory", None),
    "moments": ("make-every-moment-count", "moments", None),
    "participation": ("getting-involved", "participation", "fife"),
    "pathway_review": ("diversion-from-prosecution", "case_review", None),
    "promise": ("the-promise", "promise", None),
}
#: What has to be built before: the stages of other programmes that two of them read.
BEFORE = (
    ("adults-integration", "05_engagement", "shetland-islands"),
    ("compulsory-supervision-orders", "05_engagement", "orkney-islands"),
)
SIZE = "0.2"


def make_further(folder: Path) -> dict[str, Path]:
    """Write the run folders below ``folder``; return them by notebook."""
    places = {"WORKBENCH_EVIDENCE": str(folder / "evidence"), "WORKBENCH_BUILD": str(folder / "build")}
    with patch.dict(os.environ, places):
        units = {name: unit for _, (name, _, unit) in sorted(FURTHER.items())}
        for programme, unit in sorted({**units, **{name: unit for name, _, unit in BEFORE}}.items()):
            _take_in(programme, unit)
        for programme, stage, unit in BEFORE:
            _workbench("build", programme, "--area", unit, "--stage", stage)
        return {name: _run_folder(folder / name, *which) for name, which in sorted(FURTHER.items())}


def _take_in(programme: str, unit: str | None) -> None:
    definitions = load_definitions(find_project(ROOT), only=[programme])
    one = definitions.programme(programme)
    if one.sample is None:
        return
    own = one.instruments_of(national=False)
    size = () if one.has_national_evidence else ("--size", SIZE)
    _workbench("sample", programme, *(("--area", unit) if unit and own else ()), *size)
    _workbench("intake", programme)


def _run_folder(target: Path, programme: str, stage: str, unit: str | None) -> Path:
    project = find_project(ROOT)
    definitions = load_definitions(project, only=[programme])
    one = definitions.programme(programme)
    folders = BuildFolders(project.build / programme, project.build / "cache")
    units = programme_units(one, [area.slug for area in definitions.programme_areas(one)])
    contexts = RunContexts(project, definitions, one, EvidenceStore(project).catalogue(programme) or {"files": []})
    planner = Planner(project, one, units, folders, Lockfile(folders), contexts)
    task = task_maker(planner, "nbclient", {}, shared_disk=False)(Unit(programme, stage, unit))
    for name, content in task.files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return target


def _workbench(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "workbench", *arguments], cwd=ROOT, check=True, capture_output=True)
