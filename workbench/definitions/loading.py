"""All parameter files read and checked, with every fault at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from workbench.definitions import checks
from workbench.definitions.areas import AreasFile
from workbench.definitions.definitions import Definitions
from workbench.definitions.faults import validated
from workbench.definitions.frameworks import Framework
from workbench.definitions.instruments import Instrument
from workbench.definitions.lined_yaml import Document, read
from workbench.definitions.output_kinds import kind_names
from workbench.definitions.programmes import Programme
from workbench.definitions.scales import AnswerScalesFile, DisclosureFile, ProportionWordsFile, ScalesFile, SourcesFile
from workbench.errors import Fault, InputFaults, shown_path
from workbench.project import Project

# File, and what it holds: a list of things under one field.
_LISTS: dict[str, type[BaseModel]] = {
    "areas": AreasFile,
    "scales": ScalesFile,
    "answer_scales": AnswerScalesFile,
    "proportion_words": ProportionWordsFile,
    "disclosure_profiles": DisclosureFile,
    "sources": SourcesFile,
}
_FILE_OF_LIST = {"disclosure_profiles": "disclosure"}

# Folder, and what each file in it holds.
_FOLDERS: dict[str, type[BaseModel]] = {
    "frameworks": Framework,
    "instruments": Instrument,
    "programmes": Programme,
}


def load_definitions(where: Project | Path) -> Definitions:
    """Return everything that a project's parameter files define.

    Parameters
    ----------
    where
        The project, or a folder laid out as ``parameters/``.

    Raises
    ------
    InputFaults
        With every fault of every file: file, line, what is wrong, and the nearest right word.
    """
    folder = where.parameters if isinstance(where, Project) else Path(where)
    reader = _Reader(folder)
    lists = {name: reader.list_of(name, model) for name, model in _LISTS.items()}
    folders = {name: reader.folder_of(name, model) for name, model in _FOLDERS.items()}
    loaded = checks.Loaded(
        **lists,
        **folders,
        geography=_geography(folder / "geography"),
        unread=frozenset(reader.unread),
        outputs=kind_names(folder.parent / "reports"),
    )
    faults = [*reader.faults, *checks.all_faults(loaded)]
    if faults:
        count = len(set(faults))
        raise InputFaults(sorted(set(faults)), f"{count} fault{'s' if count > 1 else ''} in the parameters")
    return Definitions(
        areas={area.slug: area for area, _ in sorted(loaded.areas, key=lambda entry: entry[0].name)},
        **{
            name: {thing.id: thing for thing, _ in getattr(loaded, name)}
            for name in (*_LISTS, *_FOLDERS)
            if name != "areas"
        },
        geography=loaded.geography,
    )


class _Reader:
    """Reads parameter files one after another and gathers their faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        # Kinds of which a file could not be read: a reference to one of them may be right, so it is not reported.
        self.unread: set[str] = set()

    def list_of(self, name: str, model: type[BaseModel]) -> list[checks.Entry]:
        """Return the things listed in one file, each with its place."""
        path = self.folder / f"{_FILE_OF_LIST.get(name, name)}.yaml"
        content, document = self._read(path, model, name)
        if content is None or document is None:
            return []
        things: tuple[Any, ...] = getattr(content, name)
        return [(thing, checks.Place(document, (name, number))) for number, thing in enumerate(things)]

    def folder_of(self, name: str, model: type[BaseModel]) -> list[checks.Entry]:
        """Return the things of a folder, one a file, each with its place."""
        entries = []
        for path in sorted((self.folder / name).glob("*.y*ml")):
            content, document = self._read(path, model, name)
            if content is None or document is None:
                continue
            if content.id != path.stem or path.suffix != ".yaml":
                self.faults.append(document.fault(f"the id '{content.id}' belongs in {content.id}.yaml", "id"))
            entries.append((content, checks.Place(document, ())))
        return entries

    def _read(self, path: Path, model: type[BaseModel], kind: str) -> tuple[Any, Document | None]:
        document, faults = read(path, shown_path(path, self.folder.parent))
        content = None
        if document is not None:
            content, faults = validated(model, document)
        self.faults += faults
        if content is None:
            self.unread.add(kind)
        return content, document


def _geography(folder: Path) -> dict[str, str]:
    files = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return {Path(name).stem: name for name in files if not name.startswith((".", "MANIFEST"))}
