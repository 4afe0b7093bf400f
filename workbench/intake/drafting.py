"""A draft of a mapping file for one raw file: which programme, area and table it is, and where the draft belongs."""

from __future__ import annotations

from pathlib import Path

from workbench.definitions import Definitions
from workbench.errors import WorkbenchError, shown_path
from workbench.intake.expected import Table, expected_tables
from workbench.intake.grid import Grid, Unreadable
from workbench.intake.headers import expected_headers, folded, header_cells, header_score
from workbench.intake.mapping import mapped, mapping_paths
from workbench.intake.proposing import propose_mapping
from workbench.intake.reading import grid_of, read_content
from workbench.names import nearest
from workbench.project import Project


def draft_mapping(project: Project, definitions: Definitions, programme: str | None, path: Path) -> str:
    """Return a draft of a mapping file for a raw file, wherever that lies.

    What a mapping file that is there already says is taken as known.

    Parameters
    ----------
    project, definitions
        Whose.
    programme
        Programme id; by default the one whose raw folder the file lies in, or the only one.
    path
        The raw file.

    Raises
    ------
    WorkbenchError
        When the file cannot be read, or nothing tells which table it is.
    """
    inside = path.resolve()
    raw = project.raw.resolve()
    parts = inside.relative_to(raw).parts if inside.is_relative_to(raw) else ()
    if programme is None and parts:
        programme = parts[0]
    if programme is None:
        programme = next(iter(definitions.programmes)) if len(definitions.programmes) == 1 else None
    if programme is None:
        raise WorkbenchError(
            f"{path} does not lie in a programme's raw folder; say which programme it belongs to: workbench intake "
            "PROGRAMME --propose-mapping FILE"
        )
    definitions = definitions.seen_by(definitions.programme(programme))
    tables = expected_tables(definitions, definitions.programme(programme).id)
    named = definitions.match_area(parts[1]) if len(parts) > 2 else None
    area = named.slug if named else ""
    try:
        content = read_content(path)
        table, grid = _likeliest(path, content, tables)
    except Unreadable as error:
        raise WorkbenchError(str(error.fault(shown_path(path, project.root)))) from error
    known, _ = mapped(project, programme, table, area)
    target = shown_path(mapping_paths(project, programme, table.id, area or "AREA")[1], project.root)

    def match(text: str) -> str | None:
        found = definitions.match_area(text)
        # Without a folder, any area's name is right.
        return (area or "") if found and not area else found.slug if found else None

    return propose_mapping(grid, known, area, match, shown_path(path, project.root), target)


def _likeliest(path: Path, content: bytes, tables: dict[str, Table]) -> tuple[Table, Grid]:
    """Return the table that a file most likely is: by its name, else by its headers."""
    stem = path.stem.casefold()
    for table in sorted(tables.values(), key=lambda one: -len(one.id)):
        tail = table.file_name.rpartition(".")[0].replace("{area}", "").strip("_ ").casefold()
        if stem.endswith(tail):
            return table, _grid(path, content, table)
    best: tuple[int, str] = (0, "")
    for table in tables.values():
        grid = _grid(path, content, table)
        wanted = expected_headers(table)
        _, cells = header_cells(grid, wanted)
        score = sum(
            2 if folded(cell) in wanted else 1 if nearest(folded(cell)[:200], wanted) else 0 for cell in cells if cell
        )
        best = max(best, (score, table.id), key=lambda pair: pair[0])
    if best[0] < 2:
        name = next(iter(tables.values())).file_name.replace("{area}", "AREA")
        raise Unreadable(f"nothing tells which table this is; name it like {name}")
    return tables[best[1]], _grid(path, content, tables[best[1]])


def _grid(path: Path, content: bytes, table: Table) -> Grid:
    return grid_of(content, path.suffix, table.sheet, lambda grid: header_score(grid, table) or 1)
