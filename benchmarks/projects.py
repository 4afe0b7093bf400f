"""Projects to measure: the whole programme with its sample evidence, and simulated ones of any size."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAMME = "compulsory-supervision-orders"


def quiet_environment(**more: str) -> dict[str, str]:
    """Return the environment of a user: no settings of this project, compiled bytecode kept.

    Both sides of a comparison get it. A run without compiled bytecode takes twice as long, whoever does it.
    """
    dropped = ("WORKBENCH_", "WARM_KERNELS_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONHASHSEED")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)} | more


@dataclass(frozen=True)
class Bench:
    """A project in a folder of its own, built as a user would build it.

    Parameters
    ----------
    root
        The project's folder.
    programme
        The programme that is built.
    """

    root: Path
    programme: str = PROGRAMME

    def command(self, *arguments: str) -> list[str]:
        """Return the command line that runs ``workbench`` with these arguments."""
        return [str(Path(sys.executable).with_name("workbench")), *arguments]

    def run(self, *arguments: str, build: Path | None = None) -> str:
        """Run ``workbench``; return what it said.

        Raises
        ------
        RuntimeError
            When it does not end well: what failed is not worth timing.
        """
        more = {"WORKBENCH_BUILD": str(build)} if build else {}
        return run(self.command(*arguments), self.root, **more)

    def stages(self, *, national: bool = False) -> list[str]:
        """Return the options that name every stage, so that no report is made."""
        stages = self._programme_stages()
        return [word for stage, scope in stages if national or scope == "area" for word in ("--stage", stage)]

    def areas(self) -> list[str]:
        """Return the programme's areas, in order."""
        from workbench.definitions import load_definitions
        from workbench.project import find_project

        definitions = load_definitions(find_project(self.root))
        return [area.slug for area in definitions.programme_areas(definitions.programme(self.programme))]

    def _programme_stages(self) -> list[tuple[str, str]]:
        from workbench.definitions import load_definitions
        from workbench.project import find_project

        definitions = load_definitions(find_project(self.root))
        return [(stage.id, stage.scope) for stage in definitions.programme(self.programme).stages]


def run(command: Sequence[str], folder: Path, **environment: str) -> str:
    """Run a command; return what it said.

    Raises
    ------
    RuntimeError
        When it does not end well.
    """
    done = subprocess.run(
        command, cwd=folder, env=quiet_environment(**environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        shown = " ".join(map(str, command[:6]))
        raise RuntimeError(f"{shown} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def fresh_folder(path: Path) -> Path:
    """Return the folder, empty."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def whole_programme(folder: Path, say: Callable[[str], None]) -> Bench:
    """Return the project with all its areas and sample evidence, made in ``folder`` unless it is there already."""
    bench = Bench(folder / "programme")
    if (bench.root / "ready").exists():
        return bench
    say("Making the sample evidence of the whole programme and taking it in.")
    fresh_folder(bench.root)
    for name in ("notebooks", "parameters", "reports"):
        shutil.copytree(ROOT / name, bench.root / name)
    bench.run("sample", PROGRAMME)
    bench.run("intake", PROGRAMME)
    (bench.root / "ready").touch()
    return bench


def simulated(folder: Path, areas: int) -> Bench:
    """Return a project of two tiny stages and an overview for as many simulated areas as asked for.

    Its helpers, notebooks and evidence are those of the tests' tiny project; what grows is the number of areas.
    """
    from tests.tiny import PROGRAMME as TINY
    from tests.tiny import make_tiny

    tiny = make_tiny(fresh_folder(folder / f"areas-{areas}"))
    slugs = [f"area-{number:04}" for number in range(1, areas + 1)]
    entries = [
        f"  - {{code: S12{number:06}, slug: {slug}, name: Area {number:04}, short_name: Area {number:04}, "
        f"hscp: {{code: S37{number:06}, name: Partnership {number:04}}}, "
        f"health_board: {{code: S08{number:06}, name: Board {number:04}}}, family_group_children: Group 2}}"
        for number, slug in enumerate(slugs, start=100001)
    ]
    parameters = tiny.root / "parameters"
    (parameters / "areas.yaml").write_text("\n".join(["areas:", *entries]) + "\n", encoding="utf-8")
    programme = parameters / "programmes" / f"{TINY}.yaml"
    text = re.sub(r"^areas: \[.*\]$", "areas: all", programme.read_text(), flags=re.MULTILINE)
    programme.write_text(text)
    _simulated_evidence(tiny.root / "evidence" / "store" / TINY, slugs)
    return Bench(tiny.root, TINY)


def _simulated_evidence(store: Path, slugs: Sequence[str]) -> None:
    from hashlib import sha256

    shutil.rmtree(store)
    (store / "notes").mkdir(parents=True)
    files = []
    for slug in slugs:
        text = f"notes of {slug}"
        (store / "notes" / f"{slug}.parquet").write_text(text)
        digest = sha256(text.encode()).hexdigest()
        files.append(
            {
                "table": "notes", "area": slug, "file": f"{slug}/{slug}_notes.csv", "sha256": digest,
                "stored_sha256": digest, "rows": 1, "columns": 1, "synthetic": True, "as_of": "2026-03-31",
            }
        )  # fmt: skip
    (store / "catalogue.json").write_text(json.dumps({"schema": 1, "files": files}))
