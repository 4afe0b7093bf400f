"""Workers that end when the process that started them ends, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import select
import threading


def end_with_parent(parent: int | None = None) -> None:
    """Have this process end as soon as ``parent`` (by default the process that started it) has ended.

    Meant as the ``initializer`` of a ``ProcessPoolExecutor``: the workers of a pool whose driver was killed wait
    for ever otherwise. Does nothing where the system cannot watch a process.
    """
    if parent is None:
        starter = multiprocessing.parent_process()
        parent = starter.pid if starter and starter.pid else os.getppid()
    if not hasattr(os, "pidfd_open"):
        return
    try:
        watched = os.pidfd_open(parent)
    except ProcessLookupError:
        os._exit(1)
    except OSError:
        return

    def wait() -> None:
        select.select([watched], [], [])
        os._exit(1)

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()
