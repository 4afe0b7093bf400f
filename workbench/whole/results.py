"""Tables that a programme's national stages recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbench.plan.folders import build_folders
from workbench.plan.units import NATIONAL

if TYPE_CHECKING:
    from workbench.project import Project


def tables_of(project: Project, programme: str) -> Iterator[dict[str, Any]]:
    """Yield each table of a programme's national results, by stage and name; nothing where it was not built."""
    folder = build_folders(project.build, programme).results / NATIONAL
    for path in sorted(folder.glob("*/results.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        yield from (table for _, table in sorted(content["tables"].items()))
