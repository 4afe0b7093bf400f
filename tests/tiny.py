"""A tiny project for tests of plan and execution: three areas, two stages, a national stage, and its own helpers."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import nbformat

from workbench.project import Project

ROOT = Path(__file__).parents[1]
PROGRAMME = "tiny"
AREAS = ("fife", "moray", "orkney-islands")

_PROGRAMME = """
id: tiny
title: A tiny programme
short_title: Tiny
kind: inspection
state: planned
source: workbench
summary: Made for tests.
basis: None
framework: children-2022
quality_indicators: ["2.1"]
scale: six-point
proportion_words: education-scotland
minimum_strands: 1
retrospective_years: 2
areas: [fife, moray, orkney-islands]
strands: [{id: survey, title: Surveys}]
disclosure: {default: default}
instruments: [notes]
stages:
  - {id: 01_look, notebook: 01_look.ipynb, title: Look, scope: area, evidence: [notes]}
  - {id: 02_weigh, notebook: 02_weigh.ipynb, title: Weigh, scope: area, needs: [01_look]}
  - {id: overview, notebook: overview.ipynb, title: Overview, scope: national, collects: [02_weigh]}
outputs: [area-report]
"""

_INSTRUMENT = """
id: notes
title: Notes
short: notes
kind: survey
strand: survey
respondents: people
verified: false
source: workbench
file: {name: "{area}_notes.csv", format: csv}
key: [respondent]
columns:
  - {id: respondent, label: Response ID, type: identifier, required: true}
"""

_HELPERS = {
    "__init__.py": '"""Helpers of the tiny project."""\n',
    "counting.py": """
        from helpers.rules import STEP


        def size(text):
            # Every character counts.
            return len(text) * STEP
        """,
    "rules.py": '"""Rules."""\n\nSTEP = 1\n',
    "unused.py": '"""Reached by no notebook."""\n\nVALUE = 1\n',
}

_RECORD = """
import json
from pathlib import Path
def save(**values):
    Path("results").mkdir()
    content = {"schema": 1, "values": values, "tables": {}, "figures": {}}
    Path("results/results.json").write_text(json.dumps(content, sort_keys=True))
"""

_LOOK = [
    ("markdown", "# Look"),
    ("parameters", 'programme: str = "tiny"\narea: str = "fife"'),
    ("code", "from helpers.counting import size" + _RECORD),
    (
        "code",
        'text = Path("inputs/evidence/notes.parquet").read_text()\nassert "broken" not in text, "the notes are broken"',
    ),
    ("code", "import os, signal, time\nif 'deadly' in text: os.kill(os.getpid(), signal.SIGKILL)"),
    ("code", "if 'slow' in text: time.sleep(60)"),
    ("code", 'save(size=size(text), area=area)\nprint(f"{area} looked at")'),
]
_WEIGH = [
    ("parameters", 'programme: str = "tiny"\narea: str = "fife"'),
    ("code", "import os" + _RECORD),
    ("code", 'look = json.loads(Path("inputs/upstream/01_look.json").read_text())["values"]'),
    ("code", 'save(even=look["size"] % 2 == 0, area=area)'),
]
_OVERVIEW = [
    ("parameters", 'programme: str = "tiny"'),
    ("code", "import os" + _RECORD),
    ("code", 'save(areas=sorted(path.parent.name for path in Path("inputs/areas").glob("*/02_weigh.json")))'),
]


def write_notebook(path: Path, cells: list[tuple[str, str]]) -> None:
    """Write a notebook of (kind, source) cells; the kind ``parameters`` is a tagged code cell."""
    made = []
    for number, (kind, source) in enumerate(cells):
        if kind == "markdown":
            cell = nbformat.v4.new_markdown_cell(source)
        else:
            cell = nbformat.v4.new_code_cell(source)
            if kind == "parameters":
                cell.metadata["tags"] = ["parameters"]
        cell["id"] = f"cell-{number}"
        made.append(cell)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=made)))


@dataclass(frozen=True)
class Tiny:
    """A tiny project in a folder of its own."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root, self.root / "evidence", self.root / "build")

    @property
    def build(self) -> Path:
        return self.root / "build" / PROGRAMME

    def evidence(self, area: str, text: str | None) -> None:
        """Put the notes of one area into the evidence store; None takes them away."""
        folder = self.root / "evidence" / "store" / PROGRAMME
        catalogue = folder / "catalogue.json"
        files = json.loads(catalogue.read_text())["files"] if catalogue.exists() else []
        files = [entry for entry in files if entry["area"] != area]
        path = folder / "notes" / f"{area}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
            sha = hashlib.sha256(text.encode()).hexdigest()
            files.append(
                {
                    "table": "notes", "area": area, "file": f"{area}/{area}_notes.csv", "sha256": sha,
                    "stored_sha256": sha, "rows": 1, "columns": 1, "synthetic": True, "as_of": "2026-03-31",
                }
            )  # fmt: skip
        files.sort(key=lambda entry: entry["area"])
        catalogue.write_text(json.dumps({"schema": 1, "files": files}))

    def helper(self, name: str, text: str) -> None:
        """Write a module of the project's own helpers."""
        (self.root / "src" / "helpers" / name).write_text(text)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "workbench", *arguments]

    def environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``workbench`` as a user would."""
        return subprocess.run(
            self.command(*arguments), cwd=self.root, env=self.environment(), capture_output=True, text=True, check=False
        )


def make_tiny(folder: Path) -> Tiny:
    """Make a tiny project with evidence in ``folder``."""
    parameters = folder / "parameters"
    parameters.mkdir(parents=True)
    for name in ("areas", "activities", "scales", "answer_scales", "proportion_words", "disclosure", "sources"):
        shutil.copy(ROOT / "parameters" / f"{name}.yaml", parameters)
    shutil.copytree(ROOT / "parameters" / "frameworks", parameters / "frameworks")
    (parameters / "programmes").mkdir()
    (parameters / "programmes" / "tiny.yaml").write_text(_PROGRAMME)
    (parameters / "instruments").mkdir()
    (parameters / "instruments" / "notes.yaml").write_text(_INSTRUMENT)
    (parameters / "geography").mkdir()
    helpers = folder / "src" / "helpers"
    helpers.mkdir(parents=True)
    for name, text in _HELPERS.items():
        (helpers / name).write_text(textwrap.dedent(text))
    for name, cells in (("01_look", _LOOK), ("02_weigh", _WEIGH), ("overview", _OVERVIEW)):
        write_notebook(folder / "notebooks" / f"{name}.ipynb", cells)
    tiny = Tiny(folder)
    for area in AREAS:
        tiny.evidence(area, f"notes of {area}")
    return tiny
