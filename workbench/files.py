"""Files written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from helpers.files import canonical_json as canonical_json

_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


@cache
def _umask() -> int:
    # It can only be asked for by setting it, which other threads would notice; so once, and on Linux by reading.
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("Umask:")[2].split()[0], 8)
    except (OSError, ValueError, IndexError):
        kept = os.umask(0o077)
        os.umask(kept)
        return kept


def refused(folder: Path) -> PermissionError:
    """Return the error of a folder in which the system makes nothing, such as one below ``/proc``.

    The system itself only says that what was to be made there does not exist.
    """
    return PermissionError(errno.EPERM, "the system makes no files or folders there", str(folder))


def make_folder(folder: Path) -> Path:
    """Make a folder, with those missing above it; what is there stays as it is.

    Raises
    ------
    OSError
        When it cannot be made; of a folder in which the system makes nothing, as `refused` says it.

    Examples
    --------
    >>> make_folder(Path(tempfile.mkdtemp()) / "a" / "b").is_dir()
    True
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError:
        raise refused(folder) from None
    return folder


def private_folder(folder: Path) -> Path:
    """Make a folder, with those missing above it, that only its owner can open; what is there stays as it is.

    Examples
    --------
    >>> folder = private_folder(Path(tempfile.mkdtemp()) / "evidence" / "raw")
    >>> oct(folder.stat().st_mode & 0o777), oct(folder.parent.stat().st_mode & 0o777)
    ('0o700', '0o700')
    """
    if not folder.is_dir():
        if folder.parent != folder:
            private_folder(folder.parent)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileNotFoundError:
            raise refused(folder) from None
    return folder


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Yield a temporary path beside ``path`` that takes its place when the block ends well.

    Parameters
    ----------
    path
        The file to write; its folder is made where missing.
    private
        Whether only the owner may open it, as evidence must be, and the folders made for it; otherwise the process's
        umask decides.

    Yields
    ------
    Path
        The temporary name to write to. When the block raises, it is removed and ``path`` is as it was.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> with replacing(folder / "a.txt") as temporary:
    ...     _ = temporary.write_text("whole")
    >>> (folder / "a.txt").read_text()
    'whole'
    """
    if private:
        private_folder(path.parent)
    elif not path.parent.is_dir():
        make_folder(path.parent)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix or ".tmp", dir=path.parent)
    except FileNotFoundError:
        raise refused(path.parent) from None
    except OSError as error:
        # Nobody knows the temporary name: it is the folder that is closed, or the file for which there is no room.
        error.filename = str(path.parent if error.errno in _CLOSED else path)
        raise
    os.close(handle)
    temporary = Path(name)
    try:
        try:
            yield temporary
        except OSError as error:
            # A full disk does not say which file it refused.
            if error.filename is None:
                error.filename = str(path)
            raise
        if not private:
            # A temporary file is its owner's alone; what is kept may be read by whom the folder's owner lets.
            temporary.chmod(0o666 & ~_umask())
        try:
            os.replace(temporary, path)  # noqa: PTH105  tests of being killed count Path.replace
        except OSError as error:
            # A folder in the file's place, say; nobody knows the temporary name.
            raise OSError(error.errno, error.strerror, str(path)) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write ``content`` to ``path`` whole or not at all; ``private`` as in `replacing`."""
    with replacing(path, private=private) as temporary:
        temporary.write_bytes(content)


def write_text(path: Path, content: str, *, private: bool = False) -> None:
    """Write ``content`` to ``path`` as UTF-8 with Unix line ends, whole or not at all."""
    write_bytes(path, content.encode(), private=private)


def write_json(path: Path, value: Any, *, private: bool = False) -> None:
    """Write ``value`` as canonical JSON, whole or not at all."""
    write_text(path, canonical_json(value, indent=1) + "\n", private=private)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb", buffering=0) as stream:
        # Most files are small: hashlib's own reading of files makes, and clears, a quarter of a mebibyte for each.
        made = hashlib.sha256()
        while block := stream.read(1 << 20):
            made.update(block)
    return made.hexdigest()
