"""Which raw files of a programme the user asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.definitions import Definitions
from workbench.errors import WorkbenchError
from workbench.intake.raw_files import RawFile, shown_name


@dataclass(frozen=True)
class Choice:
    """Areas, single files, or everything.

    Parameters
    ----------
    areas
        Slugs of areas; none means all.
    names
        Paths of files below the programme's raw folder; None means all.
    """

    areas: frozenset[str]
    names: frozenset[str] | None = None

    def has(self, file: RawFile) -> bool:
        """Return whether a file was asked for."""
        return (not self.areas or file.area in self.areas) and (self.names is None or file.name in self.names)

    def has_place(self, name: str, definitions: Definitions) -> bool:
        """Return whether a folder, or a file that is no table of an area, was asked for, by its path."""
        if self.names is not None:
            return name in self.names
        area = definitions.match_area(name.partition("/")[0])
        return not self.areas or (area is not None and area.slug in self.areas)


def choice_of(folder: Path, areas: Sequence[str], files: Sequence[Path]) -> Choice:
    """Return what was asked for.

    Parameters
    ----------
    folder
        The programme's raw folder.
    areas
        Slugs of areas; none means all.
    files
        Single files; none means all.

    Raises
    ------
    WorkbenchError
        When a file is not there, or lies in another folder.
    """
    if not files:
        return Choice(frozenset(areas))
    whole = folder.resolve()
    names = set()
    for path in files:
        absolute = path.absolute() if path.is_symlink() else path.resolve()
        if not absolute.is_file():
            raise WorkbenchError(f"There is no file {path}.")
        if not absolute.is_relative_to(whole):
            raise WorkbenchError(f"{path} is not in {folder}. Put it there, in the folder of its area, and try again.")
        inside = absolute.relative_to(whole)
        names.add((inside.parent / shown_name(inside.name)).as_posix())
    return Choice(frozenset(areas), frozenset(names))
