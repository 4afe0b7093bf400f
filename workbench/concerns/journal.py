"""The file of concerns: lines are added and none is ever changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import canonical_json, private_folder
from workbench.project import Project

WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Journal:
    """What the file holds.

    Parameters
    ----------
    events
        The lines that could be read, oldest first.
    unreadable
        Numbers, from 1, of lines that could not be read, such as one cut short when a machine stopped.
    """

    events: tuple[dict[str, Any], ...] = ()
    unreadable: tuple[int, ...] = ()


def concerns_file(project: Project) -> Path:
    """Return the file of concerns, in a folder of its own beside the evidence store."""
    return project.evidence / "concerns" / "concerns.jsonl"


def read_journal(project: Project) -> Journal:
    """Return everything recorded; empty where nothing ever was."""
    try:
        content = concerns_file(project).read_bytes()
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise WorkbenchError(
            f"The record of concerns could not be read ({error.strerror}). Ask the person who owns "
            f"{concerns_file(project).parent} for access."
        ) from None
    events, unreadable = [], []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        event = _event(line)
        if event is None:
            unreadable.append(number)
        else:
            events.append(event)
    return Journal(tuple(events), tuple(unreadable))


def _event(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    wanted = ("id", "event", "at")
    if isinstance(event, dict) and all(isinstance(event.get(name), str) for name in wanted):
        return event
    return None


def append(project: Project, make: Callable[[Journal], dict[str, Any]]) -> dict[str, Any]:
    """Add one line, made from what is recorded so far, and see it safely on the disk.

    Parameters
    ----------
    project
        The project.
    make
        Called with what is recorded, while nobody else can write; returns the new event, or raises to add nothing.

    Returns
    -------
    dict
        The event as written.

    Raises
    ------
    WorkbenchError
        When somebody else writes for longer than half a minute.
    """
    path = concerns_file(project)
    _private_folder(path.parent)
    with _locked(path.parent):
        event = make(read_journal(project))
        line = canonical_json(event).encode() + b"\n"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.fchmod(handle, 0o600)
            size = os.fstat(handle).st_size
            # A line that was cut short is ended first, so that it spoils only itself.
            if size and os.pread(handle, 1, size - 1) != b"\n":
                line = b"\n" + line
            while line:
                line = line[os.write(handle, line) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        _sync_folder(path.parent)
    return event


def _private_folder(folder: Path) -> None:
    """Make the folder for its owner alone, and mend one that is open to others."""
    private_folder(folder)
    if folder.stat().st_mode & 0o777 != 0o700:
        folder.chmod(0o700)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".lock", mode=0o600)
    try:
        lock.acquire(timeout=WAIT_SECONDS)
    except Timeout:
        raise WorkbenchError(
            "Somebody else is writing to the record of concerns. Nothing was recorded; try again in a moment."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
