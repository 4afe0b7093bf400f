"""Pages, pictures, spreadsheets and shared files written into the composed website."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from workbench.composition.area_pages import AreaPages
from workbench.composition.assembled import INDEX, NOT_AVAILABLE, Assembled
from workbench.composition.folder import Folder
from workbench.composition.fonts import font_files
from workbench.composition.further import (
    Template,
    of_scope,
    placed,
    spreadsheet_name,
)
from workbench.composition.ground import NATIONAL, Ground
from workbench.composition.metadata import Tree, lookup, merged, value_tree, yaml_text
from workbench.composition.pictures import write_drawing, write_pictures
from workbench.composition.results import Recorded
from workbench.composition.text import plain
from workbench.composition.traces import PAGE, Traces
from workbench.composition.website import FILTER, quarto_yaml
from workbench.definitions.output_kinds import AREA_REPORT, OVERVIEW
from workbench.errors import WorkbenchError
from workbench.outputs.spreadsheet import Spreadsheet, spreadsheet_bytes
from workbench.project import Project
from workbench.rendering.filters import quarto_filters

#: What pages say of themselves, given how their report stands.
Said = Callable[[str], Tree]


def _filled(metadata: Tree, names: Iterable[str]) -> Tree:
    return merged(metadata, _tree(dict.fromkeys(names, NOT_AVAILABLE)))


def _tree(values: Mapping[str, str]) -> Tree:
    tree: Tree = {}
    for name, value in values.items():
        branch = tree
        *before, last = name.split(".")
        for part in before:
            branch = branch.setdefault(part, {})
        branch[last] = value
    return tree


def _index(page: Assembled, values: Tree, traces: Traces | None) -> str:
    front = yaml.safe_dump(page.front, sort_keys=False, allow_unicode=True, width=10_000)
    written = yaml_text(values, written=traces.written if traces else None)
    return f"---\n{front}{written}---\n{page.files[INDEX]}"


def _write_files(
    folder: Folder, prefix: str, page: Assembled, values: Tree, traces: Traces | None = None, said: Said | None = None
) -> None:
    for name, text in sorted(page.files.items()):
        if name != INDEX:
            folder.write(prefix + name, text)
        elif said is None:
            folder.write(prefix + name, _index(page, values, traces))
        else:
            folder.hold(prefix + name, partial(_index_saying, page, values, traces, said))


def _index_saying(page: Assembled, values: Tree, traces: Traces | None, said: Said, state: str) -> str:
    return _index(page, merged(values, said(state)), traces)


def _figures_in(page: Assembled, recorded: Recorded) -> set[str]:
    text = "\n".join(page.files.values())
    return {name for name in recorded.figures if f"](figures/{name.replace('.', '-').replace('_', '-')}){{" in text}


def write_area(
    folder: Folder, slug: str, area: AreaPages, recorded: Recorded, pictures: tuple[Path, bool], trace: str, said: Said
) -> None:
    """Write the pages, pictures and spreadsheets of an area; what says how its report stands is held in the folder.

    Parameters
    ----------
    folder
        The composed website.
    slug, area, recorded
        The area, what was put together for it, and what was recorded for it.
    pictures
        Folder of pictures made before, and whether PNG is wanted as well.
    trace, said
        The page that says where its numbers come from, and what its pages say of themselves in a state.
    """
    prefix = f"areas/{slug}/"
    traces = Traces(recorded, f"areas/{slug}")
    folder.write(prefix + PAGE, trace)
    _write_files(folder, prefix, area.page, {})
    folder.hold(
        f"{prefix}_metadata.yml",
        lambda state: yaml_text(_filled(merged(area.metadata, said(state)), area.page.filled), written=traces.written),
    )
    _write_pictures([area.page, *(page for _, page in area.further)], folder, prefix, recorded, pictures, slug)
    for template, page in area.further:
        _write_further(folder, prefix, template, page, _filled({}, page.filled), pictures)
    _write_spreadsheets(folder, prefix, slug, area.spreadsheets, pictures[0])


def _write_further(
    folder: Folder, prefix: str, template: Template, page: Assembled, values: Tree, pictures: tuple[Path, bool],
    traces: Traces | None = None, said: Said | None = None,
) -> None:  # fmt: skip
    there = f"{prefix}{template.kind.id}/"
    _write_files(folder, there, placed(page), values, traces, said)
    cache, png = pictures
    for name, path in template.pictures.items():
        drawing = path.read_text(encoding="utf-8")
        write_drawing(drawing, folder, f"{there}pictures/{Path(name).stem}", cache, png=png)


def _write_pictures(
    pages: Iterable[Assembled], folder: Folder, prefix: str, recorded: Recorded, pictures: tuple[Path, bool], place: str
) -> None:
    shown: set[str] = set().union(*(_figures_in(page, recorded) for page in pages))
    cache, png = pictures
    _refuse_undrawn(write_pictures(shown, recorded, folder, prefix, cache, png=png), place)


def _write_spreadsheets(
    folder: Folder, prefix: str, place: str, contents: Mapping[str, Spreadsheet], cache: Path
) -> None:
    for kind, content in contents.items():
        folder.write(prefix + spreadsheet_name(place, kind), spreadsheet_bytes(content, cache))


def _refuse_undrawn(names: list[str], place: str) -> None:
    if names:
        raise WorkbenchError(
            f"The figures {', '.join(names)} of {place} were recorded but not drawn. Run their stages again: "
            "workbench build PROGRAMME --area AREA --stage STAGE"
        )


def write_national(
    folder: Folder, overview: Assembled, further: list[tuple[Template, Assembled]], national: Recorded,
    spreadsheets: Mapping[str, Spreadsheet], pictures: tuple[Path, bool], trace: str, said: Said,
) -> None:  # fmt: skip
    """Write the national overview, the further national pages, and their pictures and spreadsheets.

    The first source of each page, which says how its report stands, is held in the folder.

    Parameters
    ----------
    folder
        The composed website.
    overview, further
        The overview, and the pages of the other kinds with their templates.
    national
        What was recorded for the nation.
    spreadsheets
        What the spreadsheets hold, by kind.
    pictures
        Folder of pictures made before, and whether PNG is wanted as well.
    trace, said
        The page that says where its numbers come from, and what its pages say of themselves in a state.
    """
    values = value_tree(national.values)
    traces = Traces(national)
    folder.write(PAGE, trace)
    _write_files(folder, "", overview, _used(values, overview), traces, said)
    _write_pictures([overview, *(page for _, page in further)], folder, "", national, pictures, "the overview")
    for template, page in further:
        _write_further(folder, "", template, page, _used(values, page), pictures, traces, said)
    _write_spreadsheets(folder, "", NATIONAL, spreadsheets, pictures[0])


def _used(values: Tree, page: Assembled) -> Tree:
    """Return the values that a page uses: the area pages below it inherit nothing that is not theirs."""
    own = _filled(values, page.filled)
    return _tree({name: value for name in sorted(page.used) if (value := lookup(own, name)) is not None})


def write_look(folder: Folder, project: Project) -> list[str]:
    """Write typeface, brand, theme and filters, and return the files of the theme."""
    reports = project.reports
    for name, path in font_files().items():
        folder.write(f"fonts/{name}", path.read_bytes())
    if (reports / "_brand.yml").is_file():
        folder.write("_brand.yml", (reports / "_brand.yml").read_bytes())
    theme = []
    for path in sorted((reports / "theme").rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.suffix not in {".py", ".pyc"}:
            theme.append(f"theme/{path.relative_to(reports / 'theme').as_posix()}")
            folder.write(theme[-1], path.read_bytes())
    for path in quarto_filters():
        folder.write(f"{Path(FILTER).parent}/{path.name}", path.read_bytes())
    return theme


def write_shared(
    folder: Folder, ground: Ground, areas: list[tuple[str, str]], more: list[str], resources: list[str]
) -> None:
    """Write what all pages share: metadata, typeface, theme, and ``_quarto.yml``.

    Parameters
    ----------
    folder, ground
        The composed website, and what all pages share.
    areas
        Slug and name of each area that has a report.
    more
        Pages that the navigation does not list.
    resources
        Files to be copied as they are.
    """
    theme = write_look(folder, ground.project)
    programme: Mapping[str, Any] = ground.metadata["programme"]
    footer = ground.metadata["report"]["footer"]
    folder.write(
        "_quarto.yml",
        quarto_yaml(
            programme["short_title"],
            programme["summary"],
            plain(footer),
            areas,
            theme,
            ground.metadata,
            more,
            resources,
            home="National overview" if OVERVIEW in ground.kinds else "Overview",
            section="Area reports" if AREA_REPORT in ground.kinds else programme["units"].capitalize(),
            outputs=_national_outputs(ground, more),
        ),
    )


def _national_outputs(ground: Ground, pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return page and title of each national output that has a page, besides the first page."""
    there = frozenset(pages)
    named = [(f"{each.kind.id}/{INDEX}", each.kind.title) for each in of_scope(ground.templates, "national")]
    return [(path, title) for path, title in named if path in there]
