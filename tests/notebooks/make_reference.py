"""Make the reference notebooks anew: ``python -m tests.notebooks.make_reference``.

Each is a stage notebook run on a small fixed run folder that is kept beside it, so that a change of a number, a word
or a picture shows up in a review.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tests.helpers.folders import AREAS, ROOT, STAGES, make_stage
from tests.notebooks.further import FURTHER, make_further

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


def execute(stage: str, run: Path, area: str | None, *, keep: bool = False) -> None:
    """Run a stage notebook in its run folder and keep it there, with outputs.

    Only what is kept needs its pictures; the other areas are there for the national overview.
    """
    os.environ["WORKBENCH_DRAW"] = "later" if area not in (AREA, None) and not keep else "now"
    notebook = nbformat.read(ROOT / "notebooks" / f"{stage}.ipynb", as_version=4)
    told = json.loads((run / "run.json").read_text(encoding="utf-8"))
    values = {"programme": told["programme"]["id"], "area": area or ""}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = _with_parameters(cell.source, values)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(run)}}, record_timing=False
    ).execute()
    notebook.metadata.pop("language_info", None)
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    (run / f"{stage}.ipynb").write_text(text + "\n", encoding="utf-8")


def _with_parameters(source: str, values: dict[str, str]) -> str:
    """Return the parameters cell with other values.

    Examples
    --------
    >>> _with_parameters('programme: str = "a"\\narea: str = "b"', {"programme": "c", "area": ""})
    'programme: str = "c"\\narea: str = ""'
    """
    for name, value in values.items():
        source = re.sub(rf'^({name}: str = )"[^"]*"', rf'\g<1>"{value}"', source, flags=re.MULTILINE)
    return source


def main() -> None:
    """Make everything in a scratch folder, then keep one area's runs and the national ones."""
    scratch = Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE.parent / ".scratch"
    make_inputs(scratch)
    further = make_further(scratch / "further")
    for name, run in further.items():
        execute(name, run, FURTHER[name][2], keep=True)
    shutil.rmtree(REFERENCE, ignore_errors=True)
    kept = [*(scratch / AREA / stage for stage in STAGES), scratch / "scotland" / NATIONAL, *further.values()]
    for run in kept:
        shutil.copytree(run, REFERENCE / run.name, ignore=shutil.ignore_patterns("results"))
    shutil.rmtree(scratch)
    print(f"Made {len(kept)} reference notebooks in {REFERENCE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
