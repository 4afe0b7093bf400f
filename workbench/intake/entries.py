"""What the catalogue says of one table, with the versions that came before."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workbench.store import StoredFile

Entry = dict[str, Any]


def new_entry(
    one: StoredFile, definition: str, set_aside: list[dict[str, Any]], to_read: list[dict[str, Any]],
    before: Entry | None, received: str = "",
) -> Entry:  # fmt: skip
    """Return the catalogue's entry for a file just taken in.

    Parameters
    ----------
    one
        The file as it was taken in.
    definition
        Hash of everything that decides how it is read.
    set_aside
        Rows that were refused without stopping the others, each with its reason.
    to_read
        Texts that may identify somebody, each with column, row, fingerprint and what was detected.
    before
        The entry that it replaces, or None.
    received
        Day on which the batch note says that it arrived, or an empty string.

    Returns
    -------
    dict
        The entry. ``versions`` tells the file's history, the earliest first: hash, name, rows and the date that the
        batch note gives. It knows no clock: the same files in the same order give the same history.
    """
    version = {
        "sha256": one.sha256, "file": one.file, "as_of": one.as_of, "read": one.read, "rows": one.rows,
        "refused": one.refused,
    }  # fmt: skip
    history = list((before or {}).get("versions", ()))
    if history and history[-1]["sha256"] == one.sha256:
        # The same file read anew, for another definition or batch note, is no other version: it arrived when it did.
        received = history.pop().get("received", received)
    if received:
        version["received"] = received
    return asdict(one) | {
        "definition": definition,
        "set_aside": set_aside,
        "to_read": to_read,
        "versions": [*history, version],
    }


def is_unchanged(entry: Entry | None, file: str, sha256: str, definition: str, synthetic: bool, as_of: str) -> bool:
    """Return whether a raw file is what an entry was made from, read in the same way.

    Parameters
    ----------
    entry
        The catalogue's entry, or None.
    file, sha256
        The raw file's name and hash.
    definition
        Hash of everything that decides how it is read.
    synthetic, as_of
        What the batch note says.
    """
    return entry is not None and (
        entry["file"], entry["sha256"], entry["definition"], entry["synthetic"], entry["as_of"]
    ) == (file, sha256, definition, synthetic, as_of)  # fmt: skip
