"""Private folders with short names, and the removal of those that nobody holds any more."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

_LOCK = "lock"
# The address of a unix socket holds 107 bytes, and a kernel adds its own folder and a number to this.
_LONGEST_BASE = 48
# A folder this young may be one that another process is about to lock.
_TOO_YOUNG_SECONDS = 60.0


def _base() -> Path:
    base = tempfile.gettempdir()
    return Path(base if len(base) <= _LONGEST_BASE else "/tmp")


def _prefix() -> str:
    return f"wk-{os.getuid()}-"


def make() -> Path:
    """Make a folder that only this user can enter, with a name short enough for unix sockets."""
    return Path(tempfile.mkdtemp(prefix=_prefix(), dir=_base()))


def is_one(folder: Path) -> bool:
    """Return whether ``folder`` is one that `make` made, by its name and place."""
    return folder.name.startswith(_prefix()) and folder.parent.resolve() == _base().resolve()


def hold(folder: Path) -> int:
    """Mark ``folder`` as in use until the returned descriptor is closed or its process ends."""
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def remove(folder: Path) -> None:
    """Remove ``folder`` and all in it; one that is not there is no error.

    It is given another name first: whoever still writes into it, such as a worker of a killed build, finds it gone, and
    cannot put something in while it is emptied.
    """
    gone = folder.with_name(f"{folder.name}-gone")
    try:
        folder.rename(gone)
    except OSError:
        gone = folder
    shutil.rmtree(gone, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    try:
        status = folder.stat()
        if status.st_uid != os.getuid() or time.time() - status.st_mtime < _TOO_YOUNG_SECONDS:
            return False
        descriptor = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return folder.exists()
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)


def sweep() -> list[Path]:
    """Remove folders whose prepared process and driver were both killed; return what was removed.

    Every other end removes its folder itself: this is for the one case in which nobody is left to do it.
    """
    removed = []
    for folder in sorted(_base().glob(f"{_prefix()}*")):
        if _is_abandoned(folder):
            remove(folder)
            removed.append(folder)
    return removed
