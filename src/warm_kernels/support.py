"""Whether this machine can fork warm kernels, and if not, why."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from pathlib import Path

OFF = "WARM_KERNELS_OFF"
"""Environment variable that turns warm kernels off; its value is the reason shown."""


def supported() -> tuple[bool, str]:
    """Return whether kernels can be forked here, and a sentence saying why (not).

    Returns
    -------
    tuple of bool and str
        The sentence is never empty, and is meant for people.

    Examples
    --------
    >>> able, reason = supported()
    >>> isinstance(able, bool) and len(reason) > 0
    True
    """
    turned_off = os.environ.get(OFF, "")
    if turned_off:
        return False, f"Warm kernels are turned off: {turned_off}"
    if not sys.platform.startswith("linux"):
        return False, f"Warm kernels need Linux; this is {sys.platform}."
    if sys.implementation.name != "cpython":
        return False, f"Warm kernels need CPython; this is {sys.implementation.name}."
    needed = ((os, "fork"), (os, "memfd_create"), (os, "pidfd_open"), (socket, "SOCK_SEQPACKET"))
    for module, name in needed:
        if not hasattr(module, name):
            return False, f"Warm kernels need {module.__name__}.{name}, which this Python does not have."
    if not Path("/proc/self/task").is_dir():
        return False, "Warm kernels need /proc to make sure that nothing but one thread runs before a fork."
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError as error:
        return False, f"Warm kernels need pidfd_open, which this system refuses ({error.strerror})."
    if importlib.util.find_spec("ipykernel") is None:
        return False, "Warm kernels need the package ipykernel, which is not installed."
    return True, "Warm kernels can be used here."
