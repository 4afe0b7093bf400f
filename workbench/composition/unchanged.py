"""Areas whose pages stand as they were composed, from what is still the same, and so need not be composed again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import helpers
import workbench
from workbench.composition.ground import Ground
from workbench.files import canonical_json, write_text
from workbench.plan.fingerprint import installed, tree_state
from workbench.project import Project
from workbench.store import EvidenceStore


@dataclass(frozen=True)
class Told:
    """What was told of an area when it was composed, to be told again.

    Parameters
    ----------
    warnings
        What its authors should know.
    ages
        Reading age by kind of output, where the kind asks for it.
    """

    warnings: tuple[str, ...] = ()
    ages: Mapping[str, float] = field(default_factory=dict)


class Files:
    """The files that areas' pages are made of, as they were before any of them was read.

    A file is known by its size, time and inode, as in the quick look before a build: what was written since it was last
    composed is composed again, also where it holds the same.

    Parameters
    ----------
    project, programme
        The project's folders, and the programme's id.
    results
        Folder of the results.
    areas
        Slugs of the areas.
    """

    def __init__(self, project: Project, programme: str, results: Path, areas: Iterable[str]) -> None:
        narrative = project.reports / programme / "areas"
        self.own = {area: _state(results / area, narrative / area) for area in areas}
        apart = f"{narrative}/"
        lines = [line for line in tree_state(str(project.reports)) if not line.startswith(apart)]
        for folder in (project.parameters, project.notebooks, project.root / "src"):
            lines += tree_state(str(folder))
        self.shared = _digest([*sorted(lines), _program()])


class Unchanged:
    """Which areas stand as they were composed.

    Parameters
    ----------
    memory
        The file that keeps what areas were composed of; it may be deleted at any time. None to compose all anew.
    files
        What the pages are made of.
    ground
        What all pages share.
    website
        Folder of the composed website.
    entries
        The digits that name each place's entry of the manifest.
    how
        What else the pages depend on: whether Word's pictures are wanted, release.
    """

    def __init__(
        self, memory: Path | None, files: Files, ground: Ground, website: Path, entries: Mapping[str, str], *how: Any
    ) -> None:
        self._memory, self._files, self._website, self._entries = memory, files, website, entries
        # The definitions were read long before: what they hold counts as well as the files.
        held = [repr(ground.definitions), repr(ground.programme), ground.metadata, ground.synthetic]
        self._shared = _digest([files.shared, str(website), *held, *how])
        self._evidence: dict[str, list[Any]] = {}
        for file in (EvidenceStore(ground.project).catalogue(ground.programme.id) or {}).get("files", ()):
            self._evidence.setdefault(file["area"], []).append(file)
        self._kept = _read(memory) if memory else {}

    def told(self, area: str) -> Told | None:
        """Return what was told of an area that stands as it was composed; None where it is to be composed."""
        kept = self._kept.get(area, {})
        if not kept or kept.get("of") != self._of(area) or kept.get("made") != self._made(area):
            return None
        return Told(tuple(kept["warnings"]), kept["ages"])

    def remember(self, told: Mapping[str, Told]) -> None:
        """Keep what areas were composed of, now that everything of them is written."""
        if self._memory is None or not told:
            return
        for area, said in told.items():
            of, made = self._of(area), self._made(area)
            self._kept[area] = {"of": of, "made": made, "warnings": said.warnings, "ages": said.ages}
        write_text(self._memory, canonical_json(self._kept, indent=1) + "\n")

    def _of(self, area: str) -> str:
        entry = self._entries.get(f"areas/{area}", "")
        return _digest([self._shared, self._files.own[area], self._evidence.get(area, []), entry])

    def _made(self, area: str) -> str:
        return _state(self._website / "areas" / area)


@cache
def _program() -> str:
    """Return the state of everything that composes: Python, what is installed, the workbench and the helpers."""
    folders = [str(Path(package.__file__ or "").parent) for package in (workbench, helpers)]
    return _digest([sys.version, sorted(installed()), *(sorted(tree_state(folder)) for folder in folders)])


def _state(*folders: Path) -> str:
    return _digest([sorted(tree_state(str(folder))) for folder in folders])


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _read(memory: Path) -> dict[str, Any]:
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
