"""The work of reading, laid out area by area: what each worker has to know to read its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.definitions import Definitions, Programme, normalised
from workbench.errors import shown_path
from workbench.intake.area_reading import Job
from workbench.intake.expected import Table
from workbench.intake.raw_files import RawFile
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known

_last_known: list[tuple[Definitions, Known]] = []


def area_jobs(
    project: Project,
    definitions: Definitions,
    programme: Programme,
    due: Mapping[str, Sequence[RawFile]],
    tables: Mapping[str, Table],
    hashes: Mapping[str, str],
    staging: Path | None,
) -> list[Job]:
    """Return a job for each area with files to read, in the order of the areas' slugs.

    Parameters
    ----------
    project, definitions, programme
        Whose evidence.
    due
        The files to read, by area.
    tables, hashes
        What each file must look like and its hash, by its name.
    staging
        Where areas lay out their tables, each in a folder of its own; None to write nothing.
    """
    names, known = names_of_areas(definitions, programme), _known(definitions)
    return [
        Job(
            area=area,
            files=tuple(files),
            tables={file.name: tables[file.name] for file in files},
            hashes={file.name: hashes[file.name] for file in files},
            names=names,
            shown={file.name: shown_path(file.path, project.root) for file in files},
            known=known,
            evidence=project.evidence,
            staging=None if staging is None else staging / area,
        )
        for area, files in sorted(due.items())
    ]


def names_of_areas(definitions: Definitions, programme: Programme) -> dict[str, str]:
    """Return slugs by every name of an area that a cell may hold, normalised.

    The programme's own units come before council areas of the same name.
    """
    names: dict[str, str] = {}
    for area in (*definitions.units(programme.unit).values(), *definitions.areas.values()):
        for name in (area.code, area.slug, area.name, area.short_name, *area.retired_codes, *area.spellings):
            names.setdefault(normalised(name), area.slug)
    return names


def _known(definitions: Definitions) -> Known:
    """Return the words that name nobody, made once for the same definitions."""
    from workbench.freetext.vocabulary import field_terms

    if not _last_known or _last_known[0][0] is not definitions:
        _last_known[:] = [(definitions, field_terms().with_areas(definitions))]
    return _last_known[0][1]
