"""What lies in a programme's raw folder: which file is which table of which area."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.definitions import Area, Definitions
from workbench.errors import Fault
from workbench.freetext.plain import without_hidden
from workbench.intake.batch import BATCH
from workbench.intake.expected import Table
from workbench.intake.grid import Grid, Unreadable
from workbench.intake.reading import READ
from workbench.names import did_you_mean, nearest

TABLE_ENDINGS = {*READ, ".xls", ".xlsm", ".xlsb", ".tsv"}


@dataclass(frozen=True, order=True)
class RawFile:
    """One raw file that is some table of some area.

    Parameters
    ----------
    area, table
        Area slug and instrument id.
    name
        Path below the programme's raw folder, with forward slashes.
    path
        Where it is.
    """

    area: str
    table: str
    name: str
    path: Path


@dataclass(frozen=True)
class Found:
    """What lies in a programme's raw folder.

    Parameters
    ----------
    files
        The files to read, by area and table.
    faults
        Folders and files that are not what they should be, by path below the programme's raw folder.
    ignored
        Files that are no tables (documents, pictures); they are left where they are.
    """

    files: tuple[RawFile, ...]
    faults: Mapping[str, tuple[Fault, ...]]
    ignored: tuple[str, ...]


def shown_name(name: str) -> str:
    r"""Return the name of a file so that it can be shown and written: hidden characters are left out.

    Examples
    --------
    >>> shown_name("fife\u202excod.csv"), shown_name("a\udcff.csv")
    ('fifexcod.csv', 'a.csv')
    """
    return without_hidden(name)[:200] or "a file without a name that can be shown"


def find_files(
    folder: Path,
    definitions: Definitions,
    tables: Mapping[str, Table],
    areas: Sequence[Area],
    shown: str,
    kind: str = "area",
) -> Found:
    """Return which file in a programme's raw folder is which table of which area.

    Parameters
    ----------
    folder
        ``raw/<programme>``, with one folder an area.
    definitions
        For the spellings of areas: a folder may be called by any of them.
    tables
        The programme's tables, by instrument id.
    areas
        The programme's areas.
    shown
        What to call the folder in faults.
    kind
        What the programme calls its areas: ``area``, ``partnership``, ``prison`` …
    """
    search = _Search(definitions, tables, kind, {area.slug: area for area in areas})
    for inside in search.folders(folder):
        search.look(inside, shown)
    return Found(tuple(sorted(search.files)), dict(sorted(search.faults.items())), tuple(sorted(search.ignored)))


@dataclass
class _Search:
    """What was found so far below one programme's raw folder."""

    definitions: Definitions
    tables: Mapping[str, Table]
    kind: str
    areas: Mapping[str, Area]
    files: list[RawFile] = field(default_factory=list)
    faults: dict[str, tuple[Fault, ...]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    _folders: dict[str, str] = field(default_factory=dict)

    def folders(self, folder: Path) -> list[Path]:
        """Return what lies in the folder; one called exactly by an area's slug comes before other spellings of it."""
        inside = [path for path in folder.iterdir() if not _is_left_out(path)] if folder.is_dir() else []
        return sorted(inside, key=lambda path: (path.name not in self.areas, path.name))

    def look(self, inside: Path, shown: str) -> None:
        """Look at one folder, or at a file that lies beside the folders."""
        name = shown_name(inside.name)
        where = f"{shown}/{name}"
        strange = _strange(inside)
        if strange:
            self._fault(name, where, strange)
        elif inside.is_dir():
            area, wrong = self._area_of(inside.name)
            if area is None:
                self._fault(name, where, wrong)
            else:
                self._folders[area.slug] = inside.name
                self._look_in(inside, area, where)
        elif inside.suffix.casefold() in TABLE_ENDINGS:
            self._fault(name, where, f"evidence lies in one folder for each {self.kind}, not beside the folders")
        else:
            self.ignored.append(name)

    def _area_of(self, name: str) -> tuple[Area | None, str]:
        """Return the area that a folder is of, or why it is of none."""
        area = self.definitions.match_area(name)
        if area is None:
            return None, f"no {self.kind} is called like this folder.{did_you_mean(name, self.areas)}"
        if area.slug not in self.areas:
            return None, f"this programme has no such {self.kind}.{did_you_mean(name, self.areas)}"
        if area.slug in self._folders:
            both = f"this folder and {self._folders[area.slug]} are both {area.name}"
            return None, f"{both}; put the files into one"
        return area, ""

    def _look_in(self, folder: Path, area: Area, where: str) -> None:
        """Look at the files of one area."""
        candidates: dict[str, list[Path]] = {}
        for path in sorted(path for path in folder.iterdir() if not _is_left_out(path)):
            shown = shown_name(path.name)
            name, place = f"{folder.name}/{shown}", f"{where}/{shown}"
            strange = _strange(path)
            if strange:
                self._fault(name, place, strange)
            elif path.is_dir() or path.suffix.casefold() not in TABLE_ENDINGS:
                self.ignored.append(name)
            else:
                table, message = _table_of(path, area, self.definitions, self.tables)
                if message:
                    self._fault(name, place, message)
                else:
                    candidates.setdefault(table, []).append(path)
        for table, paths in candidates.items():
            if len(paths) == 1:
                self.files.append(RawFile(area.slug, table, f"{folder.name}/{paths[0].name}", paths[0]))
                continue
            # Which of them counts is for a person to say: neither is taken.
            for path in paths:
                others = " and ".join(other.name for other in paths if other != path)
                both = f"this file and {others} are both the {self.tables[table].title.lower()}"
                self._fault(f"{folder.name}/{path.name}", f"{where}/{path.name}", f"{both}; keep the one that counts")

    def _fault(self, name: str, where: str, message: str) -> None:
        self.faults[name] = (Fault(where, message=message),)


def _is_left_out(path: Path) -> bool:
    """Return whether it is the batch note, a hidden file, or what a spreadsheet program leaves beside an open one."""
    return path.name.startswith((".", "~")) or path.name == BATCH


def _strange(path: Path) -> str:
    """Return what is wrong with a file or folder whatever it holds, or an empty string."""
    if shown_name(path.name) != path.name:
        return "the name holds characters that cannot be seen or written; rename it"
    mode = path.lstat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "this is a link or no ordinary file; put the file itself here"
    return ""


def _table_of(path: Path, area: Area, definitions: Definitions, tables: Mapping[str, Table]) -> tuple[str, str]:
    """Return the table that a file is by its name, and what is wrong with it or an empty string."""
    stem = re.sub(r"[\W_]+", "_", path.stem.casefold()).strip("_")
    for table in sorted(tables.values(), key=lambda one: -len(one.id)):
        tail = re.sub(r"[\W_]+", "_", table.file_name.rpartition(".")[0].replace("{area}", " ").casefold()).strip("_")
        if stem != tail and not stem.endswith(f"_{tail}"):
            continue
        front = stem.removesuffix(tail).strip("_").replace("_", " ")
        named = definitions.match_area(front) if front else None
        if named is not None and named.slug != area.slug:
            return table.id, f"the file names {named.name}, but lies in the folder of {area.name}"
        if path.suffix.casefold() not in READ:
            return table.id, (
                f"files that end in {path.suffix} are not read; save it as an Excel workbook (.xlsx), as an "
                "OpenDocument spreadsheet (.ods) or as CSV UTF-8 (.csv)"
            )
        return table.id, ""
    expected = [table.file_name.replace("{area}", area.slug) for table in tables.values()]
    near = nearest(path.name.casefold(), expected)
    hint = f"did you mean {near}?" if near else "the files are called " + ", ".join(expected)
    by_columns = None if near else _by_columns(path, tables)
    if by_columns is not None:
        name = f"{by_columns.file_name.rpartition('.')[0].replace('{area}', area.slug)}{path.suffix.casefold()}"
        return "", f"by its columns this is the {by_columns.title.lower()}; call it {name}"
    return "", f"no instrument of this programme has a file called so; {hint}"


def _by_columns(path: Path, tables: Mapping[str, Table]) -> Table | None:
    """Return the table most of whose columns a file has, whatever it is called, or None."""
    from workbench.intake.headers import header_score
    from workbench.intake.reading import grid_of, read_content

    if path.suffix.casefold() not in READ:
        return None
    best: tuple[int, Table | None] = (0, None)
    for table in tables.values():

        def score(grid: Grid, table: Table = table) -> int:
            return header_score(grid, table)

        try:
            found = score(grid_of(read_content(path), path.suffix, table.sheet, score))
        except Unreadable:
            continue
        best = max(best, (found, table), key=lambda pair: pair[0])
    return best[1]
