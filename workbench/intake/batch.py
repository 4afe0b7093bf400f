"""The raw evidence folder: its batch note, its area folders and which file is which table."""

from __future__ import annotations

import datetime
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.definitions import Area, Definitions
from workbench.errors import Fault, WorkbenchError
from workbench.freetext.plain import without_hidden
from workbench.intake.expected import Table
from workbench.intake.reading import READ
from workbench.names import did_you_mean, nearest

if TYPE_CHECKING:
    from workbench.intake.reading import Grid

BATCH = "batch.yaml"
LARGEST_NOTE = 64 * 1024
TABLE_ENDINGS = {*READ, ".xls", ".xlsm", ".xlsb", ".tsv"}


@dataclass(frozen=True)
class Batch:
    """What the note beside the raw files says of all of them.

    Parameters
    ----------
    synthetic
        Whether they are made up; without a note they are not.
    as_of
        The date they describe (ISO), or an empty string.
    received
        The day on which what is new among them arrived (ISO), or an empty string.
    """

    synthetic: bool = False
    as_of: str = ""
    received: str = ""


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


def read_batch(folder: Path) -> Batch:
    """Return what the batch note in a programme's raw folder says.

    Raises
    ------
    WorkbenchError
        When there is a note that cannot be understood: evidence is never taken for real by mistake.
    """
    # Imported here: the command line starts without it.
    from workbench.definitions.lined_yaml import read

    path = folder / BATCH
    if not path.exists() and not path.is_symlink():
        return Batch()
    if not _is_ordinary(path, stat.S_ISREG):
        raise WorkbenchError(f"{path} cannot be understood: it is no ordinary file.")
    if path.stat().st_size > LARGEST_NOTE:
        raise WorkbenchError(f"{path} cannot be understood: it is too long.")
    document, faults = read(path, str(path))
    if document is None:
        if not path.read_bytes().strip():
            return Batch()
        raise WorkbenchError(f"{path} cannot be understood: {faults[0].message}.")
    note = document.data
    if not isinstance(note, dict) or not set(note) <= {"synthetic", "as_of", "received", "note"}:
        fields = "synthetic, as_of, received and note"
        raise WorkbenchError(f"{path} cannot be understood: it may hold the fields {fields} only.")
    synthetic = note.get("synthetic", False)
    if not isinstance(synthetic, bool):
        raise WorkbenchError(f"{path} cannot be understood: synthetic is either true or false.")
    dates = {field: str(note.get(field) or "") for field in ("as_of", "received")}
    for field, text in dates.items():
        if text and not _is_date(text):
            raise WorkbenchError(f"{path} cannot be understood: {field} is a date such as 2026-03-31.")
    return Batch(synthetic, dates["as_of"], dates["received"])


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _is_ordinary(path: Path, kind: Callable[[int], bool]) -> bool:
    """Return whether a path is of a kind itself, and not a link to somewhere else."""
    return kind(path.lstat().st_mode)


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
    files: list[RawFile] = []
    faults: dict[str, tuple[Fault, ...]] = {}
    ignored: list[str] = []
    folders: dict[str, str] = {}
    slugs = [area.slug for area in areas]
    # A folder called exactly by the area's slug comes before one called by another spelling.
    by_name = sorted(folder.iterdir() if folder.is_dir() else [], key=lambda path: (path.name not in slugs, path.name))
    for inside in by_name:
        if inside.name.startswith((".", "~")) or inside.name == BATCH:
            continue
        name = shown_name(inside.name)
        where = f"{shown}/{name}"
        strange = _strange(inside)
        if strange:
            faults[name] = (Fault(where, message=strange),)
            continue
        if not inside.is_dir() and inside.suffix.casefold() not in TABLE_ENDINGS:
            ignored.append(inside.name)
            continue
        if not inside.is_dir():
            faults[inside.name] = (
                Fault(where, message=f"evidence lies in one folder for each {kind}, not beside the folders"),
            )
            continue
        area = definitions.match_area(inside.name)
        if area is None or area.slug not in slugs:
            hint = did_you_mean(inside.name, slugs)
            what = f"no {kind} is called like this folder" if area is None else f"this programme has no such {kind}"
            faults[inside.name] = (Fault(where, message=f"{what}.{hint}"),)
            continue
        if area.slug in folders:
            message = f"this folder and {folders[area.slug]} are both {area.name}; put the files into one"
            faults[inside.name] = (Fault(where, message=message),)
            continue
        folders[area.slug] = inside.name
        _find_in_area(inside, area, definitions, tables, where, files, faults, ignored)
    return Found(tuple(sorted(files)), dict(sorted(faults.items())), tuple(sorted(ignored)))


def _find_in_area(
    folder: Path, area: Area, definitions: Definitions, tables: Mapping[str, Table], where: str,
    files: list[RawFile], faults: dict[str, tuple[Fault, ...]], ignored: list[str],
) -> None:  # fmt: skip
    candidates: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")):
            continue
        name = f"{folder.name}/{shown_name(path.name)}"
        strange = _strange(path)
        if strange:
            faults[name] = (Fault(f"{where}/{shown_name(path.name)}", message=strange),)
            continue
        if path.is_dir() or path.suffix.casefold() not in TABLE_ENDINGS:
            ignored.append(name)
            continue
        table, message = _table_of(path, area, definitions, tables)
        if message:
            faults[name] = (Fault(f"{where}/{path.name}", message=message),)
        else:
            candidates.setdefault(table, []).append(path)
    for table, paths in candidates.items():
        if len(paths) == 1:
            files.append(RawFile(area.slug, table, f"{folder.name}/{paths[0].name}", paths[0]))
            continue
        # Which of them counts is for a person to say: neither is taken.
        for path in paths:
            others = " and ".join(other.name for other in paths if other != path)
            message = f"this file and {others} are both the {tables[table].title.lower()}; keep the one that counts"
            faults[f"{folder.name}/{path.name}"] = (Fault(f"{where}/{path.name}", message=message),)


def _strange(path: Path) -> str:
    """Return what is wrong with a file or folder whatever it holds, or an empty string."""
    if shown_name(path.name) != path.name:
        return "the name holds characters that cannot be seen or written; rename it"
    if not _is_ordinary(path, lambda mode: stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
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
    from workbench.intake.reading import Unreadable, grid_of, read_content

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
