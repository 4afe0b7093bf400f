"""The folder of a composed project: unchanged files keep their time, and what is no longer made goes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path, PurePosixPath

from workbench.files import write_bytes


class Folder:
    """Writes files under one folder and remembers them.

    Parameters
    ----------
    root
        The folder; it need not be there yet.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kept: set[str] = set()
        self.changed: set[str] = set()
        self.held: dict[str, Callable[[str], str]] = {}
        self._awaited: list[Future[None]] = []

    def write(self, name: str, content: str | bytes) -> None:
        """Write ``content`` to the file ``name`` (relative, ``/``), leaving a file of the same content as it is."""
        data = content.encode() if isinstance(content, str) else content
        path = self.root / PurePosixPath(name)
        self.kept.add(name)
        try:
            if path.read_bytes() == data:
                return
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            pass
        write_bytes(path, data)
        self.changed.add(name)

    def hold(self, name: str, make: Callable[[str], str]) -> None:
        """Keep a file that says how its report stands until `release` is given that; ``make`` is given what it says."""
        self.kept.add(name)
        self.held[name] = make

    def release(self, name: str, said: str) -> None:
        """Write a file that was held, now that what it says of its report is known."""
        self.write(name, self.held.pop(name)(said))

    def wait_for(self, writing: Future[None]) -> None:
        """Have `sweep` wait for files that are being written here by another thread."""
        self._awaited.append(writing)

    def keep(self, prefix: str) -> None:
        """Leave everything under the folder ``prefix`` as it is."""
        self.kept |= {name for _, names in _files(self.root / prefix, self.root) for name in names}

    def sweep(self) -> None:
        """Remove every file that was neither written nor kept, and folders left empty."""
        while self._awaited:
            self._awaited.pop().result()
        for here, names in _files(self.root, self.root):
            for name in names:
                if name not in self.kept:
                    (self.root / name).unlink()
                    self.changed.add(name)
            if here != self.root and not any(here.iterdir()):
                shutil.rmtree(here)


def _files(folder: Path, root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield each folder below one, the deepest first, and itself, with its files' names relative to ``root``."""
    cut = len(str(root)) + 1
    for here, _, files in os.walk(folder, topdown=False):
        place = here[cut:].replace(os.sep, "/")
        yield Path(here), [f"{place}/{file}" if place else file for file in files]
