"""Mapping files: how a sender's columns and answers are called, accepted by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.definitions.lined_yaml import Document, read
from workbench.errors import Fault, WorkbenchError, shown_path
from workbench.intake.expected import Column, Table
from workbench.intake.headers import folded, is_personal
from workbench.intake.raw_files import RawFile
from workbench.names import did_you_mean
from workbench.project import Project

#: The folder of mapping files in the evidence folder.
FOLDER = "mappings"
FIELDS = ("columns", "leave_out", "answers")
#: Kinds of columns whose answers a mapping file may translate; identifiers and texts stay as they are.
_TRANSLATED = ("choice", "scale", "grade", "quality_indicator", "area", "integer", "date")


def mapping_paths(project: Project, programme: str, table: str, area: str) -> tuple[Path, Path]:
    """Return where the mapping file of one area's table stands, and the one for every area.

    Parameters
    ----------
    project
        Whose evidence folder.
    programme, table, area
        Programme id, instrument id and area slug.
    """
    folder = project.evidence / FOLDER / programme
    return folder / area / f"{table}.yaml", folder / f"{table}.yaml"


def mapped(project: Project, programme: str, table: Table, area: str) -> tuple[Table, list[Fault]]:
    """Return a table as its mapping file has it, and every fault of that file.

    An area's own mapping file counts instead of the one for every area.

    Parameters
    ----------
    project, programme, table, area
        Whose mapping.
    """
    for path in mapping_paths(project, programme, table.id, area):
        if path.is_file():
            shown = shown_path(path, project.root)
            document, faults = read(path, shown)
            if document is None:
                return table, faults
            return with_mapping(table, document)
    return table, []


def mapped_tables(
    project: Project, programme: str, files: Iterable[RawFile], tables: Mapping[str, Table]
) -> dict[str, Table]:
    """Return what each file must look like by its name, its mapping file considered.

    Parameters
    ----------
    project, programme
        Whose mappings.
    files
        The raw files.
    tables
        What a file must look like without a mapping, by table.

    Raises
    ------
    WorkbenchError
        When a mapping file cannot be used.
    """
    if not (project.evidence / FOLDER / programme).is_dir():
        return {file.name: tables[file.table] for file in files}
    found: dict[str, Table] = {}
    known: dict[tuple[str, str], Table] = {}
    for file in files:
        key = (file.table, file.area)
        if key not in known:
            known[key], faults = mapped(project, programme, tables[file.table], file.area)
            if faults:
                listed = "\n".join(f"  {fault}" for fault in sorted(faults))
                raise WorkbenchError(f"A mapping file cannot be used:\n{listed}")
        found[file.name] = known[key]
    return found


def with_mapping(table: Table, document: Document) -> tuple[Table, list[Fault]]:
    r"""Return a table with other headers and answers added, and every fault of the mapping.

    Parameters
    ----------
    table
        What a file must look like.
    document
        The mapping file: ``columns`` (header in the file: column id), ``leave_out`` (headers) and ``answers`` (column
        id: what the file says: the answer it means, or nothing for a blank).

    Examples
    --------
    >>> from workbench.definitions.lined_yaml import parse
    >>> table = Table("t", "T", "{area}.csv", "csv", "", ("id",), (Column("id", "Response ID", "identifier", True),))
    >>> document, _ = parse("columns:\n  Ref: id\n", "t.yaml")
    >>> with_mapping(table, document)[0].columns[0].aliases
    ('Ref',)
    """
    faults: list[Fault] = []
    data = document.data
    if not isinstance(data, dict):
        return table, [document.fault(f"holds the fields {', '.join(FIELDS)} only")]
    for name in data:
        if name not in FIELDS:
            hint = did_you_mean(str(name), FIELDS)
            faults.append(document.fault(f"unknown field {name!r}.{hint or ' Known are: ' + ', '.join(FIELDS)}", name))
    columns = {column.id: column for column in table.columns}
    aliases = _aliases(document, data.get("columns"), columns, faults)
    left_out = _left_out(document, data.get("leave_out"), table, faults)
    meanings = _meanings(document, data.get("answers"), columns, faults)
    if faults:
        return table, faults
    changed = tuple(
        replace(column, aliases=tuple(aliases.get(column.id, ())), meanings=tuple(meanings.get(column.id, ())))
        for column in table.columns
    )
    return replace(table, columns=changed, left_out=tuple(left_out)), []


def _aliases(document: Document, given: Any, columns: dict[str, Column], faults: list[Fault]) -> dict[str, list[str]]:
    aliases: dict[str, list[str]] = {}
    if given is not None and not isinstance(given, dict):
        faults.append(document.fault("columns says for each header which column it is", "columns"))
        return aliases
    for header, name in (given or {}).items():
        if is_personal(header):
            message = f"{header!r} holds details that identify a person; take the column out of the file"
            faults.append(document.fault(message, "columns", header))
        elif not isinstance(name, str) or name not in columns:
            hint = did_you_mean(str(name), columns) or f" The columns are: {', '.join(columns)}"
            faults.append(document.fault(f"there is no column {name!r}.{hint}", "columns", header))
        else:
            aliases.setdefault(name, []).append(header)
    return aliases


def _left_out(document: Document, given: Any, table: Table, faults: list[Fault]) -> list[str]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(header, str | int | float) for header in given):
        faults.append(document.fault("leave_out is a list of headers", "leave_out"))
        return []
    expected = {folded(column.header) for column in table.columns}
    for place, header in enumerate(given):
        if is_personal(str(header)):
            message = f"{header!r} holds details that identify a person; take the column out of the file"
            faults.append(document.fault(message, "leave_out", place))
        elif folded(str(header)) in expected:
            faults.append(document.fault(f"{header!r} is a column of {table.title} and cannot be left out", "leave_out",
                                         place))  # fmt: skip
    return [str(header) for header in given]


def _meanings(
    document: Document, given: Any, columns: dict[str, Column], faults: list[Fault]
) -> dict[str, list[tuple[str, str]]]:
    meanings: dict[str, list[tuple[str, str]]] = {}
    if given is not None and not isinstance(given, dict):
        faults.append(document.fault("answers says for each column what its answers mean", "answers"))
        return meanings
    for name, pairs in (given or {}).items():
        column = columns.get(name)
        if column is None or column.kind not in _TRANSLATED:
            named = [one.id for one in columns.values() if one.kind in _TRANSLATED]
            hint = did_you_mean(name, named) or f" Columns with answers are: {', '.join(named)}"
            faults.append(document.fault(f"there is no column with answers {name!r}.{hint}", "answers", name))
            continue
        if not isinstance(pairs, dict):
            faults.append(document.fault("says for each answer in the file which answer it is", "answers", name))
            continue
        allowed = {folded(text) for option in column.options for text in option}
        for said, meant in pairs.items():
            if isinstance(meant, dict | list) or len(str(meant)) > 200:
                faults.append(document.fault("an answer is a word or a line", "answers", name, said))
            elif meant is not None and allowed and folded(str(meant)) not in allowed:
                labels = [label for _, label in column.options]
                hint = did_you_mean(str(meant), labels) or f" Allowed are: {', '.join(labels)}"
                faults.append(document.fault(f"{str(meant)!r} is no answer of {name}.{hint}", "answers", name, said))
            else:
                meanings.setdefault(name, []).append((said, "" if meant is None else str(meant)))
    return meanings
