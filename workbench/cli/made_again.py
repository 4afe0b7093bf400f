"""What the commands that make something again have in common: a folder to make it in, and what differs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.provenance.differences import Compared

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


def say_differences(found: Compared) -> None:
    """Say how many files differ, where the first does, and the names of the next; one at least differs."""
    differing = found.differences
    click.echo(f"{len(differing):,} of {found.files:,} files are not the same. The first difference:")
    click.echo(f"  {found.first_difference}")
    for each in differing[1 : _SHOWN + 1]:
        click.echo(f"Also: {each.file}{f' ({each.says})' if each.says else ''}")
    if len(differing) > _SHOWN + 1:
        click.echo(f"and {len(differing) - _SHOWN - 1:,} more.")
