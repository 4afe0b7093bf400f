"""The batch note beside a programme's raw files: whether they are made up, what date they describe, when they came."""

from __future__ import annotations

import datetime
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError

BATCH = "batch.yaml"
LARGEST_NOTE = 64 * 1024


@dataclass(frozen=True)
class Batch:
    """What the note beside the raw files says of all of them.

    Parameters
    ----------
    synthetic
        Whether they are made up; without a note they are not.
    as_of
        The date they describe (ISO), or an empty string.
    received
        The day on which what is new among them arrived (ISO), or an empty string.
    """

    synthetic: bool = False
    as_of: str = ""
    received: str = ""


def read_batch(folder: Path) -> Batch:
    """Return what the batch note in a programme's raw folder says.

    Raises
    ------
    WorkbenchError
        When there is a note that cannot be understood: evidence is never taken for real by mistake.
    """
    # Imported here: the command line starts without it.
    from workbench.definitions.lined_yaml import read

    path = folder / BATCH
    if not path.exists() and not path.is_symlink():
        return Batch()
    if not stat.S_ISREG(path.lstat().st_mode):  # a link leads somewhere else
        raise WorkbenchError(f"{path} cannot be understood: it is no ordinary file.")
    if path.stat().st_size > LARGEST_NOTE:
        raise WorkbenchError(f"{path} cannot be understood: it is too long.")
    document, faults = read(path, str(path))
    if document is None:
        if not path.read_bytes().strip():
            return Batch()
        where = f"{path}, line {faults[0].line}," if faults[0].line else str(path)
        raise WorkbenchError(f"{where} cannot be understood: {faults[0].message}.")
    note = document.data
    if not isinstance(note, dict) or not set(note) <= {"synthetic", "as_of", "received", "note"}:
        fields = "synthetic, as_of, received and note"
        raise WorkbenchError(f"{path} cannot be understood: it may hold the fields {fields} only.")
    synthetic = note.get("synthetic", False)
    if not isinstance(synthetic, bool):
        raise WorkbenchError(f"{path} cannot be understood: synthetic is either true or false.")
    dates = {field: str(note.get(field) or "") for field in ("as_of", "received")}
    for field, text in dates.items():
        if text and not _is_date(text):
            raise WorkbenchError(f"{path} cannot be understood: {field} is a date such as 2026-03-31.")
    return Batch(synthetic, dates["as_of"], dates["received"])


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
