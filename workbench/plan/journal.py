"""An append-only record of finished units that survives a kill at any moment."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def append(path: Path, entry: dict[str, Any]) -> None:
    """Add one line and wait until it is on the disk.

    The line goes out in one write. A torn line before it (the last build was killed) is closed first, so that
    it cannot swallow this one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(entry, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = b"\n" + line
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield every whole line; a torn one is passed over.

    Examples
    --------
    >>> import tempfile
    >>> journal = Path(tempfile.mkdtemp()) / "journal.jsonl"
    >>> append(journal, {"unit": "fife/03_surveys"})
    >>> with journal.open("a") as stream:
    ...     _ = stream.write('{"unit": "fife/04_re')
    >>> append(journal, {"unit": "moray/03_surveys"})
    >>> [entry["unit"] for entry in entries(journal)]
    ['fife/03_surveys', 'moray/03_surveys']
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    for line in content.split(b"\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            yield entry
