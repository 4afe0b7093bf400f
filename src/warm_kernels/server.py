"""The prepared process at work: it forks a kernel for each request, passes on signals and tells each one's end."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warm_kernels import child, folders, protocol
from warm_kernels.freshness import Loaded, start_variables
from warm_kernels.preparing import threads

_PEER = struct.Struct("3i")


@dataclass
class Kernel:
    """A running kernel, as the prepared process sees it."""

    pid: int
    watch: int
    connection: socket.socket
    remove: list[str] = field(default_factory=list)

    def signal(self, number: int) -> None:
        """Signal the kernel and what it started; it is not reaped yet, so its number is still its own."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:  # before the child's setsid
            os.kill(self.pid, number)


class Server:
    """Forks kernels on request until its driver ends.

    Parameters
    ----------
    folder
        The private folder with the socket.
    loaded
        What was loaded, to refuse requests when it is stale.
    driver
        Descriptor by which the driver's process is watched.
    kept
        Descriptors that preloaded packages hold and kernels keep.
    """

    def __init__(self, folder: Path, loaded: Loaded, driver: int, kept: frozenset[int]) -> None:
        self.pid = os.getpid()
        self.folder = folder
        self.loaded = loaded
        self.start = start_variables()
        self.hash_seed = os.environ.get("PYTHONHASHSEED", "random")
        self.kernels: dict[int, Kernel] = {}
        self.by_watch: dict[int, Kernel] = {}
        self.kept = kept
        self.poll = select.poll()
        self.driver = driver
        woken, self.alarm = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.woken = woken
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self.alarm, warn_on_full_buffer=False)
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.listener.bind(str(folder / "s"))
        self.listener.listen(128)
        self.waiting: dict[int, socket.socket] = {}
        self.retired = False
        for descriptor in (0, self.driver, self.woken, self.listener.fileno()):
            self.poll.register(descriptor, select.POLLIN)

    def serve(self) -> child.Request | None:
        """Serve until the driver ends (``None``); in a forked child, return what it is to become."""
        while self.kernels or not self.retired:
            for descriptor, _ in self.poll.poll():
                if descriptor in (0, self.driver, self.woken):
                    return None
                if descriptor == self.listener.fileno():
                    self._accept()
                elif descriptor in self.by_watch:
                    self._reap(self.by_watch[descriptor])
                elif descriptor in self.waiting:
                    request = self._answer(self.waiting[descriptor])
                    if request is not None:
                        return request
                elif descriptor in self.kernels:
                    self._obey(self.kernels[descriptor])
        return None

    def _accept(self) -> None:
        connection, _ = self.listener.accept()
        peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        if _PEER.unpack(peer)[1] != os.getuid():
            connection.close()
            return
        connection.setblocking(False)
        self.waiting[connection.fileno()] = connection
        self.poll.register(connection.fileno(), select.POLLIN)

    def _drop(self, connection: socket.socket) -> None:
        self.poll.unregister(connection.fileno())
        connection.close()

    def _why_not(self, environment: dict[str, str]) -> dict[str, Any]:
        changed = self.loaded.stale()
        if changed:
            return {"refused": changed, "cause": "stale"}
        running = threads()
        if len(running) > 1:
            return {"refused": f"the prepared process has {len(running)} threads ({', '.join(running)})"}
        asked = start_variables(environment)
        for name in sorted({*asked, *self.start}):
            if asked.get(name) != self.start.get(name):
                return {"refused": f"{name} acts when Python starts, and the prepared process was started otherwise"}
        seed = environment.get("PYTHONHASHSEED")
        if seed is not None and seed != self.hash_seed:
            return {"refused": f"PYTHONHASHSEED={seed} was asked; the prepared process has {self.hash_seed}"}
        return {}

    def _answer(self, connection: socket.socket) -> child.Request | None:
        try:
            message, descriptors = protocol.receive(connection)
        except BlockingIOError:
            return None
        except OSError:
            message, descriptors = None, []
        del self.waiting[connection.fileno()]
        if message is None or len(descriptors) != 3:
            self._answer_short(connection, message or {})
            return None
        order = protocol.unpack(descriptors[0])
        streams = (descriptors[1], descriptors[2])
        try:
            return self._fork(connection, order, streams)
        except OSError:  # the one who asked has gone, or no process can be made
            if connection.fileno() not in self.kernels:
                self._drop(connection)
            return None
        finally:
            if os.getpid() == self.pid:
                for descriptor in streams:
                    os.close(descriptor)

    def _answer_short(self, connection: socket.socket, message: dict[str, Any]) -> None:
        if "fresh" in message:
            with contextlib.suppress(OSError):
                protocol.send(connection, {"changed": self.loaded.stale()})
        elif "retire" in message:
            self.retired = True
        self._drop(connection)

    def _fork(self, connection: socket.socket, order: dict[str, Any], streams: tuple[int, int]) -> child.Request | None:
        refusal = self._why_not(order["environment"])
        if refusal:
            protocol.send(connection, refusal)
            self._drop(connection)
            return None
        environment = {
            **order["environment"],
            "JPY_PARENT_PID": str(self.pid),
        }
        if self.hash_seed != "random":
            environment.setdefault("PYTHONHASHSEED", self.hash_seed)
        pid = os.fork()
        if pid == 0:
            return child.Request(
                order["argv"], environment, order["folder"], streams, frozenset(order["cores"]), connection
            )
        try:
            watch = os.pidfd_open(pid)
        except OSError:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise
        kernel = Kernel(pid, watch, connection, order["remove"])
        self.kernels[connection.fileno()] = kernel
        self.by_watch[kernel.watch] = kernel
        self.poll.register(kernel.watch, select.POLLIN)
        protocol.send(connection, {"pid": pid})
        return None

    def _obey(self, kernel: Kernel) -> None:
        """Pass on a signal; a hang-up means that the one who asked has gone, and the kernel goes too."""
        try:
            message, _ = protocol.receive(kernel.connection)
        except BlockingIOError:
            return
        except OSError:
            message = None
        if message is not None:
            kernel.signal(message["signal"])
            return
        kernel.signal(signal.SIGKILL)
        self._reap(kernel)

    def _reap(self, kernel: Kernel) -> None:
        _, status, usage = os.wait4(kernel.pid, 0)
        self.poll.unregister(kernel.watch)
        os.close(kernel.watch)
        del self.by_watch[kernel.watch]
        del self.kernels[kernel.connection.fileno()]
        exit_message = {
            "exit": os.waitstatus_to_exitcode(status),
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
            "peak_kilobytes": usage.ru_maxrss,
        }
        try:
            protocol.send(kernel.connection, exit_message)
        except OSError:
            # Nobody is left to tidy up after this kernel.
            for name in kernel.remove:
                path = Path(name)
                folders.remove(path) if path.is_dir() else path.unlink(missing_ok=True)
        self._drop(kernel.connection)

    def close(self) -> None:
        """Kill every kernel and remove the folder."""
        for kernel in list(self.kernels.values()):
            kernel.signal(signal.SIGKILL)
        for kernel in list(self.kernels.values()):
            self._reap(kernel)
        folders.remove(self.folder)
