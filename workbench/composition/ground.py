"""What all pages of a programme share: definitions, templates, results and metadata."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.names import quality_indicator_key
from workbench.composition.assembled import INDEX
from workbench.composition.base import catalogue_facts, programme_metadata
from workbench.composition.further import SHARED, Template, read_template
from workbench.composition.metadata import Tree
from workbench.composition.results import Recorded, read_recorded
from workbench.composition.sources import Source, read_folder
from workbench.definitions.output_kinds import load_output_kinds, wanted_kinds
from workbench.errors import UnknownName
from workbench.project import Project

NATIONAL = "national"


@dataclass(frozen=True)
class Ground:
    """What all pages share.

    Parameters
    ----------
    project, definitions, programme
        The project's folders, everything of ``parameters/``, and the programme.
    results
        Folder of the results.
    metadata
        Values that every page has.
    synthetic
        Whether any of the evidence is synthetic.
    templates
        The kinds of output that the programme wants, with their sources.
    """

    project: Project
    definitions: Any
    programme: Any
    results: Path
    metadata: Tree
    synthetic: bool
    templates: tuple[Template, ...] = ()

    @property
    def instruments(self) -> list[Any]:
        """The programme's instruments in order."""
        return [self.definitions.instruments[name] for name in self.programme.instruments]

    @property
    def kinds(self) -> frozenset[str]:
        """Names of the kinds of output that the programme wants."""
        return frozenset(template.kind.id for template in self.templates)

    @property
    def expected(self) -> frozenset[str]:
        """First parts of the names that the area stages record when there is evidence."""
        read = {name for stage in self.programme.stages if stage.scope == "area" for name in stage.evidence}
        families = {instrument.short for instrument in self.instruments if instrument.id in read}
        for stage in self.programme.stages:
            if stage.scope == "area":
                families |= {"context"} if stage.statistics else set()
                families |= {"scoping"} if "matters" in stage.uses else set()
                families |= {"evaluation"} if "evaluations" in stage.uses and self.programme.scale else set()
        return frozenset(families)

    @property
    def nationally_expected(self) -> frozenset[str]:
        """First parts of the names that the national stages record when there is evidence."""
        read = {name for stage in self.programme.stages if stage.scope == NATIONAL for name in stage.evidence}
        families = {instrument.short for instrument in self.instruments if instrument.id in read}
        return frozenset(families | ({NATIONAL} if self.stages(NATIONAL) else set()))

    @property
    def indicators(self) -> list[tuple[str, str]]:
        """Number and key of each quality indicator."""
        return [(each, quality_indicator_key(each)) for each in self.programme.quality_indicators]

    def stages(self, scope: str) -> list[str]:
        """Return the ids of the stages for areas or for the nation."""
        return [stage.id for stage in self.programme.stages if stage.scope == scope]

    def narrative(self, folder: str) -> dict[str, Source]:
        """Return the sources that people wrote in a folder of the programme, by file name."""
        return read_folder(self.project.reports / self.programme.id / folder, self.project.root)


def ground_of(
    project: Project, definitions: Any, programme: Any, results: Path, chosen: list[Any]
) -> tuple[Ground, dict[str, Recorded], list[str]]:
    """Return what all pages share, the results of each chosen area that has them all, and what authors should know."""
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
    # A programme without evidence of its own shows that of others.
    national = read_recorded(results / NATIONAL, [stage.id for stage in programme.stages if stage.scope == "national"])
    synthetic = synthetic or any(each.synthetic for each in (*recorded.values(), national))
    if not as_of and synthetic and programme.sample:
        as_of = str(programme.sample.as_of)
    metadata = programme_metadata(definitions, programme, as_of, synthetic=synthetic)
    kinds = wanted_kinds(load_output_kinds(project), programme.outputs, getattr(programme, "formats", {}))
    templates = tuple(read_template(project, programme.id, kind) for kind in kinds)
    return Ground(project, definitions, programme, results, metadata, synthetic, templates), recorded, warnings


def home_template(ground: Ground, name: str) -> dict[str, Source]:
    """Return the sources of a first page that is no output by itself: ``home`` or ``area-home``.

    Raises
    ------
    UnknownName
        When ``reports/`` does not have it.
    """
    folders = (ground.project.reports / name, ground.project.reports / ground.programme.id / name)
    sources: dict[str, Source] = {}
    for folder in (ground.project.reports / SHARED, *folders):
        sources |= read_folder(folder, ground.project.root)
    if INDEX not in sources:
        raise UnknownName(f"reports/{name}/{INDEX} is not there. It is the first page where no report is.")
    return sources


def programme_areas(ground: Ground) -> list[Any]:
    """Return the programme's areas in name order."""
    return list(ground.definitions.programme_areas(ground.programme))
