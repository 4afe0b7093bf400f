"""Processes that were started by another, where the system lists them, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path


def below(process: int) -> list[int]:
    """Return every process that was started by one, or by one of those; none where the system lists none.

    Examples
    --------
    >>> import subprocess
    >>> with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as cat:
    ...     not Path("/proc/self/task").exists() or cat.pid in below(os.getpid())
    True
    """
    found: list[int] = []
    with contextlib.suppress(OSError):  # it has just ended
        for thread in Path(f"/proc/{process}/task").iterdir():
            with contextlib.suppress(OSError):  # or this thread has
                for child in map(int, (thread / "children").read_text(encoding="ascii").split()):
                    found += [child, *below(child)]
    return found


def end_children() -> None:
    """Kill every process below this one."""
    for process in below(os.getpid()):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
