"""What people wrote for reports, searched as the texts of the evidence are: what is detected waits for a reader.

A report may name somebody on purpose, such as a council by its address. So nothing is held out of a draft; what is
detected is said, signed off by a role, and stands in the way of a release until then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import InputFaults, shown_path
from workbench.files import sha256, write_json
from workbench.freetext import authored_texts
from workbench.freetext.authored_texts import authored_files, texts_of
from workbench.freetext.findings import KINDS, Finding
from workbench.freetext.fingerprints import detector, fingerprint
from workbench.freetext.held import SHORT, load_read_texts
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.definitions import Definitions, Programme

#: What is never on purpose: nobody can sign it off.
NEVER = frozenset({"chi", "national_insurance", "birth"})
_SHOWN = 4


@dataclass(frozen=True, order=True)
class Passage:
    """One passage in which something was detected.

    Parameters
    ----------
    area
        Slug of the area that it was written for, or ``national``.
    file, line
        Where it begins.
    hash
        Its fingerprint.
    kinds, shown
        What was detected, and each detail masked.
    words
        The passage itself; empty unless it was asked for.
    """

    area: str
    file: str
    line: int
    hash: str
    kinds: tuple[str, ...]
    shown: tuple[str, ...]
    words: str = field(default="", compare=False, repr=False)

    @property
    def id(self) -> str:
        """What a person calls it by."""
        return self.hash[:SHORT]

    @property
    def where(self) -> str:
        """Its place, as people read it."""
        return f"{self.file}, line {self.line}"

    @property
    def detected(self) -> str:
        """What was detected, in words, each detail masked."""
        found = dict.fromkeys(zip(self.kinds, self.shown, strict=True))
        return ", ".join(f"{KINDS[kind].one} {shown!r}" for kind, shown in found)

    @property
    def never(self) -> bool:
        """Whether it holds what may stand in no report, whoever reads it."""
        return bool(NEVER & set(self.kinds))

    def __str__(self) -> str:
        end = "it may stand in no report; take it out" if self.never else "nobody has signed it off"
        return f"{self.where}: {self.detected}; {end}"


def passages(
    project: Project, programme: Programme | str, definitions: Definitions | None = None, *, words: bool = False
) -> tuple[Passage, ...]:
    """Return every passage of a programme's narrative and records in which something was detected.

    Nothing found does not mean that a text is safe. Files that were searched before, by the same search and lists, are
    not searched again: ``build/cache`` keeps what was detected, never the words.

    Parameters
    ----------
    project
        The project.
    programme
        The programme or its id.
    definitions
        The project's definitions; loaded when not given.
    words
        Whether to read the passages themselves as well.
    """
    from workbench.definitions import load_definitions

    id = programme if isinstance(programme, str) else programme.id
    known = definitions or load_definitions(project, only=(id,))
    found = known.programme(id)
    cache = _Cache(project, known, found)
    passages = []
    for place, path in authored_files(project, id):
        content = path.read_bytes()
        file = shown_path(path, project.root)
        seen = cache.seen(path.name, content)
        if not seen:
            continue
        cut = texts_of(path.name, _text(content)) if words else ()
        texts = {fingerprint(each.written): each.written for each in cut}
        passages += [
            Passage(place, file, line, hash, tuple(kinds), tuple(shown), texts.get(hash, ""))
            for line, hash, kinds, shown in seen
        ]
    cache.save()
    return tuple(sorted(passages))


def unread(
    project: Project, programme: Programme | str, definitions: Definitions | None = None, *, words: bool = False
) -> tuple[Passage, ...]:
    """Return the passages in which something was detected and that nobody has signed off as they stand.

    A release waits for them; ``str`` of each is a line for its author. Parameters are those of `passages`.

    Raises
    ------
    InputFaults
        With the faults of a file of sign-offs.
    """
    id = programme if isinstance(programme, str) else programme.id
    read: dict[str, frozenset[str]] = {}
    waiting = []
    for one in passages(project, programme, definitions, words=words):
        if one.area not in read:
            read[one.area] = frozenset(each.hash for each in load_read_texts(project, id, one.area))
        if one.never or one.hash not in read[one.area]:
            waiting.append(one)
    return tuple(waiting)


def to_read_lines(programme: str, waiting: Iterable[Passage]) -> list[str]:
    """Return what a build says of passages that wait for a reader; nothing where there are none.

    Parameters
    ----------
    programme
        The programme's id, for the command.
    waiting
        The passages.
    """
    waiting = list(waiting)
    if not waiting:
        return []
    count = len(waiting)
    where = "; ".join(f"{one.where} ({one.detected})" for one in waiting[:_SHOWN])
    more = f"; and {count - _SHOWN} more" if count > _SHOWN else ""
    what = "1 passage that was written for the reports" if count == 1 else f"{count} passages written for the reports"
    return [
        f"To read: {what} may identify somebody, and nobody has signed {'it' if count == 1 else 'them'} off: "
        f"{where}{more}. They stand in this draft; a release waits for a sign-off: "
        f"workbench findings {programme} --show"
    ]


def narrative_lines(project: Project, programme: Programme, definitions: Definitions) -> list[str]:
    """Return what a build says of a programme's passages that wait for a reader.

    A fault in a file of sign-offs is said, and stops no draft.
    """
    try:
        return to_read_lines(programme.id, unread(project, programme, definitions))
    except InputFaults as error:
        return [error.message]


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


class _Cache:
    """What was detected in each file, by what it holds and by what searched it."""

    def __init__(self, project: Project, known: Definitions, programme: Programme) -> None:
        self.path = project.build / "cache" / "narrative" / f"{programme.id}.json"
        self._words: Any = None
        self._details: dict[str, tuple[Finding, ...]] = {}
        self._known, self._programme = known, programme
        areas = sorted(f"{area.name}|{area.short_name}|{area.spellings}" for area in self._seen_by.areas.values())
        cut = sha256(Path(authored_texts.__file__))
        names = "\n".join([detector(), cut, *_own_terms(programme, known), *areas])
        self.searcher = hashlib.sha256(names.encode()).hexdigest()
        self.before: dict[str, list[Any]] = {}
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            if kept["searcher"] == self.searcher:
                self.before = kept["files"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # made again
        self.now: dict[str, list[Any]] = {}

    @property
    def _seen_by(self) -> Definitions:
        return self._known.seen_by(self._programme)

    def seen(self, name: str, content: bytes) -> list[Any]:
        """Return line, fingerprint, kinds and masked details of every passage of a file with something detected."""
        key = hashlib.sha256(f"{name.rpartition('.')[2]}\0".encode() + content).hexdigest()
        if key not in self.now:
            self.now[key] = self.before[key] if key in self.before else self._searched(name, _text(content))
        return self.now[key]

    def _searched(self, name: str, content: str) -> list[Any]:
        from workbench.freetext.detecting import detect  # word lists: only where a file is new or changed
        from workbench.freetext.quotations import known_words
        from workbench.freetext.vocabulary import Known

        if self._words is None:
            words = known_words(self._seen_by)
            self._words = Known(words.terms | frozenset(_own_terms(self._programme, self._known)), words.areas)
        found = []
        for text in texts_of(name, content):
            # Much of what is written for one area is written for others in the same words.
            if text.searched not in self._details:
                self._details[text.searched] = detect(text.searched, self._words)
            details = self._details[text.searched]
            if details:
                kinds, shown = [one.kind for one in details], [one.shown for one in details]
                found.append([text.line, fingerprint(text.written), kinds, shown])
        return found

    def save(self) -> None:
        """Write what was detected, where anything changed and there is a build folder."""
        if self.now != self.before and self.path.parents[2].is_dir():
            write_json(self.path, {"searcher": self.searcher, "files": dict(sorted(self.now.items()))}, private=True)


def _own_terms(programme: Programme, known: Definitions) -> list[str]:
    """Return the programme's own names of things: they name no person."""
    framework = known.frameworks.get(programme.framework or "")
    names = {programme.title, programme.short_title, *(one.name for one in programme.publishers)}
    if framework:
        names |= {framework.title, framework.publisher, *(each.title for each in framework.quality_indicators)}
    return sorted(name for name in names if name)
