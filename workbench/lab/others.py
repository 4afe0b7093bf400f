"""The sittings at one desk: a folder for each while it lasts, and what is said of the others that are open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.files import private_folder
from workbench.lab.places import Places

#: In a sitting's folder, once it can be reached: its address, with the token.
ADDRESS = "address"


@contextmanager
def own_folder(places: Places) -> Iterator[Path]:
    """Yield a folder for what lives as long as the server does; those of servers that were killed are removed."""
    sittings = private_folder(places.jupyter / "sittings")
    for left in sittings.iterdir():
        if not _lives(left.name):
            shutil.rmtree(left, ignore_errors=True)
    folder = private_folder(sittings / str(os.getpid()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def open_desks(places: Places) -> list[str]:
    """Return a line for every other sitting that is open on the same desk."""
    lines = []
    for folder in sorted((places.jupyter / "sittings").iterdir()):
        address = folder / ADDRESS
        if folder.name != str(os.getpid()) and _lives(folder.name) and address.is_file():
            lines.append(
                f"This desk is open once more already: {address.read_text(encoding='utf-8')}\n"
                "Go on there, or end one of the two: a notebook that is open in both is kept as it was saved last."
            )
    return lines


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
