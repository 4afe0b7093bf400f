"""What every unit was last run with and what it made: the lockfile, and the journal since."""

from __future__ import annotations

import json
from typing import Any

from workbench.files import write_json
from workbench.plan import journal
from workbench.plan.folders import BuildFolders
from workbench.plan.hashes import digest
from workbench.plan.keys import Key, Record

SCHEMA = 1
# These parts are the same for many units: they are kept once, under their hash.
_SHARED = ("helper", "environment", "parameter", "evidence")


class Lockfile:
    """The records of a programme's units.

    Parameters
    ----------
    folders
        The programme's build folders.

    Notes
    -----
    A finished unit is one line in the journal, on the disk before the next unit counts as finished. At the end of
    a build everything goes into ``lock.json``, written whole or not at all, and only then is the journal emptied.
    Killed in between, the same lines are simply read again.
    """

    def __init__(self, folders: BuildFolders) -> None:
        self._folders = folders
        self._groups: dict[str, dict[str, str]] = {}
        self._records: dict[str, Record] = {}
        self._pending = False
        try:
            stored = json.loads(folders.lockfile.read_text(encoding="utf-8"))
            if stored["schema"] == SCHEMA:
                self._groups = stored["groups"]
                self._records = {name: self._unpack(record) for name, record in stored["units"].items()}
        except (OSError, ValueError, KeyError, TypeError):
            # Without a readable lockfile everything is a first run: slower, never wrong.
            self._groups, self._records = {}, {}
        for entry in journal.entries(folders.journal):
            try:
                self._groups |= entry["groups"]
                self._records[entry["unit"]] = self._unpack(entry["record"])
            except (KeyError, TypeError):
                continue
            self._pending = True

    def __getitem__(self, name: str) -> Record:
        return self._records[name]

    def get(self, name: str) -> Record | None:
        """Return the record of the unit called ``name``, or None."""
        return self._records.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all units with a record, sorted."""
        return tuple(sorted(self._records))

    def unfinished(self) -> tuple[str, ...]:
        """Return the names of the units that failed or were skipped last time."""
        return tuple(name for name in self.names if self._records[name].status != "done")

    def add(self, name: str, record: Record) -> None:
        """Keep a unit's record; it is on the disk when this returns."""
        packed, groups = self._pack(record)
        # Each line stands alone: a group may be known only from a line that was torn.
        journal.append(self._folders.journal, {"unit": name, "record": packed, "groups": groups})
        self._groups |= groups
        self._records[name] = record
        self._pending = True

    def save(self, keep: set[str] | None = None) -> None:
        """Write ``lock.json`` and empty the journal.

        Parameters
        ----------
        keep
            Names of the programme's units; records of others (an area or stage that was removed) are dropped.
        """
        dropped = set() if keep is None else set(self._records) - keep
        if not self._pending and not dropped and self._folders.lockfile.exists():
            return
        for name in dropped:
            del self._records[name]
        units: dict[str, Any] = {}
        groups: dict[str, dict[str, str]] = {}
        for name, record in self._records.items():
            units[name], used = self._pack(record)
            groups |= used
        self._groups = groups
        write_json(self._folders.lockfile, {"schema": SCHEMA, "groups": groups, "units": units})
        self._folders.journal.unlink(missing_ok=True)
        self._pending = False

    @staticmethod
    def _pack(record: Record) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
        groups: dict[str, dict[str, str]] = {}
        packed: dict[str, Any] = {"status": record.status, "outputs": dict(record.outputs), "error": record.error}
        if record.key is not None:
            key = record.key.as_dict()
            for part in _SHARED:
                name = digest(key[part])
                groups[name] = dict(key[part])
                key[part] = name
            packed["key"] = key
        return packed, groups

    def _unpack(self, packed: dict[str, Any]) -> Record:
        key = packed.get("key")
        if key is not None:
            key = Key(**{part: self._groups[value] if part in _SHARED else value for part, value in key.items()})
        return Record(packed["status"], key, packed["outputs"], packed["error"])
