"""The private folder of an area's record reading: the list drawn from, the sample with its log, and the readings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.desk.locking import locked, make_folder, write_whole
from helpers.desk.opening import Desk
from helpers.errors import HelperError
from helpers.files import canonical_json

Content = dict[str, Any]


class ReadingFolder:
    """Where everything that leads to case numbers lies: in the private evidence folder and nowhere else.

    Parameters
    ----------
    desk
        The desk.
    template
        The record-reading template's name.
    """

    def __init__(self, desk: Desk, template: str) -> None:
        inside = desk.evidence / "reading" / desk.programme / (desk.area or "national")
        if desk.authored.is_relative_to(inside):
            raise HelperError("The evidence folder holds the report folders, so case numbers would not be apart.")
        self.desk = desk
        self.folder = inside / template

    def prepare(self) -> Path:
        """Return the folder, made for its owner alone where it was missing."""
        make_folder(self.folder, private=True)
        return self.folder

    def read(self, name: str) -> Content | None:
        """Return one file's content, or None where it is not there.

        Raises
        ------
        HelperError
            When it cannot be read.
        """
        path = self.folder / name
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise HelperError(
                f"{name} in {self.folder} cannot be read ({error}). Bring back an earlier copy of it; nothing was "
                "recorded."
            ) from None

    def update(self, name: str, make: Callable[[Content | None], Content]) -> Content:
        """Write a file made from what it holds, while nobody else writes.

        Parameters
        ----------
        name
            The file.
        make
            Called with its content, or None; returns the new one, or raises to write nothing.
        """
        with locked(self.folder, private=True):
            content = make(self.read(name))
            write_whole(self.folder / name, (canonical_json(content, indent=1) + "\n").encode(), private=True)
        return content

    def names(self, pattern: str) -> list[str]:
        """Return the names of files, in order."""
        return sorted(path.name for path in self.folder.glob(pattern)) if self.folder.is_dir() else []
