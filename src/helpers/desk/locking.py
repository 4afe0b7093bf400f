"""Files that several people write to: one at a time, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.errors import HelperError

LOCK = ".desk.lock"
WAIT_SECONDS = 30.0


@contextmanager
def locked(folder: Path, *, private: bool = False) -> Iterator[None]:
    """Hold the folder for one writer, on this machine and on others that share it.

    Parameters
    ----------
    folder
        The folder; it is made where missing.
    private
        Whether only its owner may open what is made.

    Raises
    ------
    HelperError
        When somebody else writes for longer than half a minute, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, mode=0o600 if private else 0o664)
    try:
        make_folder(folder, private=private)
        lock.acquire(timeout=WAIT_SECONDS)
    except Timeout:
        raise HelperError(
            f"Somebody else is writing in {folder.name}. Nothing was recorded; your text is still here. Try again in a "
            "moment."
        ) from None
    except OSError as error:
        raise HelperError(f"{folder} cannot be written to ({error.strerror or error}). Nothing was recorded.") from None
    try:
        yield
    finally:
        lock.release()


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder with those missing above it; ``private`` ones only their owner can open."""
    if not private:
        folder.mkdir(parents=True, exist_ok=True)
    elif not folder.is_dir():
        make_folder(folder.parent, private=True)
        folder.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all, and see it on the disk; the caller holds the lock.

    Parameters
    ----------
    path
        The file. One that is there keeps its permissions.
    content
        Its bytes.
    private
        Whether only the owner may open it, and the folders made for it.

    Raises
    ------
    HelperError
        When it cannot be written, as on a disk that is full; what stood there stays.
    """
    try:
        _write_whole(path, content, private=private)
    except OSError as error:
        raise HelperError(
            f"{path.name} could not be written ({error.strerror or error}). What stood there before stays, nothing was "
            "recorded, and what you wrote is still here."
        ) from None


def _write_whole(path: Path, content: bytes, *, private: bool) -> None:
    make_folder(path.parent, private=private)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
