"""Files that people write about an area in a programme's report folders, each loaded by calling what describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from workbench.definitions.areas import NATIONAL
from workbench.definitions.base import Definition
from workbench.definitions.definitions import Definitions
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.definitions.loading import load_definitions
from workbench.definitions.programmes import Programme
from workbench.definitions.typed_yaml import read_definition
from workbench.errors import Fault
from workbench.project import Project

Content = TypeVar("Content", bound=Definition)


@dataclass(frozen=True)
class Setting:
    """Whose file is read.

    Parameters
    ----------
    project, definitions, programme
        The project, everything in its ``parameters/``, and the programme.
    area
        The area's slug; ``national`` for the whole nation.
    """

    project: Project
    definitions: Definitions
    programme: Programme
    area: str


@dataclass(frozen=True)
class AuthoredFile(Generic[Content]):
    """One kind of file about an area, such as its evaluations.

    Parameters
    ----------
    name
        The file is ``<name>.yaml`` in the area's folder.
    model
        What it holds.
    faults
        Yields what is wrong between the parts of a file, and with what these name in the programme.
    finished
        Returns the content as it is used; as it stands in the file where nothing is given.
    """

    name: str
    model: type[Content]
    faults: Callable[[Content, Document, Setting], Iterable[Fault]]
    finished: Callable[[Content, Setting], Content] | None = None

    def __call__(
        self, project: Project, programme: Programme | str, area_slug: str, definitions: Definitions | None = None
    ) -> Content | None:
        """Return what the file of an area holds, or None where nobody wrote one.

        Parameters
        ----------
        project
            The project.
        programme
            The programme or its id.
        area_slug
            The area; ``national`` for the whole nation.
        definitions
            The project's definitions; loaded when not given, which costs time for many areas.

        Raises
        ------
        UnknownName
            When the programme or the area is not known; with the nearest.
        InputFaults
            With every fault of ``reports/<programme>/areas/<area>/<name>.yaml``.
        """
        known = definitions or load_definitions(project)
        found = known.programme(programme) if isinstance(programme, str) else programme
        known.area(area_slug, found)
        path = authored_folder(project, found.id, area_slug) / f"{self.name}.yaml"
        if not path.is_file():
            return None
        setting = Setting(project, known, found, area_slug)
        content, _ = read_definition(
            path, self.model, project.root, "what is recorded for an area",
            lambda content, document: self.faults(content, document, setting),
        )  # fmt: skip
        return self.finished(content, setting) if self.finished else content


def authored_folder(project: Project, programme: str, area_slug: str) -> Path:
    """Return the folder of an area's authored files, or of the whole nation's where the slug is ``national``."""
    folder = project.reports / programme
    return folder / NATIONAL if area_slug == NATIONAL else folder / "areas" / area_slug


def indicator_faults(id: str, document: Document, programme: Programme, *here: str | int) -> Iterator[Fault]:
    """Yield a fault where the programme does not have a quality indicator."""
    if id not in programme.quality_indicators:
        known = ", ".join(programme.quality_indicators) or "none"
        message = f"{programme.id} has no quality indicator '{id}'; it has {known}"
        yield document.fault(message, *here, "quality_indicator")


def strand_faults(
    strands: Iterable[str], document: Document, programme: Programme, *here: str | int, listed: bool = True
) -> Iterator[Fault]:
    """Yield a fault for each strand that the programme does not have, or that is given twice.

    Parameters
    ----------
    strands, document, programme
        The strands, and whose they are.
    here
        Where they stand.
    listed
        Whether they stand in a list, so that each has a place of its own.
    """
    known = [strand.id for strand in programme.strands]
    seen: set[str] = set()
    for position, strand in enumerate(strands):
        there = (*here, position) if listed else here
        if strand not in known:
            yield document.fault(unknown("strand", strand, known), *there)
        elif strand in seen:
            yield document.fault(f"the strand '{strand}' is given twice", *there)
        seen.add(strand)


def grade_faults(
    grades: Iterable[tuple[int, tuple[str | int, ...]]], document: Document, setting: Setting
) -> Iterator[Fault]:
    """Yield a fault for each grade that the programme's scale does not have.

    Parameters
    ----------
    grades
        Each with its place.
    document, setting
        Whose file they stand in; its programme has a scale.
    """
    scale = setting.definitions.scales[setting.programme.scale or ""]
    values = sorted(grade.value for grade in scale.grades)
    known = ", ".join(map(str, values))
    for grade, place in grades:
        if grade not in values:
            yield document.fault(f"grade {grade} is not on the {scale.title.lower()} ({known})", *place)


def repeated_faults(
    entries: Iterable[tuple[object, str]], document: Document, *here: str | int, field: str
) -> Iterator[Fault]:
    """Yield a fault for each entry of a list whose key stands in an earlier one.

    Parameters
    ----------
    entries
        Of each entry, in order, its key and what is said where the key is not new.
    document
        Whose file it is.
    here, field
        The list's place, and the field of an entry that the fault stands at.
    """
    first: dict[object, int] = {}
    for number, (key, said) in enumerate(entries):
        if first.setdefault(key, number) != number:
            line = document.line(*here, first[key], field)
            yield document.fault(f"{said} (first on line {line})", *here, number, field)
