"""What a build found by reading what it had made, remembered with all that it depends on until the next build."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from workbench.files import write_text
from workbench.plan.fingerprint import installed, tree_state
from workbench.plan.hashes import FileHashes, digest


class Remembered:
    """Findings by name, each with what it was found for.

    Parameters
    ----------
    memory
        The JSON file that keeps them; it may be missing, torn or deleted at any time. Another version of the program
        does not use it.
    hashes
        Knows the digests of files that were read before.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "found.json"
    >>> first = Remembered(place, FileHashes())
    >>> first.keep("fife", ["what it was made of"], 3)
    3
    >>> first.save()
    >>> again = Remembered(place, FileHashes())
    >>> again.found("fife", ["what it was made of"]), again.found("fife", ["something else"])
    (3, None)
    """

    def __init__(self, memory: Path, hashes: FileHashes) -> None:
        self.hashes = hashes
        self._memory = memory
        self._used: dict[str, Any] = {}
        try:
            stored = json.loads(memory.read_text(encoding="utf-8"))
            self._kept = dict(stored["found"]) if stored["program"] == _program() else {}
        except (OSError, ValueError, KeyError, TypeError):
            self._kept = {}

    def found(self, name: str, depends: Any) -> Any:
        """Return what was found for exactly this; None where that is not known."""
        known = self._kept.get(name)
        if known is None or known[0] != depends:
            return None
        self._used[name] = known
        return known[1]

    def keep(self, name: str, depends: Any, value: Any) -> Any:
        """Remember, and return, what was found.

        Parameters
        ----------
        name
            Of the finding; it takes the place of an earlier one's.
        depends
            All that it depends on beside the program, as plain JSON values.
        value
            As plain JSON values.
        """
        self._used[name] = [depends, value]
        return value

    def depends(self, name: str) -> Any:
        """Return what the remembered finding of a name was found for; None where there is none."""
        known = self._kept.get(name)
        return known[0] if known else None

    def save(self) -> None:
        """Keep what was found or asked for since, and forget the rest."""
        if self._used != self._kept:
            write_text(self._memory, json.dumps({"program": _program(), "found": self._used}, sort_keys=True))


@cache
def _program() -> str:
    """Return a digest of the state of everything that computes: Python, what is installed, workbench and helpers."""
    import helpers

    folders = (Path(__file__).parents[1], Path(str(helpers.__file__)).parent)
    return digest([sys.version, sorted(installed()), *(sorted(tree_state(str(folder))) for folder in folders)])
