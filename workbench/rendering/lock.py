"""What the last render made of what, so that what has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.files import write_json

SCHEMA = 1


@dataclass
class RenderLock:
    """The record of one site's last render, kept beside the site.

    Parameters
    ----------
    path
        The file it is kept in.
    pages
        For each page: its inputs with their digests, its title, and what it shows.
    outputs
        For each output: the key it was made under, and its file's stamp.
    digests
        Digest of each file seen, by path and stamp, so that files are not read again to be compared.
    """

    path: Path
    pages: dict[str, Any] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)
    digests: dict[str, list[str]] = field(default_factory=dict)
    _fresh: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> RenderLock:
        """Return the record kept at ``path``; an empty one where there is none that can be used."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls(path)
        if not isinstance(kept, dict) or kept.get("schema") != SCHEMA:
            return cls(path)
        return cls(path, kept.get("pages", {}), kept.get("outputs", {}), kept.get("digests", {}))

    def write(self) -> None:
        """Keep the record, without digests of files that are gone."""
        digests = {name: self.digests[name] for name in self._fresh if name in self.digests}
        kept = {"schema": SCHEMA, "pages": self.pages, "outputs": self.outputs, "digests": digests}
        write_json(self.path, kept)

    def digest(self, path: Path) -> str:
        """Return the SHA-256 of a file's content; ``absent`` where there is no file."""
        name = str(path)
        if name in self._fresh:
            return self._fresh[name]
        stamp = stamp_of(path)
        if stamp is None:
            self._fresh[name] = "absent"
            return "absent"
        kept = self.digests.get(name)
        if kept is None or kept[0] != stamp:
            with path.open("rb") as stream:
                kept = [stamp, hashlib.file_digest(stream, "sha256").hexdigest()]
            self.digests[name] = kept
        self._fresh[name] = kept[1]
        return kept[1]


def stamp_of(path: Path) -> str | None:
    """Return what changes when a file is written anew: size, time and inode; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def key_of(*parts: Any) -> str:
    """Return a digest of ``parts``, the same for the same parts.

    Examples
    --------
    >>> key_of("a", {"b": 1}) == key_of("a", {"b": 1}), key_of("a") == key_of("b")
    (True, False)
    """
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
