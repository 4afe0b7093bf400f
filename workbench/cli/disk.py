"""What the disk refuses, in words: full, read-only, not allowed, something else in the way, failing."""

from __future__ import annotations

import errno

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_IN_THE_WAY = {errno.ENOTDIR, errno.EEXIST, errno.EISDIR}
_FAILING = {errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ENODEV, errno.ENXIO}
_ELSEWHERE = (
    "The build, the evidence and the releases can lie elsewhere: WORKBENCH_BUILD=FOLDER, WORKBENCH_EVIDENCE=FOLDER, "
    "WORKBENCH_RELEASES=FOLDER."
)


def said_of(error: OSError) -> str | None:
    """Return what a user is told about an error of the disk, or None where it is none of those.

    Examples
    --------
    >>> print(said_of(OSError(errno.ENOSPC, "No space left on device", "build/site/index.html")))
    The disk is full: build/site/index.html could not be written. Nothing was left half-written, and what was finished \
is kept. Make room, then give the same command again: it goes on from there.
    >>> said_of(FileExistsError(errno.EEXIST, "File exists", "build")).partition(". ")[0]
    'build cannot be used: a file lies where a folder belongs, or a folder where a file does'
    >>> said_of(OSError(errno.ECONNREFUSED, "Connection refused")) is None
    True
    """
    where = str(error.filename) if error.filename else "a file"
    if error.errno in _FULL:
        return (
            f"The disk is full: {where} could not be written. Nothing was left half-written, and what was finished is "
            "kept. Make room, then give the same command again: it goes on from there."
        )
    if error.errno in _CLOSED:
        return f"{where} cannot be used: {error.strerror}. Ask whoever looks after the folder to let you. {_ELSEWHERE}"
    if error.errno in _IN_THE_WAY:
        return (
            f"{where} cannot be used: a file lies where a folder belongs, or a folder where a file does. "
            f"Move it away. {_ELSEWHERE}"
        )
    if error.errno in _FAILING:
        return (
            f"{where} cannot be used: {error.strerror}. Look whether the disk or share is there and whole, then give "
            f"the same command again. {_ELSEWHERE}"
        )
    return None
