"""The end of everything that this process started, whatever state it is in."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable


def as_far_as_it_goes(cleanup: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Return a clean-up which a kernel that is gone by the time it is to be ended does not stop.

    Jupyter's server lists its kernels and then ends each; where one has ended in between, it says "not found", ends
    nothing more, and goes on running. What it leaves is ended by `workbench.processes`.
    """
    from tornado.web import HTTPError

    async def cleaned() -> None:
        with contextlib.suppress(HTTPError):
            await cleanup()

    return cleaned


def say_nothing_more() -> None:
    """Keep out of the terminal what is logged of connections that are cut off, as those of a cell that still runs."""
    for name in ("tornado", "tornado.general", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def end_workers() -> None:
    """Let the threads go in which the server reads files: Python waits for them before it ends.

    They end with the request that they were made for; one that is cut off leaves its own waiting for ever.
    """
    for thread in threading.enumerate():
        stop = getattr(thread, "stop", None)
        if stop is not None and type(thread).__module__.startswith("anyio."):
            stop()
