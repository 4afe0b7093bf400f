"""Hashes of files, remembered by size, time and inode so that an unchanged file is not read again."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

from workbench.files import sha256, write_text

# A file written this recently may be written again without its time stamp changing: such a hash is not remembered.
_SETTLED_NS = 50_000_000


def digest(value: Any) -> str:
    """Return a short SHA-256 (32 hexadecimal digits) of a value's canonical JSON.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class FileHashes:
    """SHA-256 of files, with a memory between builds.

    Parameters
    ----------
    memory
        The JSON file that keeps what was hashed; it may be missing, torn or deleted at any time.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self._memory = memory
        self._known: dict[str, list] = {}
        self._changed = False
        if memory is not None:
            try:
                self._known = dict(json.loads(memory.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError):
                self._known = {}

    def of(self, path: Path | str) -> str | None:
        """Return the file's SHA-256 (64 hexadecimal digits), or None where there is no such file."""
        name = os.fspath(path)
        try:
            stat = os.stat(name)  # noqa: PTH116  thousands of them
        except OSError:
            return None
        signature = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        known = self._known.get(name)
        if known and known[0] == signature:
            return known[1]
        value = sha256(Path(path))
        if time.time_ns() - stat.st_mtime_ns > _SETTLED_NS:
            self._known[name] = [signature, value]
            self._changed = True
        return value

    def save(self) -> None:
        """Keep what was hashed for the next build; files that are gone are forgotten."""
        if self._memory is None or not self._changed:
            return
        kept = {path: value for path, value in self._known.items() if os.path.exists(path)}  # noqa: PTH110  thousands of them
        write_text(self._memory, json.dumps(kept, sort_keys=True))
        self._changed = False
