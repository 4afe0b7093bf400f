"""An authored file: a list of entries that several people add to and change, none ever lost."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.desk.locking import locked, write_whole
from helpers.desk.yaml_places import lines_of
from helpers.desk.yaml_reading import read_yaml
from helpers.desk.yaml_text import with_changed, with_entry
from helpers.errors import HelperError
from helpers.names import did_you_mean

Entry = dict[str, Any]
# What a file holds, list by list; and a check of it, which raises to record nothing.
Held = dict[str, list[Entry]]
Check = Callable[[Held], None]

_MARK = "\ufeff"
# What the forms could not show if it stood otherwise in a file that was written by hand.
_DAYS, _GRADES = ("on", "decided_on"), ("grade", "from", "to")
_LISTS = ("strands", "changes", "earlier")
_LOGS: dict[str, tuple[str, ...]] = {"changes": ("on", "by", "from", "to", "reason"), "earlier": ()}


@dataclass(frozen=True)
class Shape:
    """What an entry of a list holds.

    Parameters
    ----------
    key
        Name of the list in the file.
    required, optional
        Fields of an entry.
    """

    key: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Kept:
    """What an editor gave the file and it keeps: the mark at its beginning, Windows line ends."""

    mark: bool = False
    windows: bool = False


class EntryFile:
    """One authored file of an area.

    Parameters
    ----------
    path
        The file; it need not be there yet.
    shapes
        The lists that it may hold, the main one first.
    """

    def __init__(self, path: Path, *shapes: Shape) -> None:
        self.path = path
        self.shapes = {shape.key: shape for shape in shapes}

    @property
    def shown(self) -> str:
        """The file as messages name it."""
        return "/".join(self.path.parts[-2:])

    def read(self) -> Held:
        """Return the entries of each list, in the order of the file; empty lists where it is not there.

        Raises
        ------
        HelperError
            With file and line, where the file is not as the build wants it.
        """
        return self._checked(self._held()[0])

    def add(self, key: str, entry: Mapping[str, Any], *, check: Check | None = None) -> None:
        """Add an entry at the end of a list.

        Parameters
        ----------
        key
            The list.
        entry
            Its fields; blank ones are left out.
        check
            Called with what the file holds by then, while nobody else writes; it raises to add nothing.

        Raises
        ------
        HelperError
            When the file is not valid, or ``check`` says so. The file stays as it was.
        """

        def make(held: Held) -> tuple[None, Mapping[str, Any]]:
            if check is not None:
                check(held)
            return None, entry

        self.put(key, make)

    def change(self, key: str, seen: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
        """Change an entry, provided that it is still as it was when it was looked at.

        Parameters
        ----------
        key
            The list.
        seen
            The entry as it was shown to whom changes it.
        entry
            What it should hold now.

        Raises
        ------
        HelperError
            When somebody else changed or removed it since, or the file is not valid. The file stays as it was.
        """
        self.put(key, lambda _held: (seen, entry))

    def put(self, key: str, make: Callable[[Held], tuple[Mapping[str, Any] | None, Mapping[str, Any]]]) -> None:
        """Add or change an entry that depends on what the file holds.

        Parameters
        ----------
        key
            The list.
        make
            Called with what the file holds, while nobody else writes. Returns the entry to change, or None to add one,
            and what it should hold; raises to record nothing.
        """
        with locked(self.path.parent):
            text, kept = self._held()
            held = self._checked(text)
            seen, entry = make(held)
            filled = _filled(entry, self.shapes[key])
            if seen is None:
                return self._write(with_entry(text, key, filled), kept)
            places = [place for place, one in enumerate(held[key]) if one == dict(seen)]
            if not places:
                raise HelperError(
                    "Somebody else has changed this since you looked at it. Nothing was recorded, and what you wrote "
                    "is still here: look at what stands there now, then record again."
                )
            return self._write(with_changed(text, key, places[0], filled), kept)

    def _held(self) -> tuple[str, _Kept]:
        """Return the file's text with plain line ends, and what it is written with."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return "", _Kept()
        except OSError as error:
            raise HelperError(f"{self.shown} cannot be read ({error.strerror}). Nothing was recorded.") from None
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise HelperError(
                f"{self.shown}, line {line}: this is not UTF-8 text; save the file as UTF-8. Nothing was recorded."
            ) from None
        kept = _Kept(text.startswith(_MARK), "\r\n" in text)
        return text.removeprefix(_MARK).replace("\r\n", "\n"), kept

    def _write(self, text: str, kept: _Kept) -> None:
        whole = text if text.endswith("\n") else text + "\n"
        whole = whole.replace("\n", "\r\n") if kept.windows else whole
        write_whole(self.path, ((_MARK if kept.mark else "") + whole).encode())

    def _checked(self, text: str) -> Held:
        data = read_yaml(text, self.shown)
        unknown = [name for name in data if name not in (*self.shapes, "synthetic")]
        if unknown:
            line = next((at for at, one in enumerate(text.split("\n"), 1) if one.startswith(unknown[0])), 1)
            hint = did_you_mean(unknown[0], self.shapes)
            raise self._refused(line, f"'{unknown[0]}' is no part of this file.{hint}")
        return {key: self._entries(text, shape, data.get(key)) for key, shape in self.shapes.items()}

    def _entries(self, text: str, shape: Shape, found: Any) -> list[Entry]:
        if found is None:
            return []
        if not isinstance(found, list):
            raise self._refused(1, f"'{shape.key}' should be a list")
        for place, entry in enumerate(found):
            fault = _fault(entry, shape)
            if fault:
                raise self._refused(lines_of(text, shape.key)[place], fault)
        return found

    def _refused(self, line: int, what: str) -> HelperError:
        return HelperError(f"{self.shown}, line {line}: {what}. Mend the file first; nothing was recorded.")


