"""One build of a programme at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from workbench.execution.progress import Progress
from workbench.files import private_folder
from workbench.plan.folders import BuildFolders


@contextmanager
def guarded(folders: BuildFolders, progress: Progress) -> Iterator[None]:
    """Hold the build folder for this build alone; another one waits, and says so.

    Parameters
    ----------
    folders
        The programme's build folders.
    progress
        Hears that another build is under way.
    """
    from filelock import FileLock, Timeout  # it brings in asyncio

    private_folder(folders.root)
    lock = FileLock(folders.guard)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress.note(f"Another build of {folders.root.name} is under way; this one waits until it has ended.")
        lock.acquire()
    try:
        # Left there by a build that was killed.
        shutil.rmtree(folders.running, ignore_errors=True)
        yield
    finally:
        shutil.rmtree(folders.running, ignore_errors=True)
        lock.release()
