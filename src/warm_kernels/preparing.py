"""What a prepared process imports and warms up before its first fork, with one thread all along."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What a kernel imports while it starts, some of it only when the kernel object is made.
KERNEL_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "ipykernel.comm.comm",
    "ipykernel.iostream",
    "ipykernel_launcher",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.magics",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.terminal.ptutils",
    "faulthandler",
    "matplotlib_inline",
    "pdb",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "zmq.eventloop.zmqstream",
)
_OPTIONAL = frozenset({"IPython.terminal.ptutils", "matplotlib_inline", "psutil"})


class NotPreparedError(Exception):
    """A process that cannot be used for forking; the message says why."""


def threads() -> list[str]:
    """Return the names of this process's threads, as the system knows them."""
    names = []
    for task in sorted(Path("/proc/self/task").iterdir(), key=lambda task: int(task.name)):
        try:
            names.append((task / "comm").read_text().strip())
        except OSError:
            continue
    return names


def _check_single(after: str) -> None:
    running = threads()
    if len(running) > 1:
        others = ", ".join(running[1:])
        raise NotPreparedError(f"{after} has started threads ({others}), after which a fork is unsafe")


def _resolve(name: str) -> Callable[[], Any]:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def prepare(preload: tuple[str, ...], warm_up: str | None) -> None:
    """Import what kernels will need and run the warm-up.

    Raises
    ------
    NotPreparedError
        When an import or the warm-up fails, or leaves a second thread.
    """
    for name in (*KERNEL_MODULES, *preload):
        try:
            importlib.import_module(name)
        except ImportError as error:
            if name not in _OPTIONAL:
                raise NotPreparedError(f"{name} cannot be imported ({error})") from error
        except Exception as error:
            raise NotPreparedError(f"importing {name} failed ({type(error).__name__}: {error})") from error
        _check_single(f"importing {name}")
    if warm_up:
        try:
            _resolve(warm_up)()
        except Exception as error:
            raise NotPreparedError(f"the warm-up {warm_up} failed ({type(error).__name__}: {error})") from error
        _check_single(f"the warm-up {warm_up}")
    # A warning that was shown here once must be shown in every kernel that causes it.
    for module in list(sys.modules.values()):
        getattr(module, "__warningregistry__", {}).clear()
