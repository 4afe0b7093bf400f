"""All parameter files read and checked, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from workbench.definitions import checks
from workbench.definitions.activities import ActivitiesFile
from workbench.definitions.areas import AreasFile, UnitSet
from workbench.definitions.definitions import Definitions
from workbench.definitions.faults import validated
from workbench.definitions.frameworks import Framework
from workbench.definitions.instruments import Instrument
from workbench.definitions.lined_yaml import Document, read
from workbench.definitions.output_kinds import kind_names
from workbench.definitions.programmes import Lens, LensItem, Programme
from workbench.definitions.publications import PublicationsFile
from workbench.definitions.published import read_published
from workbench.definitions.published_checks import evaluation_faults
from workbench.definitions.published_evaluations import read_published_evaluations
from workbench.definitions.scales import AnswerScalesFile, DisclosureFile, ProportionWordsFile, ScalesFile, SourcesFile
from workbench.definitions.slots import Slot, SlotFile
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
    "activities": ActivitiesFile,
    "publications": PublicationsFile,
}
_FILE_OF_LIST = {"disclosure_profiles": "disclosure"}
# Files that a project can do without.
_OPTIONAL = frozenset({"publications"})

# Folder, and what each file in it holds.
_FOLDERS: dict[str, type[BaseModel]] = {
    "frameworks": Framework,
    "instruments": Instrument,
    "programmes": Programme,
    "unit_sets": UnitSet,
}
_FOLDER_OF = {"unit_sets": "units"}


def load_definitions(where: Project | Path, only: Iterable[str] = ()) -> Definitions:
    """Return everything that a project's parameter files define.

    Parameters
    ----------
    where
        The project, or a folder laid out as ``parameters/``.
    only
        Ids of the programmes that are wanted: the files of other programmes are not read, so that a fault in one of
        them does not stop a build. Nothing means all; an id without a file counts as nothing.

    Raises
    ------
    InputFaults
        With every fault of every file: file, line, what is wrong, and the nearest right word.
    """
    folder = where.parameters if isinstance(where, Project) else Path(where)
    reader = _Reader(folder, frozenset(only))
    lists = {name: reader.list_of(name, model) for name, model in _LISTS.items()}
    folders = reader.folders()
    loaded = checks.Loaded(
        **lists,
        **folders,
        geography=_geography(folder / "geography"),
        unread=frozenset(reader.unread),
        outputs=kind_names(folder.parent / "reports"),
        calendars=frozenset(path.stem for path in (folder / "calendars").glob("*.csv")),
        whole=reader.wanted is None,
    )
    filled = reader.slots(loaded)
    sources = None if "sources" in loaded.unread else loaded.by_id("sources").keys()
    published, wrong = read_published(folder / "published", f"{folder.name}/published", sources, reader.wanted)
    evaluations, unfit = read_published_evaluations(folder / "published", f"{folder.name}/published", reader.wanted)
    _refuse([*reader.faults, *checks.all_faults(loaded), *wrong, *unfit])
    definitions = Definitions(
        areas={area.slug: area for area, _ in sorted(loaded.areas, key=lambda entry: entry[0].name)},
        **{
            name: {thing.id: thing for thing, _ in getattr(loaded, name)}
            for name in (*_LISTS, *_FOLDERS)
            if name != "areas"
        },
        geography=loaded.geography,
        published=published,
        published_evaluations=evaluations,
    )
    _refuse([*evaluation_faults(evaluations, definitions, f"{folder.name}/published")])
    return _with_slots(definitions, filled)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        count = len(set(faults))
        raise InputFaults(sorted(set(faults)), f"{count} fault{'s' if count > 1 else ''} in the parameters")


def _with_slots(definitions: Definitions, filled: dict[str, Slot]) -> Definitions:
    """Return the definitions with what fills their slots; the texts of a filled slot are a lens of its name."""
    if not filled:
        return definitions

    def put(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        return tuple(filled.get(slot.path, slot).model_copy(update={"id": slot.id}) for slot in slots)

    frameworks = {
        id: one.model_copy(update={"slots": put(one.slots)}) if one.slots else one
        for id, one in definitions.frameworks.items()
    }
    found = replace(definitions, frameworks=frameworks)
    programmes = {}
    for id, programme in definitions.programmes.items():
        programme = programme.model_copy(update={"slots": put(programme.slots)})
        lenses = tuple(
            Lens(
                id=slot.id, title=slot.title, source=slot.items[0].source,
                items=tuple(LensItem(id=item.id, title=item.title) for item in slot.items),
            )
            for slot in found.slots(programme)
            if slot.filled and slot.id not in {lens.id for lens in programme.lenses}
        )  # fmt: skip
        programmes[id] = programme.model_copy(update={"lenses": (*programme.lenses, *lenses)})
    return replace(found, programmes=programmes)


class _Reader:
    """Reads parameter files one after another and gathers their faults."""

    def __init__(self, folder: Path, only: frozenset[str]) -> None:
        self.folder = folder
        there = (folder / "programmes" / f"{id}.yaml" for id in sorted(only))
        self.wanted = only if any(path.is_file() for path in there) else None
        self.faults: list[Fault] = []
        # Kinds of which a file could not be read: a reference to one of them may be right, so it is not reported.
        self.unread: set[str] = set()

    def list_of(self, name: str, model: type[BaseModel]) -> list[checks.Entry]:
        """Return the things listed in one file, each with its place."""
        path = self.folder / f"{_FILE_OF_LIST.get(name, name)}.yaml"
        if name in _OPTIONAL and not path.exists():
            return []
        content, document = self._read(path, model, name)
        if content is None or document is None:
            return []
        things: tuple[Any, ...] = getattr(content, name)
        return [(thing, checks.Place(document, (name, number))) for number, thing in enumerate(things)]

    def folders(self) -> dict[str, list[checks.Entry]]:
        """Return the things of every folder; where single programmes are wanted, only what these name."""
        programmes = self._programmes()
        found = {"programmes": programmes}
        for name, model in _FOLDERS.items():
            if name == "programmes":
                continue
            named: set[str] = set()
            for programme, _ in programmes if self.wanted is not None else ():
                of = {
                    "frameworks": [programme.framework],
                    "instruments": programme.instruments,
                    "unit_sets": [programme.unit],
                }
                named.update(id for id in of[name] if id)
            # Where a programme could not be read, it is not known what it names.
            limited = frozenset(named) if self.wanted is not None and "programmes" not in self.unread else None
            found[name] = self.folder_of(name, model, limited)
        return found

    def _programmes(self) -> list[checks.Entry]:
        """Return the programmes wanted, with those whose results they collect; every one where an archive is wanted."""
        found = self.folder_of("programmes", Programme, self.wanted)
        while self.wanted is not None:
            stages = [stage for programme, _ in found for stage in programme.stages]
            named = frozenset(other.programme for stage in stages for other in stage.collects_from)
            if any(programme.kind == "archive" for programme, _ in found):
                self.wanted = None
            elif named <= self.wanted:
                break
            else:
                self.wanted |= named
            found = self.folder_of("programmes", Programme, self.wanted)
        return found

    def folder_of(self, name: str, model: type[BaseModel], wanted: frozenset[str] | None = None) -> list[checks.Entry]:
        """Return the things of a folder, one a file, each with its place; only those wanted, where some are."""
        entries = []
        for path in sorted((self.folder / _FOLDER_OF.get(name, name)).glob("*.y*ml")):
            # Hidden files are what editors and systems leave beside the open one.
            if path.name.startswith(".") or (wanted is not None and path.stem not in wanted):
                continue
            content, document = self._read(path, model, name)
            if content is None or document is None:
                continue
            if content.id != path.stem or path.suffix != ".yaml":
                self.faults.append(document.fault(f"the id '{content.id}' belongs in {content.id}.yaml", "id"))
            entries.append((content, checks.Place(document, ())))
        return entries

    def slots(self, loaded: checks.Loaded) -> dict[str, Slot]:
        """Return the slots that a file fills, by the file's path."""
        filled: dict[str, Slot] = {}
        for owner, place in (*loaded.programmes, *loaded.frameworks):
            for number, slot in enumerate(owner.slots):
                path = self.folder.parent / slot.path
                if not path.resolve().is_relative_to(self.folder.parent.resolve()):
                    self.faults.append(place.fault(f"the file '{slot.path}' lies outside the project", "slots", number))
                elif path.is_file() and slot.path not in filled:
                    content, document = self._read(path, SlotFile, "slots")
                    if content is not None and document is not None:
                        filled[slot.path] = slot.model_copy(update={"items": content.items})
                        self.faults += checks.slot_faults(slot, content, document, loaded)
        return filled

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
