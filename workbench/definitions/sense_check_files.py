"""The files of ``parameters/sense-checks``, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.definitions.faults import unknown, validated
from workbench.definitions.lined_yaml import Document, read
from workbench.definitions.sense_checks import SHORT, SenseCheck, SenseChecksFile
from workbench.errors import Fault, InputFaults, shown_path
from workbench.project import Project

FOLDER = "sense-checks"


@dataclass(frozen=True)
class Declared:
    """One check with the place it is declared at.

    Parameters
    ----------
    check
        The check.
    document, number
        Its file, and its number there from 0.
    source, verified
        Whose choice it is.
    general
        Whether it is of every programme, so that a value it names need not be recorded in this one.
    """

    check: SenseCheck
    document: Document
    number: int
    source: str
    verified: bool
    general: bool

    def fault(self, message: str, *field: str | int) -> Fault:
        """Return a fault at a field of it."""
        return self.document.fault(message, "checks", self.number, *field)


def load_sense_checks(project: Project, programme: str, sources: Iterable[str] | None = None) -> tuple[Declared, ...]:
    """Return the sense checks of a programme, those of all programmes first.

    A programme's own check takes the place of one of all programmes with the same name.

    Parameters
    ----------
    project
        The project.
    programme
        Programme id.
    sources
        Ids of the known sources; not looked at where they are not given.

    Raises
    ------
    InputFaults
        With every fault of the files that are of it or of every programme.
    """
    declared, faults = read_sense_checks(project, sources, programme)
    if faults:
        count = len(faults)
        raise InputFaults(sorted(set(faults)), f"{count} fault{'s' if count > 1 else ''} in the sense checks")
    own = [each for id, each in declared if id == programme]
    names = {each.check.name for each in own}
    return (*(each for id, each in declared if id == "" and each.check.name not in names), *own)


def read_sense_checks(
    project: Project, sources: Iterable[str] | None = None, only: str = ""
) -> tuple[list[tuple[str, Declared]], list[Fault]]:
    """Return every declared check with the programme it is of (empty for all), and everything wrong with the files.

    With ``only``, files of other programmes are left out, and so are their faults.
    """
    folder = project.parameters / FOLDER
    known = frozenset(path.stem for path in (project.parameters / "programmes").glob("*.yaml"))
    sources = None if sources is None else frozenset(sources)
    found: list[tuple[str, Declared]] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        document, wrong = read(path, shown_path(path, project.root))
        content = None
        if document is not None:
            if only and not _may_be_of(document.data, only):
                continue
            content, wrong = validated(SenseChecksFile, document)
        faults += wrong
        if document is None or content is None:
            continue
        faults += _faults(path, content, document, known, sources)
        for programme in ("",) if content.of_all else content.programmes:
            for number, check in enumerate(content.checks):
                source = check.source or content.source
                one = Declared(check, document, number, source, content.verified, content.of_all)
                found.append((programme, one))
    return found, [*faults, *_taken(found)]


def _may_be_of(data: Any, programme: str) -> bool:
    """Return whether a file is of a programme, as far as can be told before it is known to be right."""
    named = data.get("programmes") if isinstance(data, dict) else None
    return not isinstance(named, list) or programme in named


def _faults(
    path: Path, content: SenseChecksFile, document: Document, known: frozenset[str], sources: frozenset[str] | None
) -> Iterator[Fault]:
    if content.id != path.stem or path.suffix != ".yaml":
        yield document.fault(f"the id '{content.id}' belongs in {content.id}.yaml", "id")
    for number, name in enumerate(() if content.of_all else content.programmes):
        if name not in known:
            yield document.fault(unknown("programme", name, known), "programmes", number)
    for number, check in enumerate(content.checks):
        if check.source and sources is not None and check.source not in sources:
            yield document.fault(unknown("source", check.source, sources), "checks", number, "source")
        names = (*check.value, *check.of, check.table, check.figure)
        if any(SHORT in name for name in names) and not check.instruments:
            message = f"{SHORT} stands for an instrument's short name; say under 'instruments' of which kinds"
            yield document.fault(message, "checks", number)
    if sources is not None and content.source not in sources:
        yield document.fault(unknown("source", content.source, sources), "source")


def _taken(found: list[tuple[str, Declared]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], Declared] = {}
    for programme, each in found:
        first = seen.setdefault((programme, each.check.name), each)
        if first is not each:
            where = f"{first.document.file}, line {first.document.line('checks', first.number)}"
            yield each.fault(f"the name '{each.check.name}' is given twice (first in {where})", "name")
