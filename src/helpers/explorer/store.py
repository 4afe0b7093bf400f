"""The evidence store, asked with DuckDB: what is not asked for stays on the disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.errors import EvidenceError
from helpers.explorer.kept import Kept

MEMORY = "256MB"
_TALLIES, _FIGURES, _READINGS = 64, 16, 4096
AREA_PROFILE = "area_profile"
Stamp = tuple[tuple[str, int, int], ...]


class Store:
    """The Parquet files of one programme, and the published statistics.

    Parameters
    ----------
    folder
        The store: ``<folder>/<programme>/<table>/<area>.parquet`` and ``<folder>/statistics/<name>.parquet``.
    programme
        Id of the programme.
    memory
        The most memory that a question may take, as DuckDB says it.
    """

    def __init__(self, folder: Path, programme: str, memory: str = MEMORY) -> None:
        self.folder = folder
        self.programme = programme
        self._memory = memory
        #: What was counted, the published figures, and how strands read, as long as the files are as they were.
        self.kept, self.kept_figures, self.kept_readings = Kept(_TALLIES), Kept(_FIGURES), Kept(_READINGS)
        self._with_area: dict[str, bool] = {}
        self._catalogue: tuple[int, dict[tuple[str, str], list[Mapping[str, Any]]]] | None = None

    @cached_property
    def _connection(self) -> Any:
        # Opened with the first question: a prepared kernel must not have started DuckDB's threads.
        import duckdb

        # Nothing is fetched, and nothing of the evidence is spilled into another folder.
        connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": self._memory,
                "temp_directory": "",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",
            },
        )
        # What is known of a file (its columns, where they lie) is read again only where the file is another.
        connection.execute("SET parquet_metadata_cache = true")
        return connection

    def areas(self, table: str) -> tuple[str, ...]:
        """Return the areas that have evidence of a table, in the order of their slugs."""
        return tuple(sorted(path.stem for path in (self.folder / self.programme / table).glob("*.parquet")))

    def stamp(self, table: str, areas: Iterable[str]) -> Stamp:
        """Return what tells the files of some areas from those of another time; areas without a file are left out."""
        folder = self.folder / self.programme / table
        return tuple(told for area in areas if (told := _stamp(f"{folder}/{area}.parquet")))

    @property
    def statistics_stamp(self) -> Stamp:
        """What tells the published statistics from those of another time; empty where there are none."""
        told = _stamp(str(self.folder / "statistics" / f"{AREA_PROFILE}.parquet"))
        return (told,) if told else ()

    def ask(self, question: str, table: str, areas: Iterable[str] | None = None, *values: Any) -> list[tuple[Any, ...]]:
        """Return the answer to a question about the rows of one table.

        Parameters
        ----------
        question
            SQL over the relation ``evidence``, which has the table's columns and ``area``, its area's slug.
        table
            The evidence table.
        areas
            Areas whose rows are asked about; all of them where none are named.
        values
            What stands in place of the question marks.

        Returns
        -------
        list of tuple
            Nothing where no evidence of the table was taken in.

        Raises
        ------
        EvidenceError
            When the files do not answer it.
        """
        folder = self.folder / self.programme / table
        wanted = self.areas(table) if areas is None else tuple(areas)
        files = [path for path in (f"{folder}/{area}.parquet" for area in wanted) if os.path.isfile(path)]  # noqa: PTH113
        return self._answer(question, files, table, values) if files else []

    def ask_statistics(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the answer to a question about the published statistics, the relation ``evidence``; else nothing."""
        path = self.folder / "statistics" / f"{AREA_PROFILE}.parquet"
        return self._answer(question, [str(path)], AREA_PROFILE, values) if path.is_file() else []

    def _answer(self, question: str, files: list[str], table: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        import duckdb

        own = "" if table == AREA_PROFILE else ", parse_filename(filename, true) AS area"
        relation = "FROM read_parquet(?, filename = true, union_by_name = true)"
        try:
            drop = "filename, area" if own and self._has_area(table, files) else "filename"
            told = f"WITH evidence AS (SELECT * EXCLUDE ({drop}){own} {relation}) {question}"
            return self._connection.execute(told, [files, *values]).fetchall()
        except duckdb.Error as error:
            reason = str(error).partition("\n")[0]
            raise EvidenceError(
                f"The evidence of {table} does not answer ({reason}). If its instrument has changed since, take it in "
                f"again with `workbench intake {self.programme}`."
            ) from None

    def _has_area(self, table: str, files: list[str]) -> bool:
        """Return whether the rows have a column of that name, as returns have: it is the file's area as well."""
        if table not in self._with_area:
            described = self._connection.execute("SELECT name FROM parquet_schema(?)", [files[0]]).fetchall()
            self._with_area[table] = ("area",) in described
        return self._with_area[table]

    def entries(self, table: str, area: str) -> tuple[Mapping[str, Any], ...]:
        """Return what is known of the files that an area's rows came from: file, sha256, rows, as_of and so on."""
        path = self.folder / self.programme / "catalogue.json"
        stamp = path.stat().st_mtime_ns if path.is_file() else 0
        if self._catalogue is None or self._catalogue[0] != stamp:
            found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
            for entry in json.loads(path.read_text(encoding="utf-8"))["files"] if stamp else ():
                found.setdefault((entry["table"], entry["area"]), []).append(entry)
            self._catalogue = (stamp, found)
        return tuple(sorted(self._catalogue[1].get((table, area), ()), key=lambda entry: entry["file"]))


def _stamp(path: str) -> tuple[str, int, int] | None:
    try:
        told = os.stat(path)  # noqa: PTH116  hundreds of them for one view
    except OSError:
        return None
    return (path, told.st_mtime_ns, told.st_size)


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it.

    Examples
    --------
    >>> quoted("who") == chr(34) + "who" + chr(34)
    True
    """
    return '"' + name.replace('"', '""') + '"'


def listed(values: Iterable[str]) -> str:
    """Return texts as a list in SQL; of no texts one that nothing is in.

    Examples
    --------
    >>> listed(["yes", "don't know"]), listed([])
    ("('don''t know', 'yes')", '(NULL)')
    """
    texts = ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(values))
    return f"({texts or 'NULL'})"
