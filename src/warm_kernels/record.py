"""What kind of kernel was started last in this process, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Start:
    """One kernel's start.

    Parameters
    ----------
    warm
        Whether it was forked from a prepared process.
    reason
        Why it was not; empty where it was.
    pid
        Process number of a forked kernel; 0 otherwise.
    cause
        ``stale`` or ``gone`` where another prepared process would have forked it; empty otherwise.
    """

    warm: bool
    reason: str = ""
    pid: int = 0
    cause: str = ""


_last: list[Start] = []


def note(start: Start) -> None:
    """Take down a kernel's start."""
    _last[:] = [start]


def last_start() -> Start | None:
    """Return how the last kernel of this process was started; ``None`` before the first.

    Examples
    --------
    >>> note(Start(warm=False, reason="another kernel"))
    >>> last_start()
    Start(warm=False, reason='another kernel', pid=0, cause='')
    """
    return _last[-1] if _last else None
