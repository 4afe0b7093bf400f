"""The desk that a workspace is laid out as: which programme and area, and where what is written there goes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.errors import HelperError

NAME = "desk.json"
_WANTED = ("project", "programme", "area", "role", "authored", "store", "results")


@dataclass(frozen=True)
class Desk:
    """One area's desk.

    Parameters
    ----------
    root
        The folder of the workspace, in which ``desk.json`` lies.
    project
        The project's folder.
    programme, area, role
        What the desk is laid out for; ``area`` is empty at a desk for the whole nation.
    authored
        Folder of the area's authored files, which the build reads.
    store, results
        Folders of the evidence store and of the results of the last build.
    evidence
        The private evidence folder, outside the repository in real use.
    context
        What is known of the programme: quality indicators, strands, scale, roles, record-reading templates.
    """

    root: Path
    project: Path
    programme: str
    area: str
    role: str
    authored: Path
    store: Path
    results: Path
    evidence: Path
    context: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def command(self) -> str:
        """The command that lays this desk out."""
        return f"workbench lab {self.programme}{f' --area {self.area}' if self.area else ''}"


class NoDesk(HelperError):
    """There is no desk: the notebook runs outside the workbench's JupyterLab."""


def open_desk(programme: str = "", area: str = "", folder: Path | str = ".") -> Desk:
    """Return the desk that ``folder`` lies in, looking upwards.

    Parameters
    ----------
    programme, area
        The notebook's parameters. Where they are given, the desk has to be theirs.
    folder
        Where to begin, by default the current folder.

    Raises
    ------
    NoDesk
        When neither the folder nor one above it holds a ``desk.json``.
    HelperError
        When it cannot be read, lacks something, or belongs to another programme or area.
    """
    start = Path(folder).resolve()
    path = next((each / NAME for each in (start, *start.parents) if (each / NAME).is_file()), None)
    command = f"workbench lab{f' {programme}' if programme else ''}{f' --area {area}' if area else ''}"
    if path is None:
        raise NoDesk(
            "There is no desk here: what you write needs the workbench's JupyterLab, which knows where it goes. In a "
            f"terminal: `{command}`, then open this notebook there."
        )
    desk = _read(path, command)
    here, wanted = (desk.programme, desk.area), (programme or desk.programme, area or desk.area)
    if here != wanted:
        raise HelperError(
            f"This desk is laid out for {', '.join(filter(None, here))}, but the parameters say "
            f"{', '.join(filter(None, wanted))}. Set the parameters to those of the desk, or lay out the other one: "
            f"`{command}`."
        )
    return desk


def _read(path: Path, command: str) -> Desk:
    again = f"Lay the desk out again: `{command}`."
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise HelperError(f"{path} cannot be read ({error}). {again}") from None
    lacking = [name for name in _WANTED if name not in told] if isinstance(told, dict) else list(_WANTED)
    if lacking:
        raise HelperError(f"{path} does not say {', '.join(lacking)}. {again}")

    def folder(name: str) -> Path:
        return (path.parent / str(told[name])).resolve()

    store = folder("store")
    return Desk(
        root=path.parent,
        project=folder("project"),
        programme=str(told["programme"]),
        area=str(told["area"] or ""),
        role=str(told["role"]),
        authored=folder("authored"),
        store=store,
        results=folder("results"),
        evidence=folder("evidence") if told.get("evidence") else store.parent,
        context=told.get("context") or {},
    )
