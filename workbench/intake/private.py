"""Folders and files under the evidence folder, for the user alone."""

from __future__ import annotations

from pathlib import Path

from workbench.files import write_bytes


def private_folder(folder: Path, evidence: Path) -> Path:
    """Make a folder below the evidence folder that only its user can open; what is there already stays as it is.

    Parameters
    ----------
    folder
        The folder to make, with those above it.
    evidence
        The evidence folder.
    """
    if not folder.is_dir():
        if folder != evidence and evidence in folder.parents:
            private_folder(folder.parent, evidence)
        folder.mkdir(mode=0o700, parents=folder == evidence, exist_ok=True)
    return folder


def write_private(path: Path, content: bytes, evidence: Path) -> None:
    """Write a file below the evidence folder that only its user can read, whole or not at all.

    Parameters
    ----------
    path
        The file.
    content
        Its bytes.
    evidence
        The evidence folder.
    """
    private_folder(path.parent, evidence)
    write_bytes(path, content, private=True)