def _fault(entry: Any, shape: Shape) -> str:
    if not isinstance(entry, dict):
        return f"an entry of '{shape.key}' should hold names with values"
    for name in shape.required:
        if entry.get(name) in (None, ""):
            return f"'{name}' is missing here"
    for name in entry:
        if name not in (*shape.required, *shape.optional):
            return f"'{name}' is not known here.{did_you_mean(name, (*shape.required, *shape.optional))}"
    return _kind_fault(entry)


def _kind_fault(entry: Mapping[str, Any]) -> str:
    """Return what a person wrote otherwise than the forms and the build read it; an empty string where all is well."""
    for name, value in entry.items():
        if name in _LISTS:
            if not isinstance(value, list | None):
                return f"'{name}' should be a list"
            if name in _LOGS and any(not isinstance(one, dict) for one in value or ()):
                return f"an entry of '{name}' should hold names with values"
            faults = (_log_fault(one, _LOGS[name]) for one in value or () if isinstance(one, dict))
            if fault := next(filter(None, faults), ""):
                return f"{fault} (in '{name}')"
        elif isinstance(value, list | dict):
            return f"'{name}' should be a single text or number"
        elif name in _DAYS and value not in (None, "") and not _is_day(value):
            return f"'{name}' is no date ({str(value)[:20]}); write it as year-month-day, such as 2026-03-31"
        elif name in _GRADES and value not in (None, "") and not str(value).isdecimal():
            return f"'{name}' is no grade of the scale ({str(value)[:20]}); write its number"
    return ""


def _log_fault(entry: Mapping[str, Any], wanted: tuple[str, ...]) -> str:
    missing = next((name for name in wanted if entry.get(name) in (None, "")), "")
    return f"'{missing}' is missing" if missing else _kind_fault(entry)


def _is_day(value: Any) -> bool:
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _filled(entry: Mapping[str, Any], shape: Shape) -> Entry:
    """Return the fields that hold something, in the order of the shape."""
    names: Iterable[str] = (*shape.required, *shape.optional)
    return {name: entry[name] for name in names if entry.get(name) not in (None, "", [], ())}
