"""What a run made, moved into the build folder whole."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from workbench.execution.tasks import RunOutcome
from workbench.files import private_folder, write_bytes
from workbench.plan.folders import BuildFolders
from workbench.plan.units import Unit


def keep_outputs(folders: BuildFolders, unit: Unit, outcome: RunOutcome) -> dict[str, str]:
    """Put a run's results and executed notebook in their places.

    Parameters
    ----------
    folders, unit, outcome
        Where, what for, and what was made.

    Returns
    -------
    dict
        SHA-256 of each file by path relative to ``build/<programme>``.
    """
    target = folders.unit_results(unit)
    private_folder(folders.running)
    scratch = Path(tempfile.mkdtemp(prefix="results-", dir=folders.running))
    made: dict[str, str] = {}
    try:
        new = scratch / "new"
        for relative, content in outcome.results.items():
            path = new / relative
            write_bytes(path, content, private=True)
            made[(target / relative).relative_to(folders.root).as_posix()] = hashlib.sha256(content).hexdigest()
        private_folder(target.parent)
        # A folder cannot be replaced in one step; killed in between, the next build finds it missing and runs again.
        if target.exists():
            target.rename(scratch / "old")
        new.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    assert outcome.notebook is not None
    path = folders.notebook(unit)
    write_bytes(path, outcome.notebook, private=True)
    made[path.relative_to(folders.root).as_posix()] = hashlib.sha256(outcome.notebook).hexdigest()
    folders.failed(unit).unlink(missing_ok=True)
    return made


def keep_failure(folders: BuildFolders, unit: Unit, outcome: RunOutcome) -> Path | None:
    """Keep the half-run notebook and take away what an earlier run made, so that no report shows it.

    Returns
    -------
    Path or None
        The half-run notebook, where there is one.
    """
    remove_outputs(folders, unit)
    path = folders.failed(unit)
    if outcome.notebook is None:
        path.unlink(missing_ok=True)
        return None
    write_bytes(path, outcome.notebook, private=True)
    return path


def remove_outputs(folders: BuildFolders, unit: Unit) -> None:
    """Take away what an earlier run of the unit made."""
    folders.notebook(unit).unlink(missing_ok=True)
    target = folders.unit_results(unit)
    if target.exists():
        private_folder(folders.running)
        scratch = Path(tempfile.mkdtemp(prefix="old-", dir=folders.running))
        target.rename(scratch / "old")
        shutil.rmtree(scratch, ignore_errors=True)
