"""Running a notebook in a warm kernel, with papermill's own records and nbclient's own treatment of cells."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.iorw import write_ipynb
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from warm_kernels import folders, record
from warm_kernels.client import WarmProcess
from warm_kernels.kept import find
from warm_kernels.provisioner import NAME, kernel_arguments
from warm_kernels.support import supported

_WELCOME_SECONDS = 1.0
_END_SECONDS = 2.0
_ALIVE_SECONDS = 0.05


def _why_ordinary(kernel_name: str) -> tuple[str, KernelSpec | None]:
    """Return why the kernel of this name cannot be a fork (empty where it can), and its kernelspec."""
    able, reason = supported()
    if not able:
        return reason, None
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return f"no kernel is called '{kernel_name}'", None
    command = list(spec.argv)
    if command and command[0] in ("python", "python3"):  # as the kernel manager does
        command[0] = sys.executable
    if kernel_arguments(command) is None:
        return f"the kernel '{kernel_name}' is not this environment's own Python kernel", spec
    provisioner = spec.metadata.get("kernel_provisioner", {}).get("provisioner_name", NAME)
    if provisioner not in (NAME, "local-provisioner"):
        return f"the kernel '{kernel_name}' has a provisioner of its own", spec
    return "", spec


def _config(spec: KernelSpec) -> dict[str, Any]:
    return {"preload": [], "warm_up": "", **spec.metadata.get("kernel_provisioner", {}).get("config", {})}


def _warm_spec(spec: KernelSpec) -> KernelSpec:
    """Return the same kernelspec with the warm provisioner."""
    contents = spec.to_dict()
    contents["metadata"] = {
        **contents["metadata"],
        "kernel_provisioner": {"provisioner_name": NAME, "config": _config(spec)},
    }
    return KernelSpec(resource_dir=spec.resource_dir, **contents)


class WarmNotebookClient(PapermillNotebookClient):
    """A notebook client whose kernel is ready when it is started, and gone when it is done."""

    place: Path | None = None
    spec: KernelSpec | None = None

    def create_kernel_manager(self) -> AsyncKernelManager:
        """Make a manager that speaks over sockets in a private folder of this kernel alone."""
        assert self.place is not None
        self.km = AsyncKernelManager(
            kernel_name=self.kernel_name,
            transport="ipc",
            ip=str(self.place / "k"),
            connection_file=str(self.place / "c.json"),
            config=self.config,
        )
        self.km._kernel_spec = self.spec
        return self.km

    async def async_start_new_kernel_client(self) -> Any:
        """Connect as soon as the kernel listens, without the waits that a kernel of unknown kind needs."""
        assert self.km is not None
        process = self.km.provisioner.process
        if not isinstance(process, WarmProcess):
            return await super().async_start_new_kernel_client()
        self.kc = self.km.client()
        self.kc.start_channels(stdin=False, hb=False)
        self.kc.allow_stdin = False
        try:
            # The kernel greets each subscriber: from then on no output is lost.
            await self.kc.iopub_channel.get_msg(timeout=_WELCOME_SECONDS)
        except Empty:
            await self.kc.wait_for_ready(timeout=self.startup_timeout)
        await self._learn_language()
        return self.kc

    start_new_kernel_client = run_sync(async_start_new_kernel_client)

    async def _learn_language(self) -> None:
        asked = self.kc.kernel_info()
        while True:
            try:
                message = await self.kc.shell_channel.get_msg(timeout=_WELCOME_SECONDS)
            except Empty:
                if self.km.provisioner.process.poll() is not None:
                    raise DeadKernelError("Kernel died") from None
                continue
            if message["parent_header"].get("msg_id") == asked:
                self.language_info = message["content"]["language_info"]
                return

    def execute(self, **kwargs: Any) -> Any:
        """Run all cells."""
        self.reset_execution_trackers()
        with self.setup_kernel(**kwargs):
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = self._language()
            self.set_widgets_metadata()
            self.idle = True
        return self.nb

    def _language(self) -> Any:
        if hasattr(self, "language_info"):
            return self.language_info
        return self.wait_for_reply(self.kc.kernel_info())["content"]["language_info"]

    async def _async_poll_kernel_alive(self) -> None:
        process = self.km.provisioner.process
        if not isinstance(process, WarmProcess):
            return await super()._async_poll_kernel_alive()
        while process.poll() is None:
            await asyncio.sleep(_ALIVE_SECONDS)
        self.task_poll_for_reply.cancel()
        return None

    async def _async_cleanup_kernel(self) -> None:
        process = self.km.provisioner.process if self.km and self.km.provisioner else None
        if not isinstance(process, WarmProcess):
            await super()._async_cleanup_kernel()
            return
        try:
            if getattr(self, "idle", False) and self.kc is not None:
                self.kc.shutdown()
                await process.wait_exit(_END_SECONDS)
            if process.poll() is None:
                process.kill()
                await process.wait_exit(_END_SECONDS)
        finally:
            if self.kc is not None:
                self.kc.stop_channels()
            await self.km.cleanup_resources()
            self.kc = self.km = None

    _cleanup_kernel = run_sync(_async_cleanup_kernel)


class Engine(NBClientEngine):
    """Papermill's own engine, with the kernel's start and end replaced."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, output_path: str | None = None, **options: Any) -> Any:
        """Run ``nb``; nothing is saved in between, and what there is when something breaks.

        Papermill itself writes the result at the end.
        """
        options["autosave_cell_every"] = 0
        try:
            return super().execute_notebook(nb, kernel_name, output_path=None, **options)
        except BaseException:
            if output_path:
                write_ipynb(nb, output_path)
            raise

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run the notebook in a warm kernel, or as papermill does where there can be none."""
        reason, spec = _why_ordinary(kernel_name)
        address = cause = ""
        if not reason:
            environment = {**os.environ, **spec.env}
            address, reason = find(_config(spec)["preload"], _config(spec)["warm_up"], environment)
            if not reason and not Path(address).exists():
                reason, cause = "the prepared process cannot be reached", "gone"
        if reason:
            record.note(record.Start(warm=False, reason=reason, cause=cause))
            logger.warning("An ordinary kernel is used: %s", reason)
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        return cls._run(nb_man, kernel_name, address, spec, **options)

    @classmethod
    def _run(
        cls,
        nb_man: Any,
        kernel_name: str,
        address: str,
        spec: KernelSpec,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        **options: Any,
    ) -> Any:
        place = Path(tempfile.mkdtemp(prefix="k", dir=Path(address).parent))
        settings = remove_args(["input_path", "timeout", "startup_timeout"], **options)
        settings = merge_kwargs(
            settings,
            timeout=execution_timeout or options.get("timeout"),
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
        )
        client = WarmNotebookClient(nb_man, **settings)
        client.place = place
        client.spec = _warm_spec(spec)
        client.extra_arguments = [*client.extra_arguments, "--HistoryManager.hist_file=:memory:"]
        try:
            return client.execute()
        finally:
            folders.remove(place)
