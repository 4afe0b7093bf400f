"""Texts of the evidence that may identify somebody: held out of every output until a person, by role, has read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator

from workbench.definitions.authored import authored_folder
from workbench.definitions.base import Day, Definition, Text, Truth
from workbench.definitions.typed_yaml import read_definition
from workbench.errors import UnknownName, WorkbenchError
from workbench.files import canonical_json, write_text
from workbench.freetext.findings import KINDS
from workbench.freetext.fingerprints import fingerprint
from workbench.freetext.roles import Role, a_role
from workbench.project import Project

NAME = "read-texts.yaml"
#: Characters of a fingerprint by which a person names a text on the command line.
SHORT = 10
_HEAD = (
    "# Texts in which something was detected that may identify somebody, and that a person has read and lets appear:\n"
    "# of the evidence, and of what was written for the reports. Each is named by its fingerprint: a changed text has\n"
    "# to be read again. Taking a line out voids the sign-off.\n"
)


def _a_fingerprint(text: str) -> str:
    if len(text) != hashlib.sha256().digest_size * 2 or set(text) - set("0123456789abcdef"):
        raise ValueError("is no fingerprint; `workbench findings sign-off` writes it")
    return text


class ReadText(Definition):
    """One text that somebody read and lets appear."""

    hash: Annotated[Text, AfterValidator(_a_fingerprint)]
    by: Role
    on: Day


class ReadTexts(Definition):
    """The texts of one area that somebody read."""

    synthetic: Truth = False
    texts: tuple[ReadText, ...]


@dataclass(frozen=True, order=True)
class Held:
    """One text in which something was detected.

    Parameters
    ----------
    area, table, file
        Where it stands; ``file`` is the raw file below the programme's raw folder.
    row, column
        Its row in that file, and its column's id.
    hash
        Its fingerprint.
    kinds
        What was detected.
    """

    area: str
    table: str
    file: str
    row: int
    column: str
    hash: str
    kinds: tuple[str, ...]

    @property
    def id(self) -> str:
        """What a person calls it by."""
        return self.hash[:SHORT]

    @property
    def where(self) -> str:
        """Its place, as people read it."""
        return f"{self.file}, row {self.row}"

    @property
    def detected(self) -> str:
        """What was detected, in words."""
        return ", ".join(KINDS[kind].one for kind in self.kinds)


class ToRead(Protocol):
    """A text that waits for a reader: of the evidence, or written for a report."""

    @property
    def area(self) -> str: ...  # noqa: D102 - as in `Held`

    @property
    def hash(self) -> str: ...  # noqa: D102 - as in `Held`


_One = TypeVar("_One", bound=ToRead)


def read_texts_file(project: Project, programme: str, area: str) -> Path:
    """Return the file that says which texts of an area somebody has read."""
    return authored_folder(project, programme, area) / NAME


def load_read_texts(project: Project, programme: str, area: str) -> tuple[ReadText, ...]:
    """Return the texts of an area that somebody read and lets appear.

    Raises
    ------
    InputFaults
        With every fault of the file: nothing appears on a guess.
    """
    return _read_texts(project, programme, area).texts


def _read_texts(project: Project, programme: str, area: str) -> ReadTexts:
    path = read_texts_file(project, programme, area)
    if not path.is_file():
        return ReadTexts(texts=())
    return read_definition(path, ReadTexts, project.root, "the texts that were read")[0]


def held_texts(project: Project, programme: str, entries: Iterable[Mapping[str, Any]]) -> tuple[Held, ...]:
    """Return the texts that are held back: something was detected in them, and nobody has signed them off.

    Parameters
    ----------
    project, programme
        The project, and the programme's id.
    entries
        Entries of the evidence store's catalogue; those of other areas or tables may be left out.
    """
    found = []
    read_of: dict[str, frozenset[str]] = {}
    for entry in entries:
        if not entry.get("to_read"):
            continue
        area = entry["area"]
        if area not in read_of:
            read_of[area] = frozenset(one.hash for one in load_read_texts(project, programme, area))
        found += [
            Held(
                area, entry["table"], entry["file"], each["row"], each["column"], each["hash"], tuple(each["kinds"])
            )
            for each in entry["to_read"]
            if each["hash"] not in read_of[area]
        ]  # fmt: skip
    return tuple(sorted(found))


def held_hashes(project: Project, programme: str, entries: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the fingerprints of held texts by table, as a run is told them."""
    found: dict[str, set[str]] = {}
    for one in held_texts(project, programme, entries):
        found.setdefault(one.table, set()).add(one.hash)
    return {table: sorted(hashes) for table, hashes in sorted(found.items())}


def words_of(project: Project, programme: str, held: Iterable[Held]) -> dict[str, str]:
    """Return the texts themselves by fingerprint, read from the store, for a person to judge."""
    import pyarrow.parquet as parquet  # only where somebody asks for the words

    found = {}
    for place in sorted({(one.table, one.area, one.column) for one in held}):
        table, area, column = place
        path = project.store / programme / table / f"{area}.parquet"
        if path.is_file():
            cells = parquet.read_table(path, columns=[column]).column(column).to_pylist()
            found |= {fingerprint(text): text for text in cells if isinstance(text, str)}
    return {one.hash: found[one.hash] for one in held if one.hash in found}


def chosen_texts(held: Iterable[_One], ids: Iterable[str], area: str) -> list[_One]:
    """Return the texts that a person named by the beginnings of their fingerprints.

    Raises
    ------
    UnknownName
        When no text of the area that is to be read begins so, or several do.
    """
    of_area = [one for one in held if one.area == area]
    chosen = []
    for id in ids:
        hashes = {one.hash for one in of_area if len(id) >= 4 and one.hash.startswith(id.casefold())}
        if len(hashes) != 1:
            what = "No text that is to be read" if not hashes else "More than one text"
            raise UnknownName(f"{what} in {area} begins with '{id}'. 'workbench findings' lists them.")
        chosen += [one for one in of_area if one.hash in hashes]
    return list(dict.fromkeys(chosen))


def sign_off_texts(project: Project, programme: str, held: Iterable[ToRead], area: str, *, role: str, on: date) -> int:
    """Record that somebody, by role, read texts of an area and lets them appear; return how many.

    Parameters
    ----------
    project, programme, area
        Where they stand.
    held
        The texts.
    role
        Who read them; a role, not a name.
    on
        The day.

    Raises
    ------
    WorkbenchError
        When the role is none.
    """
    try:
        a_role(role)
    except ValueError as error:
        raise WorkbenchError(f"The role {error}.") from None
    before = _read_texts(project, programme, area)
    new = sorted({one.hash for one in held} - {one.hash for one in before.texts})
    lines = [_line(one.hash, one.by, one.on) for one in before.texts] + [_line(hash, role, on) for hash in new]
    head = f"{_HEAD}synthetic: true\ntexts:" if before.synthetic else f"{_HEAD}texts:"
    if new:
        write_text(read_texts_file(project, programme, area), "\n".join([head, *lines]) + "\n")
    return len(new)


def _line(hash: str, role: str, on: date) -> str:
    return f'  - {{hash: "{hash}", by: {canonical_json(role)}, on: "{on.isoformat()}"}}'
