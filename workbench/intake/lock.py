"""One writer of the evidence store at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.errors import WorkbenchError
from workbench.files import private_folder, refused
from workbench.project import Project

WAIT_SECONDS = 60.0


@contextmanager
def locked(project: Project, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the evidence folder's lock for the block.

    Parameters
    ----------
    project
        The project whose evidence is written.
    wait
        Seconds to wait for another process that holds it.

    Raises
    ------
    WorkbenchError
        When another process still holds it after ``wait`` seconds.
    """
    from filelock import FileLock, Timeout

    private_folder(project.evidence)
    # A singleton may be taken again by the process that holds it: intake reads the store it is writing.
    lock = FileLock(project.evidence / ".lock", is_singleton=True, mode=0o600)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        # Where no file can be made, the lock waits for one as well.
        if not (project.evidence / ".lock").exists():
            raise refused(project.evidence) from None
        raise WorkbenchError(
            f"Another workbench process is writing to {project.evidence}. Wait until it has ended and try again."
        ) from None
    try:
        yield
    finally:
        lock.release()
