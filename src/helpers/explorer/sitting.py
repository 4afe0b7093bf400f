"""Whether somebody sits in front of a notebook, and where the evidence of a project lies for one that runs alone."""

from __future__ import annotations

import os
from pathlib import Path

from helpers.explorer.programme import NAME

_SESSION, _PARENT = "JPY_SESSION_NAME", "JPY_PARENT_PID"


def somebody_sits_here() -> bool:
    """Return whether the kernel was started by a Jupyter server for a notebook that somebody has opened.

    A notebook that a command runs (papermill, nbclient) has nobody in front of it, and its outputs are kept: they hold
    plain tables of what a report may show. That is so as well for a command which was itself started at a desk and has
    the name of that notebook from there.
    """
    return bool(os.environ.get(_SESSION)) and not _started_by_a_notebook()


def _started_by_a_notebook() -> bool:
    """Return whether the process that started this kernel has the name of a notebook already."""
    import psutil  # comes with ipykernel

    try:
        return bool(psutil.Process(int(os.environ.get(_PARENT, ""))).environ().get(_SESSION))
    except (ValueError, psutil.Error, OSError):
        return False


def evidence_near(programme: str, folder: Path) -> tuple[Path, Path, Path] | None:
    """Return the folder of desks, the store and the folder of the project that ``folder`` lies in.

    Returns
    -------
    tuple or None
        None where there is no project, or its explorer was told nothing of the programme yet.
    """
    start = Path(os.environ.get("WORKBENCH_PROJECT") or folder).resolve()
    for root in (start, *start.parents):
        if (root / "parameters" / "programmes").is_dir() and (root / "notebooks").is_dir():
            evidence = Path(os.environ.get("WORKBENCH_EVIDENCE") or root / "evidence").resolve()
            told = evidence / "desk" / programme / NAME
            return (evidence / "desk", evidence / "store", root) if told.is_file() else None
    return None
