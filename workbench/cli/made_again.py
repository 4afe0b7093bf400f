"""What the commands that make something again have in common: a folder to make it in, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.provenance.differences import Difference

_SHOWN = 20


def new_folder(folder: Path | None) -> Path | None:
    """Return the folder whole, or None where none was named.

    Raises
    ------
    WorkbenchError
        When something is there already: what is made is compared file by file, so nothing else may lie there.
    """
    if folder is None:
        return None
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkbenchError(f"{folder} is there already. Name a new folder, or an empty one.")
    return folder.resolve()


def say_differences(files: int, differences: Sequence[Difference], first: str) -> None:
    """Say how many files differ, where the first does, and the names of the next.

    Parameters
    ----------
    files
        How many were compared.
    differences
        All that differ; one at least.
    first
        Where and how the first differs, in words.
    """
    click.echo(f"{len(differences):,} of {files:,} files are not the same. The first difference:")
    click.echo(f"  {first}")
    for each in differences[1 : _SHOWN + 1]:
        click.echo(f"Also: {each.file}{f' ({each.says})' if each.says else ''}")
    if len(differences) > _SHOWN + 1:
        click.echo(f"and {len(differences) - _SHOWN - 1:,} more.")
