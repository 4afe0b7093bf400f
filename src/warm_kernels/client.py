"""A kernel asked of a prepared process, handled like a process started here."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Sequence
from typing import Any

from warm_kernels import protocol

# One that has ended is noticed at once; only a machine with far too much to do needs so long.
_ANSWER_SECONDS = 60.0
_LOOK_SECONDS = 0.05


class RefusedError(Exception):
    """A prepared process that would not or could not fork; the message says why.

    Parameters
    ----------
    reason
        What is shown to people.
    cause
        ``stale`` where something has changed on disk and ``gone`` where the prepared process has ended: another one
        would do. Empty for everything else.
    """

    def __init__(self, reason: str, cause: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.cause = cause


class WarmProcess:
    """A forked kernel, with the part of ``subprocess.Popen`` that Jupyter uses.

    Parameters
    ----------
    connection
        The connection over which the kernel was asked; closing it ends the kernel.
    pid
        Process number of the kernel, which leads a process group of the same number.
    ready
        Whether it has said already that it can be spoken to.

    Attributes
    ----------
    returncode
        ``None`` while it runs; below zero for the signal that killed it.
    ready
        Whether the kernel has bound its sockets and can be spoken to.
    cpu_seconds, peak_kilobytes
        Its use of processor and memory, once it has ended.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int, *, ready: bool = False) -> None:
        self._connection = connection
        self._connection.setblocking(False)
        self.pid = pid
        self.returncode: int | None = None
        self.ready = ready
        self.cpu_seconds = 0.0
        self.peak_kilobytes = 0

    def poll(self) -> int | None:
        """Return the exit code, or ``None`` while the kernel runs."""
        while self.returncode is None:
            try:
                message, _ = protocol.receive(self._connection)
            except BlockingIOError:
                break
            except OSError:
                message = None
            self._take(message)
        return self.returncode

    def _take(self, message: dict[str, Any] | None) -> None:
        if message is None:  # the prepared process was killed, and the system kills its kernels with it
            self.returncode = -signal.SIGKILL
        elif "ready" in message:
            self.ready = True
        elif "exit" in message:
            self.cpu_seconds = message["cpu_seconds"]
            self.peak_kilobytes = message["peak_kilobytes"]
            self.returncode = message["exit"]
        if self.returncode is not None:
            self._connection.close()

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the kernel has ended and return its exit code.

        Raises
        ------
        TimeoutError
            When it has not ended after ``timeout`` seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError(f"kernel {self.pid} has not ended after {timeout} seconds")
            select.select([self._connection], [], [], left)
        assert self.returncode is not None
        return self.returncode

    def fileno(self) -> int:
        """Return the descriptor on which something can be read when `poll` has news; below zero once it has ended."""
        return self._connection.fileno()

    async def _news(self, seconds: float) -> None:
        """Wait until `poll` may have news."""
        loop, descriptor = asyncio.get_running_loop(), self._connection.fileno()
        heard = asyncio.Event()
        loop.add_reader(descriptor, heard.set)
        try:
            # Another who waits for the same would take the place of this one: it is looked at now and then anyway.
            await asyncio.wait_for(heard.wait(), min(seconds, _LOOK_SECONDS))
        except TimeoutError:
            pass
        finally:
            loop.remove_reader(descriptor)

    async def wait_ready(self, timeout: float) -> bool:
        """Wait until the kernel can be spoken to; return whether it can."""
        deadline = time.monotonic() + timeout
        while self.poll() is None and not self.ready and time.monotonic() < deadline:
            await self._news(deadline - time.monotonic())
        return self.ready and self.returncode is None

    async def wait_exit(self, timeout: float) -> bool:
        """Wait at most ``timeout`` seconds for the kernel's end; return whether it has ended."""
        deadline = time.monotonic() + timeout
        while self.poll() is None and time.monotonic() < deadline:
            await self._news(deadline - time.monotonic())
        return self.returncode is not None

    def send_signal(self, number: int) -> None:
        """Signal the kernel's process group; nothing where it has ended.

        The prepared process passes the signal on, since it alone knows that the number is not another's by now.
        """
        if self.poll() is None:
            try:
                protocol.send(self._connection, {"signal": int(number)})
            except OSError:
                self.poll()

    def terminate(self) -> None:
        """Ask the kernel's process group to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel's process group at once."""
        self.send_signal(signal.SIGKILL)


def _own_cores() -> list[int]:
    # An ordinary kernel may use the cores of the one who starts it, and no others.
    return sorted(os.sched_getaffinity(0))


def fork_kernel(
    address: str,
    argv: Sequence[str],
    environment: dict[str, str],
    folder: str,
    streams: tuple[int, int] = (1, 2),
    remove: Sequence[str] = (),
) -> WarmProcess:
    """Ask the prepared process at ``address`` for a kernel.

    Parameters
    ----------
    address
        Path of its socket.
    argv
        The kernel's arguments, as after ``python -m ipykernel_launcher``.
    environment
        The kernel's whole environment.
    folder
        The kernel's working folder.
    streams
        Descriptors for its standard output and error.
    remove
        Files and folders that the prepared process removes when the kernel ends and this process has gone.

    Raises
    ------
    RefusedError
        When there is no kernel; the reason says why.
    """
    order = {
        "argv": list(argv), "environment": environment, "folder": folder, "remove": list(remove), "cores": _own_cores(),
    }  # fmt: skip
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    packed = -1
    try:
        connection.settimeout(_ANSWER_SECONDS)
        connection.connect(address)
        packed = protocol.pack(order)
        protocol.send(connection, {"kernel": True}, (packed, *streams))
        answer, _ = protocol.receive(connection)
        ready = answer is not None and "ready" in answer
        if ready:  # a kernel may be quicker than the prepared process, which has yet to say its number
            answer, _ = protocol.receive(connection)
    except OSError as error:
        connection.close()
        what = error.strerror or "no answer in time"
        raise RefusedError(f"the prepared process cannot be reached ({what})", "gone") from error
    finally:
        if packed >= 0:
            os.close(packed)
    if answer is None or "refused" in answer:
        connection.close()
        answer = answer or {"refused": "the prepared process ended, or could not make a process", "cause": "gone"}
        raise RefusedError(answer["refused"], answer.get("cause", ""))
    return WarmProcess(connection, answer["pid"], ready=ready)


def _say(address: str, message: dict[str, Any], expect_answer: bool) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.settimeout(_ANSWER_SECONDS)
        connection.connect(address)
        protocol.send(connection, message)
        return (protocol.receive(connection)[0] or {}) if expect_answer else {}


def changed_since(address: str) -> str:
    """Return what has changed on disk since the prepared process loaded it, in words; nothing where all is as it was.

    A process that cannot be asked has changed.
    """
    try:
        return _say(address, {"fresh": True}, expect_answer=True)["changed"]
    except (OSError, KeyError):
        return "the prepared process cannot be asked"


def retire(address: str) -> None:
    """Have the prepared process end when its last kernel has ended."""
    with contextlib.suppress(OSError):
        _say(address, {"retire": True}, expect_answer=False)
