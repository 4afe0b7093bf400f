"""What Python sources say of themselves, remembered between builds: what is as it was is not parsed again."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from workbench.files import write_text
from workbench.plan import source_facts
from workbench.plan.source_facts import Facts, facts_of


class SourceMemory:
    """Facts of Python sources, by the sources' SHA-256.

    Parameters
    ----------
    memory
        The JSON file that keeps them; it may be missing, torn or deleted at any time. Another Python, or another way
        of reading sources, does not use it.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "sources.json"
    >>> memory = SourceMemory(place)
    >>> memory("import pandas").packages
    frozenset({'pandas'})
    >>> memory.save()
    >>> SourceMemory(place)("import pandas") == memory("import pandas")
    True
    """

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._state = f"{sys.version} {hashlib.sha256(Path(source_facts.__file__).read_bytes()).hexdigest()}"
        self._used: dict[str, Facts] = {}
        try:
            kept = json.loads(memory.read_text(encoding="utf-8"))
            self._kept = dict(kept["facts"]) if kept["state"] == self._state else {}
        except (OSError, ValueError, KeyError, TypeError):
            self._kept = {}

    def __call__(self, source: str) -> Facts:
        """Return what is to be known of Python source."""
        name = hashlib.sha256(source.encode()).hexdigest()
        if name not in self._used:
            self._used[name] = _facts(self._kept[name]) if name in self._kept else facts_of(source)
        return self._used[name]

    def save(self) -> None:
        """Keep what was asked for until the next build, beside what was kept before."""
        new = {name: _plain(facts) for name, facts in self._used.items() if name not in self._kept}
        if new:
            self._kept |= new
            write_text(self._memory, json.dumps({"state": self._state, "facts": self._kept}, sort_keys=True))


def _plain(facts: Facts) -> list[object]:
    return [facts.hash, facts.readable, facts.imports, sorted(facts.texts), sorted(facts.packages)]


def _facts(kept: list) -> Facts:
    value, readable, imports, texts, packages = kept
    named = tuple((base, level, tuple(names)) for base, level, names in imports)
    return Facts(value, readable, named, frozenset(texts), frozenset(packages))
