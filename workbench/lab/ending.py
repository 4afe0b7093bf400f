"""The end of everything that this process started, whatever state it is in."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path


def end_children() -> None:
    """Kill every process below this one, where the system lists them.

    Jupyter's server ends the kernels that it knows. One that is only just starting it does not, and that would stay.
    """
    for process in _below(os.getpid()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _below(process: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                found += [child, *_below(child)]
    return found
