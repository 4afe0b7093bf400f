"""The kernel provisioner that gives every Jupyter program warm kernels by a kernelspec's name."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import List, Unicode

from warm_kernels import record
from warm_kernels.client import RefusedError, WarmProcess, fork_kernel
from warm_kernels.kept import find
from warm_kernels.processes import ADDRESS
from warm_kernels.support import supported

NAME = "warm-provisioner"
"""Name under which Jupyter knows the provisioner."""

_LAUNCHERS = ("ipykernel_launcher", "ipykernel")
_READY_SECONDS = 60.0
_END_SECONDS = 2.0


def kernel_arguments(command: list[str]) -> list[str] | None:
    """Return the kernel's arguments where ``command`` starts this environment's Python kernel; else ``None``.

    Examples
    --------
    >>> kernel_arguments([sys.executable, "-m", "ipykernel_launcher", "-f", "kernel.json"])
    ['-f', 'kernel.json']
    >>> kernel_arguments(["R", "--slave", "-e", "IRkernel::main()"]) is None
    True
    """
    if len(command) < 3 or command[1] != "-m" or command[2] not in _LAUNCHERS:
        return None
    program = shutil.which(command[0])
    if program is None:
        return None
    asked, own = Path(program), Path(sys.executable)
    # Two environments may share one program by links: the folder tells them apart.
    if asked.resolve() != own.resolve() or asked.parent.resolve() != own.parent.resolve():
        return None
    return command[3:]


class WarmProvisioner(LocalProvisioner):
    """Starts kernels by a fork from a prepared process, and as ordinary ones where that cannot be."""

    preload: List = List(Unicode(), help="Modules that the prepared process imports.").tag(config=True)
    warm_up: Unicode = Unicode("", help="'module:function' that the prepared process calls once.").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start an ordinary one and take down why."""
        try:
            process = await self._fork(cmd, kwargs)
        except RefusedError as refusal:
            record.note(record.Start(warm=False, reason=refusal.reason, cause=refusal.cause))
            self.log.warning("An ordinary kernel is used: %s", refusal.reason)
            return await super().launch_kernel(cmd, **kwargs)
        record.note(record.Start(warm=True, pid=process.pid))
        self.process = process
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _fork(self, command: list[str], kwargs: dict[str, Any]) -> WarmProcess:
        able, reason = supported()
        if not able:
            raise RefusedError(reason)
        argv = kernel_arguments(command)
        if argv is None:
            raise RefusedError("the kernel is not this environment's own Python kernel")
        if kwargs.get("independent"):
            raise RefusedError("the kernel is to outlive the program that starts it")
        streams = (_descriptor(kwargs.get("stdout"), 1), _descriptor(kwargs.get("stderr"), 2))
        process = await self._ask(argv, kwargs, streams)
        if not await process.wait_ready(_READY_SECONDS):
            process.kill()
            raise RefusedError(f"the forked kernel did not become ready (exit code {process.poll()})")
        return process

    async def _ask(self, argv: list[str], kwargs: dict[str, Any], streams: tuple[int, int]) -> WarmProcess:
        environment = dict(kwargs.get("env") or os.environ)
        folder = str(kwargs.get("cwd") or Path.cwd())
        if os.environ.get(ADDRESS):
            address, reason = find(self.preload, self.warm_up, environment)
        else:  # in a thread: a server must go on while a prepared process starts
            address, reason = await asyncio.to_thread(find, self.preload, self.warm_up, environment)
        if not address:
            raise RefusedError(reason)
        return fork_kernel(address, argv, environment, folder, streams, self._own_files(address))

    def _own_files(self, address: str) -> list[str]:
        """Return what is to be removed after this kernel if this program cannot do it."""
        manager = self.parent
        if manager is None:
            return []
        connection_file = Path(manager.connection_file)
        if connection_file.parent.parent == Path(address).parent:  # a folder of this kernel alone
            return [str(connection_file.parent)]
        files = [str(connection_file)]
        if manager.transport == "ipc":
            files += [f"{manager.ip}-{port}" for port in manager.ports]
        return files

    async def wait(self) -> int | None:
        """Wait for the kernel's end, which a prepared process tells at once."""
        if not isinstance(self.process, WarmProcess):
            return await super().wait()
        while not await self.process.wait_exit(3600.0):
            continue
        code = self.process.returncode
        self.process = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel and what it started."""
        if isinstance(self.process, WarmProcess):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        await super().kill(restart=restart)
        await self._settle()

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Wait for the kernel to do what it was asked: the manager would look only ten times a second."""
        await self._settle()

    async def _settle(self) -> None:
        if isinstance(self.process, WarmProcess):
            await self.process.wait_exit(_END_SECONDS)


def _descriptor(stream: Any, usual: int) -> int:
    if stream is None:
        try:
            os.fstat(usual)
        except OSError as error:
            raise RefusedError("this program has no standard output") from error
        return usual
    if stream == subprocess.DEVNULL or stream == subprocess.PIPE:
        raise RefusedError("the kernel's output is to go to a pipe of its own")
    return stream if isinstance(stream, int) else stream.fileno()
