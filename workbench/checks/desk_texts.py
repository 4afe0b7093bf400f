"""Notes and proposals, which no report shows, searched for what could identify a person all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.definitions.areas import NATIONAL
from workbench.definitions.authored import authored_folder
from workbench.definitions.lined_yaml import Document, Place, read
from workbench.errors import Fault, shown_path
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.freetext.vocabulary import Known

FILES = ("notes", "proposals")
_TEXTS = frozenset({"text", "rationale", "reason"})


@dataclass(frozen=True)
class DeskTexts:
    """What was found.

    Parameters
    ----------
    faults
        What may stand in no file of the project, such as a phone number.
    notes
        What somebody should look at, such as a possible name. Nothing found does not mean that a text is safe.
    """

    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def desk_texts(project: Project, definitions: Any, programme: Any) -> DeskTexts:
    """Search what was written at the desks of a programme; made-up files are left out.

    Parameters
    ----------
    project, definitions, programme
        The project, everything of ``parameters/``, and the programme.
    """
    from workbench.freetext.vocabulary import field_terms  # word lists, which other checks need not

    slugs = [*(area.slug for area in definitions.programme_areas(programme)), NATIONAL]
    paths = [authored_folder(project, programme.id, slug) / f"{name}.yaml" for slug in slugs for name in FILES]
    there = [path for path in paths if path.is_file()]
    known: Known | None = None
    faults: list[Fault] = []
    notes: list[str] = []
    for path in there:
        document, _ = read(path, shown_path(path, project.root))
        if document is None or not isinstance(document.data, dict) or document.data.get("synthetic") is True:
            continue  # that a file cannot be read is told by the check of what is recorded
        known = known or field_terms().with_areas(definitions)
        for never, fault in _found(document, known):
            if never:
                faults.append(fault)
            else:
                notes.append(str(fault))
    return DeskTexts(tuple(faults), tuple(notes))


def _found(document: Document, known: Known) -> Iterator[tuple[bool, Fault]]:
    from workbench.freetext.detecting import detect
    from workbench.freetext.findings import KINDS

    for place, text in _texts(document.data, ()):
        for finding in detect(text, known):
            message = f"{KINDS[finding.kind].one} {finding.shown!r}. {finding.why} {finding.what_to_do}"
            yield finding.never, document.fault(message, *place)


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and name in _TEXTS:
                yield (*place, name), one
            else:
                yield from _texts(one, (*place, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*place, number))
