"""The composition: from results, report sources and narrative to a plain Quarto website."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workbench.composition.base import area_metadata, catalogue_facts, programme_metadata
from workbench.composition.chapters import (
    figure_text,
    indicator_key,
    matrix_partial,
    missing_text,
    scale_partial,
    strand_partials,
    table_text,
)
from workbench.composition.facts import fact_tables
from workbench.composition.folder import Folder
from workbench.composition.fonts import font_files
from workbench.composition.metadata import Tree, lookup, merged, value_tree, yaml_text
from workbench.composition.page import INDEX, NOT_AVAILABLE, Assembled, Parts, assemble
from workbench.composition.pictures import write_pictures
from workbench.composition.results import Recorded, read_recorded
from workbench.composition.sources import Source, read_folder
from workbench.composition.tables import pipe_table
from workbench.composition.text import plain
from workbench.composition.website import FILTER, quarto_yaml
from workbench.errors import Fault, InputFaults, UnknownName, WorkbenchError
from workbench.project import Project
from workbench.rendering.filters import quarto_filters

AREA_REPORT, OVERVIEW = "area-report", "national-overview"
NATIONAL = "national"
#: First parts of names that stages record besides those of the instruments.
_STAGE_FAMILIES = frozenset({"context", "scoping", "evaluation"})
FORMATS = ("html", "pdf", "docx")


@dataclass(frozen=True)
class Page:
    """One page of the composed website.

    Parameters
    ----------
    path
        Its source, relative to the website's folder.
    title
        Its title.
    area
        Area slug; empty for the overview.
    """

    path: str
    title: str
    area: str = ""


@dataclass(frozen=True)
class Composition:
    """What was composed.

    Parameters
    ----------
    target
        The website's folder.
    pages
        Every page, the overview first; also those of areas that were composed earlier and kept.
    warnings
        What authors should know, such as text that is to be written.
    changed
        Files written or removed, relative to ``target``.
    """

    target: Path
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Ground:
    """What all pages share."""

    project: Project
    definitions: Any
    programme: Any
    results: Path
    metadata: Tree
    synthetic: bool

    @property
    def instruments(self) -> list[Any]:
        return [self.definitions.instruments[name] for name in self.programme.instruments]

    @property
    def indicators(self) -> list[tuple[str, str]]:
        return [(each, indicator_key(each)) for each in self.programme.quality_indicators]

    def stages(self, scope: str) -> list[str]:
        return [stage.id for stage in self.programme.stages if stage.scope == scope]

    def narrative(self, folder: str) -> dict[str, Source]:
        return read_folder(self.project.reports / self.programme.id / folder, self.project.root)


def compose(
    project: Project,
    definitions: Any,
    programme: Any,
    areas: Iterable[Any],
    target: Path,
    *,
    results: Path | None = None,
    formats: Iterable[str] = FORMATS,
    report: Callable[[str], None] | None = None,
) -> Composition:
    """Compose the reports of ``areas`` and the national overview as a plain Quarto website.

    Files whose content did not change keep their time. Areas that are not selected but were composed earlier stay as
    they are; files that belong to no page any more are removed.

    Parameters
    ----------
    project
        The project's folders.
    definitions
        Everything of ``parameters/``.
    programme
        The programme, or its id.
    areas
        The areas to compose, or their slugs.
    target
        Folder of the website; made where missing.
    results
        Folder of the results; by default ``build/<programme>/results``.
    formats
        Formats that will be rendered; Word needs PNG pictures.
    report
        Called with the name of each area when it is composed.

    Returns
    -------
    Composition
        The pages, and warnings.

    Raises
    ------
    InputFaults
        With everything wrong in templates and narrative of all areas: values, files, tables and figures that do not
        exist, with file, line and the nearest name.
    WorkbenchError
        When no selected area has all its results.
    """
    programme = definitions.programme(programme) if isinstance(programme, str) else programme
    results = results or project.build / programme.id / "results"
    chosen = [definitions.area(area) if isinstance(area, str) else area for area in areas]
    ground, recorded, warnings = _ground(project, definitions, programme, results, chosen)
    if not recorded:
        raise WorkbenchError(
            f"No area of {programme.id} has the results of all its stages, so there is nothing to compose. "
            f"Build it first: workbench build {programme.id}"
        )
    folder = Folder(target)
    template = _template(project, AREA_REPORT)
    assembled: dict[str, tuple[Assembled, Tree]] = {}
    faults: set[Fault] = set()
    for area in chosen:
        if area.slug in recorded:
            metadata = merged(area_metadata(area), value_tree(recorded[area.slug].values))
            page = assemble(
                template,
                ground.narrative(f"areas/{area.slug}"),
                merged(ground.metadata, metadata),
                _parts(ground, recorded[area.slug], area),
                ground.indicators,
                synthetic=ground.synthetic,
            )
            faults |= set(page.faults)
            warnings += [f"{area.slug}: {warning}" for warning in page.warnings]
            assembled[area.slug] = (page, metadata)
    shown = [area for area in _programme_areas(ground) if area.slug in assembled or _kept(folder, area.slug)]
    national = read_recorded(results / NATIONAL, ground.stages("national"))
    overview = assemble(
        _template(project, OVERVIEW),
        ground.narrative(NATIONAL),
        merged(ground.metadata, value_tree(national.values)),
        _parts(ground, national, None, shown),
        ground.indicators,
        synthetic=ground.synthetic,
    )
    faults |= set(overview.faults)
    warnings += [f"{NATIONAL}: {warning}" for warning in overview.warnings]
    if faults:
        raise InputFaults(list(faults), "The reports cannot be composed")

    pictures = (project.build / "cache", "docx" in formats)
    pages = [_write_overview(folder, ground, overview, national, pictures, warnings)]
    for area in shown:
        path = f"areas/{area.slug}/{INDEX}"
        if area.slug in assembled:
            page, metadata = assembled[area.slug]
            _write_area(folder, area.slug, page, metadata, recorded[area.slug], pictures, warnings)
            if report:
                report(area.name)
        else:
            folder.keep(f"areas/{area.slug}")
        pages.append(Page(path, area.name, area.slug))
    _write_shared(folder, ground, [(area.slug, area.name) for area in shown])
    folder.sweep()
    return Composition(target, tuple(pages), tuple(warnings), tuple(sorted(folder.changed)))


def _ground(
    project: Project, definitions: Any, programme: Any, results: Path, chosen: list[Any]
) -> tuple[_Ground, dict[str, Recorded], list[str]]:
    from workbench.store import EvidenceStore  # a light module, but only composing needs it

    stages = [stage.id for stage in programme.stages if stage.scope == "area"]
    recorded, warnings = {}, []
    for area in chosen:
        found = read_recorded(results / area.slug, stages)
        if found.missing:
            warnings.append(f"{area.slug}: not composed, there are no results of {', '.join(found.missing)}")
        else:
            recorded[area.slug] = found
    as_of, synthetic = catalogue_facts(EvidenceStore(project).catalogue(programme.id) or {})
    synthetic = synthetic or any(each.synthetic for each in recorded.values())
    if not as_of and synthetic and programme.sample:
        as_of = str(programme.sample.as_of)
    metadata = programme_metadata(definitions, programme, as_of, synthetic=synthetic)
    return _Ground(project, definitions, programme, results, metadata, synthetic), recorded, warnings


def _template(project: Project, kind: str) -> dict[str, Source]:
    sources = read_folder(project.reports / kind, project.root)
    if INDEX not in sources:
        raise UnknownName(f"reports/{kind}/{INDEX} is not there. It is the source of this kind of report.")
    return sources


def _programme_areas(ground: _Ground) -> list[Any]:
    return list(ground.definitions.programme_areas(ground.programme))


def _kept(folder: Folder, slug: str) -> bool:
    return (folder.root / "areas" / slug / INDEX).is_file()


def _parts(ground: _Ground, recorded: Recorded, area: Any | None, shown: Iterable[Any] = ()) -> Parts:
    definitions, programme = ground.definitions, ground.programme
    made = {f"_tables/{name}.md": text for name, text in fact_tables(definitions, programme, recorded).items()}
    scale = definitions.scales[programme.scale]
    for number, key in ground.indicators:
        if area is None:
            continue
        grade = recorded.values.get(f"evaluation.{key}.grade", {}).get("grade")
        texts = strand_partials(number, recorded, ground.instruments, programme.strands)
        texts |= {
            "scale.md": scale_partial(scale.grades, grade),
            "strands-together.md": matrix_partial(number, recorded),
        }
        made |= {f"_qi-{number}/{name}": text for name, text in texts.items()}
    if area is None:
        made["_areas.md"] = _area_list(_programme_areas(ground), {each.slug for each in shown})
        expected = frozenset({NATIONAL})
    else:
        made["_tables/recommendations.md"] = _recommendations(ground, area)
        expected = _STAGE_FAMILIES | {instrument.short for instrument in ground.instruments}

    def make(kind: str, name: str) -> str:
        if kind == "missing":
            return missing_text(name, "nothing was recorded for it")
        return table_text(name, recorded) if kind == "tables" else figure_text(name, recorded)

    return Parts(made, frozenset(recorded.tables), frozenset(recorded.figures), recorded.families, expected, make)


def _area_list(areas: Iterable[Any], shown: set[str]) -> str:
    lines = [
        f"- [{plain(area.name)}](areas/{area.slug}/{INDEX})" if area.slug in shown
        else f"- {plain(area.name)} (not built)"
        for area in areas
    ]  # fmt: skip
    return "::: {.area-index}\n" + "\n".join(lines) + "\n:::\n"


def _recommendations(ground: _Ground, area: Any) -> str:
    from workbench.definitions import load_recommendations

    loaded = load_recommendations(ground.project, ground.programme, area.slug, ground.definitions)
    if loaded is None or not loaded.recommendations:
        return "No recommendations have been recorded yet.\n"
    rows = [
        [str(each.number), each.text, each.quality_indicator, each.owner]
        for each in sorted(loaded.recommendations, key=lambda each: each.number)
    ]
    return pipe_table(
        ["Number", "Recommendation", "Quality indicator", "Who should act"], rows,
        caption="Recommendations", ref="tbl-recommendations",
    )  # fmt: skip


def _filled(metadata: Tree, names: Iterable[str]) -> Tree:
    tree: Tree = {}
    for name in names:
        branch: Tree = {}
        branch = tree
        *before, last = name.split(".")
        for part in before:
            branch = branch.setdefault(part, {})
        branch[last] = NOT_AVAILABLE
    return merged(metadata, tree)


def _index(page: Assembled, values: Tree) -> str:
    front = yaml.safe_dump(page.front, sort_keys=False, allow_unicode=True, width=10_000)
    return f"---\n{front}{yaml_text(values)}---\n{page.files[INDEX]}"


def _write_files(folder: Folder, prefix: str, page: Assembled, values: Tree) -> None:
    for name, text in sorted(page.files.items()):
        folder.write(prefix + name, _index(page, values) if name == INDEX else text)


def _figures_in(page: Assembled, recorded: Recorded) -> set[str]:
    text = "\n".join(page.files.values())
    return {name for name in recorded.figures if f"](figures/{name.replace('.', '-').replace('_', '-')}){{" in text}


def _write_area(
    folder: Folder, slug: str, page: Assembled, metadata: Tree, recorded: Recorded, pictures: tuple[Path, bool],
    warnings: list[str],
) -> None:  # fmt: skip
    prefix = f"areas/{slug}/"
    _write_files(folder, prefix, page, {})
    folder.write(f"{prefix}_metadata.yml", yaml_text(_filled(metadata, page.filled)))
    cache, png = pictures
    undrawn = write_pictures(_figures_in(page, recorded), recorded, folder, prefix, cache, png=png)
    _refuse_undrawn(undrawn, slug)


def _refuse_undrawn(names: list[str], place: str) -> None:
    if names:
        raise WorkbenchError(
            f"The figures {', '.join(names)} of {place} were recorded but not drawn. Run their stages again: "
            "workbench build PROGRAMME --area AREA --stage STAGE"
        )


def _write_overview(
    folder: Folder, ground: _Ground, page: Assembled, national: Recorded, pictures: tuple[Path, bool],
    warnings: list[str],
) -> Page:  # fmt: skip
    own = _filled(value_tree(national.values), page.filled)
    used: Tree = {}
    for name in sorted(page.used):
        if (value := lookup(own, name)) is not None:
            branch = used
            *before, last = name.split(".")
            for part in before:
                branch = branch.setdefault(part, {})
            branch[last] = value
    _write_files(folder, "", page, used)
    cache, png = pictures
    _refuse_undrawn(write_pictures(_figures_in(page, national), national, folder, "", cache, png=png), "the overview")
    return Page(INDEX, str(page.front.get("title", "National overview")))


def _write_shared(folder: Folder, ground: _Ground, areas: list[tuple[str, str]]) -> None:
    reports = ground.project.reports
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
    programme: Mapping[str, Any] = ground.metadata["programme"]
    footer = ground.metadata["report"]["footer"]
    folder.write(
        "_quarto.yml",
        quarto_yaml(programme["short_title"], programme["summary"], plain(footer), areas, theme, ground.metadata),
    )
