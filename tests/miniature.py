"""A real project with three areas, small enough to build from raw files to PDF in a test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAMME = "compulsory-supervision-orders"
# A city, a small mainland council and an island authority: large, small and tiny bases.
AREAS = ("clackmannanshire", "glasgow-city", "orkney-islands")


@dataclass(frozen=True)
class Miniature:
    """A three-area project in a folder of its own.

    Parameters
    ----------
    root
        The project's folder; evidence and build lie inside it.
    """

    root: Path

    @property
    def build(self) -> Path:
        """Folder of what the build made for the programme."""
        return self.root / "build" / PROGRAMME

    def run(self, *arguments: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``workbench`` with these arguments in the project, as a user would."""
        result = subprocess.run(
            [sys.executable, "-m", "workbench", *arguments],
            cwd=self.root,
            env=clean_environment() | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if check:
            assert result.returncode == 0, f"{arguments}\n{result.stdout}\n{result.stderr}"
        return result


def clean_environment() -> dict[str, str]:
    """Return the environment without this project's own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}


def make_miniature(folder: Path, areas: tuple[str, ...] = AREAS) -> Miniature:
    """Copy the project's sources into ``folder`` with the programme cut down to ``areas``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("notebooks", "parameters"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(
        ROOT / "reports",
        folder / "reports",
        ignore=lambda where, names: [name for name in names if Path(where).name == "areas" and name not in areas],
    )
    programme = folder / "parameters" / "programmes" / f"{PROGRAMME}.yaml"
    text, changed = re.subn(r"^areas: all$", f"areas: [{', '.join(areas)}]", programme.read_text(), flags=re.MULTILINE)
    assert changed == 1
    programme.write_text(text)
    return Miniature(folder)
