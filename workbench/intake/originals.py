"""Raw files kept as they were received, under the hash of their bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from workbench.files import write_bytes
from workbench.freetext.plain import without_hidden

_LONGEST = 120


def original_path(evidence: Path, sha256: str, name: str) -> Path:
    """Return where an original is kept: ``originals/<two digits>/<hash>/<name>``.

    Examples
    --------
    >>> original_path(Path("e"), "ab12", "notes: 1/2.csv").as_posix()
    'e/originals/ab/ab12/notes_ 1_2.csv'
    """
    return evidence / "originals" / sha256[:2] / sha256 / safe_name(name)


def keep_original(evidence: Path, name: str, content: bytes) -> None:
    """Keep a file that was taken in, unless the same bytes are kept already.

    Only accepted files are kept: one that was refused may hold what must not be copied.

    Parameters
    ----------
    evidence
        The evidence folder.
    name
        The file's own name.
    content
        Its bytes.
    """
    path = original_path(evidence, hashlib.sha256(content).hexdigest(), name)
    if not (path.is_file() and path.stat().st_size == len(content)):
        write_bytes(path, content, private=True)


def safe_name(name: str) -> str:
    """Return a file's name without anything that a path or a shell takes for something else.

    Examples
    --------
    >>> safe_name("../../etc/passwd"), safe_name("fife survey (1).csv"), safe_name("-rf")
    ('etc_passwd', 'fife survey (1).csv', '_-rf')
    """
    plain = re.sub(r"[^\w .()\[\]&',+-]", "_", without_hidden(name)).lstrip("._ ")
    if len(plain) > _LONGEST:
        plain = plain[: _LONGEST - 20] + plain[-20:]
    return f"_{plain}" if plain.startswith("-") or not plain else plain
