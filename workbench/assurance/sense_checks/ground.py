"""What sense checks look at: recorded results by place, the evidence catalogue, and what a build made."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.values import grouped
from workbench.composition.results import Recorded, read_recorded
from workbench.composition.traces import anchor
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_checks import SHORT, SenseCheck
from workbench.errors import UnknownName
from workbench.plan.folders import BuildFolders, build_folders
from workbench.plan.hashes import FileHashes, digest
from workbench.plan.remembered import Remembered
from workbench.project import Project
from workbench.store import EvidenceStore

SHOWN = "shown"
# The part of a value that is its number.
_NUMBER = {"proportion": "percent", "grade": "grade"}


@dataclass(frozen=True)
class Ground:
    """Everything of one programme that a check may look at.

    Parameters
    ----------
    project, definitions, programme
        Whose checks.
    hashes
        Knows the digests of files that were read before.
    remembered
        What a build before found; None where everything is to be read.
    """

    project: Project
    definitions: Any
    programme: Any
    hashes: FileHashes = field(default_factory=FileHashes)
    remembered: Remembered | None = None

    @cached_property
    def folders(self) -> BuildFolders:
        """Where the build lies."""
        return build_folders(self.project.build, self.programme.id)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """Slugs of the programme's areas, in their order."""
        return tuple(area.slug for area in self.definitions.programme_areas(self.programme))

    @cached_property
    def catalogue(self) -> tuple[Mapping[str, Any], ...]:
        """What the evidence catalogue says of each file taken in."""
        return tuple(EvidenceStore(self.project).catalogue(self.programme.id, finish=False)["files"])

    @cached_property
    def recorded(self) -> dict[str, Recorded]:
        """What was recorded, by area and ``national``; places without any stage are left out."""
        found = {}
        for place in (*self.areas, NATIONAL):
            stages = self.stages(place)
            if stages:
                found[place] = read_recorded(self.folders.results / place, stages)
        return found

    @cached_property
    def anchored(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """The recorded values of each place by the anchors that its trace has for them."""
        return {
            place: {anchor(name): value for name, value in recorded.values.items()}
            for place, recorded in self.recorded.items()
        }

    @cached_property
    def texts(self) -> dict[tuple[str, str], set[str] | None]:
        """What may stand for a value, by place and anchor, as far as was asked: sources and pages show the same."""
        return {}

    @cached_property
    def results(self) -> dict[str, str]:
        """A digest of what was recorded of each place."""
        found = {}
        for place, recorded in self.recorded.items():
            files = [self.folders.results_file(f"{place}/{stage}") for stage in self.stages(place)]
            found[place] = digest([recorded.missing, *(self.hashes.of(file) for file in files)])
        return found

    @cached_property
    def manifest(self) -> Mapping[str, Any] | None:
        """What the last build said it made; None where there is none."""
        try:
            found = json.loads(self.folders.manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    @property
    def instruments(self) -> tuple[Any, ...]:
        """The programme's instruments, in its order."""
        return tuple(self.definitions.instruments[id] for id in self.programme.instruments)

    def stages(self, place: str) -> tuple[str, ...]:
        """Return the stages that are run for an area, or for the nation."""
        scope = "national" if place == NATIONAL else "area"
        return tuple(stage.id for stage in self.programme.stages if stage.scope == scope)

    def name(self, place: str) -> str:
        """Return what a place is called."""
        try:
            return self.definitions.area(place, self.programme).name
        except UnknownName:  # a page of an area that the programme no longer has
            return place

    def about(self, check: SenseCheck) -> tuple[Any, ...]:
        """Return the programme's instruments that a check is about; every one where it names no kind."""
        kinds = check.instruments
        return tuple(each for each in self.instruments if not kinds or each.kind in kinds)

    def applies(self, check: SenseCheck) -> bool:
        """Return whether the programme has what a check is about."""
        return bool(self.about(check)) or not check.instruments

    def expanded(self, check: SenseCheck, names: Iterable[str]) -> tuple[str, ...]:
        """Return names with the short names of instruments put in."""
        return tuple(
            name.replace(SHORT, each.short) if each else name
            for name in names
            for each in (self.about(check) if SHORT in name else (None,))
        )

    def shown(self, place: str, pattern: str) -> Iterator[tuple[str, float]]:
        """Yield name and number of the recorded values of a place that a pattern means and a reader sees."""
        values = self.recorded[place].values
        for name in sorted(values) if "*" in pattern else (pattern,):
            number = number_of(values.get(name)) if fnmatchcase(name, pattern) else None
            if number is not None:
                yield name, number

    def number(self, place: str, name: str) -> float | None:
        """Return the number of a recorded value, or None where there is none or it is not shown."""
        recorded = self.recorded.get(place)
        return number_of(recorded.values.get(name)) if recorded else None

    def data(self, place: str, table: str, figure: str = "") -> Mapping[str, Any] | None:
        """Return a recorded table, or a figure's data; None where there is none."""
        recorded = self.recorded[place]
        return recorded.figures.get(figure, {}).get("data") if figure else recorded.tables.get(table)

    @property
    def complete(self) -> bool:
        """Whether every stage of every place has results, so that a name that is nowhere is a wrong one."""
        return bool(self.recorded) and not any(each.missing for each in self.recorded.values())

    def below(self, folder: Path) -> Iterator[tuple[str, Path]]:
        """Yield the files below a folder with their names from there, in order."""
        root = str(folder)
        # Some thousand files of which each has a name that is looked at: pathlib takes ten times as long.
        for here, _, names in sorted(os.walk(root)):
            for name in sorted(names):
                path = os.path.join(here, name)  # noqa: PTH118
                yield path[len(root) + 1 :].replace(os.sep, "/"), Path(path)


def number_of(value: Mapping[str, Any] | None) -> float | None:
    """Return the number of a value that a reader sees, or None.

    Examples
    --------
    >>> number_of({"kind": "proportion", "status": "shown", "percent": 82, "count": 77})
    82
    >>> number_of({"kind": "count", "status": "suppressed"}) is None
    True
    """
    if value is None or value.get("status") != SHOWN:
        return None
    number = value.get(_NUMBER.get(value["kind"], "value"))
    return number if isinstance(number, int | float) and not isinstance(number, bool) else None


def column(table: Mapping[str, Any], name: str) -> list[tuple[str, float]]:
    """Return the first cell and the number of each row of a table's column; cells that hold no number are left out.

    Without such a column there are none.

    Examples
    --------
    >>> column({"columns": [{"id": "item"}, {"id": "same"}], "rows": [["A", 90], ["B", None]]}, "same")
    [('A', 90)]
    """
    ids = [each["id"] for each in table["columns"]]
    if name not in ids:
        return []
    place = ids.index(name)
    cells = [(str(row[0]), row[place]) for row in table["rows"]]
    return [(label, cell) for label, cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]


def plain_number(number: float) -> str:
    """Return a number as a sentence has it.

    Examples
    --------
    >>> plain_number(1204), plain_number(0.5), plain_number(30.0)
    ('1,204', '0.5', '30')
    """
    return grouped(number)
