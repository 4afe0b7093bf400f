"""YAML read as plain data that remembers the line of everything in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from workbench.errors import Fault

MAXIMUM_BYTES = 2_000_000
MAXIMUM_DEPTH = 30

# The C parser where PyYAML was built with it: the plain one is some ten times slower.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The core schema of YAML 1.2. Under the older rules of PyYAML's own resolver an unquoted `no` turns into false and an
# unquoted date into a date, which surprises authors.
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
# A value that begins with a quotation mark of a word processor.
_CURLY = re.compile(r"[:,\[{-]\s*[“„‘]")

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The content of one YAML file.

    Parameters
    ----------
    file
        The file as a user recognises it.
    data
        Mappings, lists, text, numbers, booleans and None.
    lines
        Line, from 1, of every value by its place: keys and list positions from the top.
    """

    file: str
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def line(self, *place: str | int) -> int:
        r"""Return the line of ``place``, or of the nearest thing around it that is there.

        Examples
        --------
        >>> document, _ = parse("a: 1\nb:\n  - c\n", "x.yaml")
        >>> document.line("b", 0), document.line("b", 0, "missing")
        (3, 3)
        """
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, message: str, *place: str | int) -> Fault:
        """Return a fault at the line of ``place``."""
        return Fault(file=self.file, line=self.line(*place), message=message)


def read(path: Path, shown: str) -> tuple[Document | None, list[Fault]]:
    """Read one YAML file.

    Parameters
    ----------
    path
        The file.
    shown
        Its name in messages.

    Returns
    -------
    Document or None, list of Fault
        The content and no fault, or None and every fault that could be found.
    """
    try:
        # One byte more than allowed is enough to know that a file is too large.
        with path.open("rb") as stream:
            content = stream.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        return None, [Fault(file=shown, message=f"could not be read ({error.strerror or error})")]
    if len(content) > MAXIMUM_BYTES:
        return None, [Fault(file=shown, message=f"is larger than {MAXIMUM_BYTES // 1_000_000} MB; split it")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Fault(file=shown, line=line, message="is not UTF-8 text here; save the file as UTF-8")]
    return parse(text, shown)


def parse(text: str, shown: str) -> tuple[Document | None, list[Fault]]:
    r"""Turn YAML text into plain data with lines.

    Tags, anchors and aliases, a key given twice, a second document and deep nesting are refused: none is needed here,
    and each can hide something or do harm.

    Parameters
    ----------
    text
        The YAML text.
    shown
        The file's name in messages.

    Examples
    --------
    >>> parse("title: A\ntitle: B\n", "x.yaml")[1][0].message
    "'title' is given twice (first on line 1)"
    >>> parse("when: 2026-03-31\nagreed: no\nshare: 0.5\n", "x.yaml")[0].data
    {'when': '2026-03-31', 'agreed': 'no', 'share': 0.5}
    """
    builder = _Builder(shown)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"is not valid YAML: {error.problem}{_likely(error.problem, text, line)}"
        builder.faults.append(Fault(file=shown, line=line, message=message))
    except yaml.YAMLError as error:  # characters that YAML does not allow
        builder.faults.append(Fault(file=shown, message=f"is not valid YAML: {str(error).splitlines()[0]}"))
    if not builder.faults and builder.result is None:
        builder.faults.append(Fault(file=shown, message="is empty"))
    if builder.faults:
        return None, builder.faults
    return Document(shown, builder.result, builder.lines), []


def _likely(problem: object, text: str, line: int) -> str:
    r"""Return what most likely makes a line no YAML, and what to do; nothing where it could be anything.

    Examples
    --------
    >>> parse("points:\n\t- a\n", "x.yaml")[1][0].line, _likely("", "points:\n\t- a\n", 2)
    (2, '. A tab stands before its first word: indent with spaces')
    """
    lines = text.splitlines()
    # YAML often notices only on the line below.
    near = lines[max(line - 2, 0) : line]
    if any("\t" in each[: len(each) - len(each.lstrip())] for each in near):
        return ". A tab stands before its first word: indent with spaces"
    if any(_CURLY.search(each) for each in lines[line - 1 : line]):
        return ". Curly quotation marks quote nothing in YAML: write straight ones"
    if line and "mapping values are not allowed" in str(problem):
        return ". A text with a colon in it stands in quotation marks"
    return ""


class _Builder:
    """Data made of parser events, without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.faults: list[Fault] = []
        self.lines: dict[Place, int] = {}
        self.result: Any = None
        self._documents = 0
        # Open collections: the collection, its place, the key that waits for its value (mappings only).
        self._open: list[tuple[dict | list, Place, list]] = []

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when reading should stop."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                return self._refuse(line, "holds a second document ('---'); keep one a file")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return self._refuse(line, "uses an anchor or alias ('&' or '*'); write the value out, or quote it")
        elif getattr(event, "tag", None) and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            return self._refuse(line, f"uses a tag ('{event.tag}'); write plain text, or quote it")
        elif isinstance(event, yaml.ScalarEvent):
            self._put(_scalar(event), line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(self._open) >= MAXIMUM_DEPTH:
                return self._refuse(line, f"is nested deeper than {MAXIMUM_DEPTH} levels")
            collection: dict | list = {} if isinstance(event, yaml.MappingStartEvent) else []
            place = self._put(collection, line)
            self._open.append((collection, place, []))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
        return True

    def _refuse(self, line: int, message: str) -> bool:
        self.faults.append(Fault(file=self.shown, line=line, message=message))
        return False

    def _put(self, value: Any, line: int) -> Place:
        if not self._open:
            self.result = value
            self.lines[()] = line
            return ()
        collection, place, waiting = self._open[-1]
        if isinstance(collection, list):
            here = (*place, len(collection))
            collection.append(value)
            self.lines[here] = line
            return here
        if not waiting:
            if isinstance(value, (dict, list)):
                self._refuse(line, "has a list or mapping as a key; a key is a word")
                value = f"line {line}"
            key = value if isinstance(value, str) else str(value)
            if key in collection:
                first = self.lines[(*place, key)]
                self._refuse(line, f"'{key}' is given twice (first on line {first})")
            else:
                # A key's own line serves for its value too: a long text may begin on the next line.
                self.lines[(*place, key)] = line
            waiting.append(key)
            return (*place, key)
        key = waiting.pop()
        collection[key] = value
        return (*place, key)


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = event.value
    if not event.implicit[0]:  # quoted, or a block of text
        return value
    if value in _NULL:
        return None
    if value in _BOOLEAN:
        return _BOOLEAN[value]
    if _INTEGER.fullmatch(value):
        return int(value)
    if _NUMBER.fullmatch(value):
        return float(value)
    return value
