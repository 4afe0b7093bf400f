"""Make the reference notebooks anew: ``python -m tests.notebooks.make_reference``.

Each is a stage notebook run on a small fixed run folder that is kept beside it, so that a change of a number, a word
or a picture shows up in a review.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tests.helpers.folders import AREAS, ROOT, STAGES, make_stage

REFERENCE = Path(__file__).parent / "reference"
AREA = "midlothian"
NATIONAL = "national_overview"


def make_inputs(folder: Path) -> None:
    """Write the run folders of every stage into ``folder``, and the results that later stages read."""
    shutil.rmtree(folder, ignore_errors=True)
    results: dict[str, dict[str, Path]] = {}
    for area in AREAS:
        upstream: dict[str, Path] = {}
        for stage in STAGES:
            run = make_stage(folder / area / stage, stage, area, upstream=upstream)
            execute(stage, run, area)
            upstream[stage] = run / "results" / "results.json"
        results[area] = upstream
    execute(NATIONAL, make_stage(folder / "scotland" / NATIONAL, NATIONAL, None, collected=results), None)


def execute(stage: str, run: Path, area: str | None) -> None:
    """Run a stage notebook in its run folder and keep it there, with outputs.

    Only what is kept needs its pictures; the other areas are there for the national overview.
    """
    os.environ["WORKBENCH_DRAW"] = "later" if area not in (AREA, None) else "now"
    notebook = nbformat.read(ROOT / "notebooks" / f"{stage}.ipynb", as_version=4)
    for cell in notebook.cells:
        if area and "parameters" in cell.metadata.get("tags", ()):
            cell.source = cell.source.replace("orkney-islands", area)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(run)}}, record_timing=False
    ).execute()
    notebook.metadata.pop("language_info", None)
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    (run / f"{stage}.ipynb").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make everything in a scratch folder, then keep one area's runs and the national one."""
    scratch = Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE.parent / ".scratch"
    make_inputs(scratch)
    shutil.rmtree(REFERENCE, ignore_errors=True)
    for run in [*(scratch / AREA / stage for stage in STAGES), scratch / "scotland" / NATIONAL]:
        shutil.copytree(run, REFERENCE / run.name, ignore=shutil.ignore_patterns("results"))
    shutil.rmtree(scratch)
    print(f"Made {len(STAGES) + 1} reference notebooks in {REFERENCE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
