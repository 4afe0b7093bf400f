"""The life of a forked kernel, from the fork to its end."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import io
import locale
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from warm_kernels import protocol

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
_THREAD_SECONDS = 1.0


@dataclass(frozen=True)
class Request:
    """What a kernel needs to begin: who asked, and for what.

    Parameters
    ----------
    argv
        Arguments of the kernel, as after ``python -m ipykernel_launcher``.
    environment
        The whole environment of the kernel.
    folder
        Its working folder.
    streams
        Descriptors for standard output and error.
    cores
        Numbers of the processor's cores that it may use.
    connection
        Where "ready" is told.
    """

    argv: list[str]
    environment: dict[str, str]
    folder: str
    streams: tuple[int, int]
    cores: frozenset[int]
    connection: socket.socket


def end_with(parent: int) -> None:
    """Have the system kill this process when ``parent`` ends, however it ends."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended between the fork and the line above
        os._exit(1)


def _fresh_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals():
        if signal.getsignal(number) not in (signal.SIG_DFL, None):
            signal.signal(number, signal.SIG_DFL)
    # What Python itself sets when it starts.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _fresh_descriptors(request: Request, kept: frozenset[int]) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(request.streams[0], 1)
    os.dup2(request.streams[1], 2)
    spare = {int(entry.name) for entry in Path("/proc/self/fd").iterdir()}
    for descriptor in spare - kept - {0, 1, 2, request.connection.fileno()}:
        try:
            os.close(descriptor)
        except OSError:  # the listing's own descriptor has gone already
            continue


def _fresh_streams() -> None:
    # As Python made them when the prepared process started: the encoding follows from the locale then.
    before = {name: (getattr(sys, f"__{name}__")) for name in ("stdin", "stdout", "stderr")}
    for descriptor, (name, old) in enumerate(before.items()):
        raw = io.FileIO(descriptor, "rb" if name == "stdin" else "wb", closefd=False)
        buffer = io.BufferedReader(raw) if name == "stdin" else io.BufferedWriter(raw)
        stream = io.TextIOWrapper(
            buffer, old.encoding, old.errors, line_buffering=name == "stderr" or (name == "stdout" and raw.isatty())
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _fresh_environment(request: Request) -> None:
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.folder)
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        locale.setlocale(locale.LC_CTYPE, "C")
    time.tzset()


def _fresh_randomness() -> None:
    # The standard library's generator seeds itself anew after a fork; NumPy's does not.
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _run(request: Request, parent: int, begin: Callable[[int, Sequence[str]], Any]) -> int:
    import ipykernel_launcher

    sys.argv[:] = [str(Path(ipykernel_launcher.__file__)), *request.argv]
    app = begin(parent, request.argv)
    # What the kernel is made of stays: looking through it again and again would cost each run a few milliseconds.
    gc.freeze()
    gc.enable()
    protocol.send(request.connection, {"ready": True})
    request.connection.close()
    app.start()
    # ipykernel closes the output thread before it joins this one, which may still be writing to it: they would
    # wait for each other for ever, about once in ten ends.
    for thread in (app.control_thread, app.shell_channel_thread):
        if thread is not None and thread.is_alive():
            thread.stop()
            thread.join(_THREAD_SECONDS)
    return 0


def _exit_code(error: SystemExit) -> int:
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.__stderr__)
    return 1


def _finish(code: int) -> NoReturn:
    """End as Python does, without taking the interpreter apart, which needs a third of a second."""
    steps: tuple[Any, ...] = (threading._shutdown, atexit._run_exitfuncs)
    for step in steps:
        try:
            step()
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


def live(request: Request, parent: int, kept: frozenset[int], begin: Callable[[int, Sequence[str]], Any]) -> NoReturn:
    """Become a kernel, serve until it is told to end, and end.

    Parameters
    ----------
    request
        What the kernel needs.
    parent
        Process number of the prepared process.
    kept
        Descriptors that preloaded packages hold; all others are closed.
    begin
        Makes the kernel's application: what :func:`warm_kernels.kernel_app.prepared_application` returned.
    """
    code = 1
    try:
        end_with(parent)
        os.setsid()
        with contextlib.suppress(OSError):  # a core may have been taken off since
            os.sched_setaffinity(0, request.cores)
        _fresh_signals()
        _fresh_descriptors(request, kept)
        _fresh_streams()
        _fresh_environment(request)
        _fresh_randomness()
        code = _run(request, parent, begin)
    except SystemExit as error:
        code = _exit_code(error)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    _finish(code)
