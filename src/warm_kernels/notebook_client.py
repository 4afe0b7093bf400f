"""A notebook's cells run in a warm kernel, with nbclient's own treatment of what they show."""

from __future__ import annotations

import asyncio
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient

from warm_kernels.channels import Channels
from warm_kernels.client import WarmProcess

_WELCOME_SECONDS = 1.0
_END_SECONDS = 2.0
_ALIVE_SECONDS = 0.05
_HOOKS = (
    "on_notebook_start", "on_cell_start", "on_cell_execute", "on_cell_complete", "on_cell_executed", "on_cell_error",
)  # fmt: skip
# What an output takes from its message.
_PARTS = {
    "execute_result": ("data", "metadata", "execution_count"),
    "display_data": ("data", "metadata"),
    "stream": ("name", "text"),
    "error": ("ename", "evalue", "traceback"),
}


class WarmNotebookClient(PapermillNotebookClient):
    """A notebook client whose kernel is ready when it is started, and gone when it is done."""

    place: Path | None = None
    spec: KernelSpec | None = None
    channels: Channels | None = None

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

    def start_new_kernel_client(self) -> Any:
        """Connect as soon as the kernel listens."""
        assert self.km is not None
        process = self.km.provisioner.process
        if not isinstance(process, WarmProcess) or self._needs_loop():
            return run_sync(self.async_start_new_kernel_client)()
        self.kc = BlockingKernelClient(
            **self.km.get_connection_info(session=True),
            connection_file=self.km.connection_file,
            parent=self.km,
            # One for all the kernels of this process: its threads take a while to start and to end.
            context=zmq.Context.instance(),
        )
        self.kc.start_channels(stdin=False, hb=False)
        self.kc.allow_stdin = False
        self.channels = Channels(self.kc, process, dated=self.record_timing)
        asked = self.kc.kernel_info()
        if not self.channels.greeted(_WELCOME_SECONDS):
            self.kc.wait_for_ready(timeout=self.startup_timeout)
            asked = self.kc.kernel_info()
        self.language_info = self.channels.reply(asked, lambda _: False, None)["content"]["language_info"]
        return self.kc

    def _needs_loop(self) -> bool:
        """Whether somebody wants to be called, or time is limited, which nbclient itself knows best."""
        limited = self.timeout_func is not None or (self.timeout or 0) > 0
        return limited or self.coalesce_streams or any(getattr(self, name) is not None for name in _HOOKS)

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

    def execute_cell(self, cell: NotebookNode, cell_index: int, *args: Any, **kwargs: Any) -> NotebookNode:
        """Run one cell."""
        if self.channels is None:
            return super().execute_cell(cell, cell_index, *args, **kwargs)
        return self._execute_cell(cell, cell_index, *args, **kwargs)

    def _execute_cell(
        self, cell: NotebookNode, cell_index: int, execution_count: int | None = None, store_history: bool = True
    ) -> NotebookNode:
        """Do as nbclient's own does."""
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        if self.record_timing:
            cell["metadata"]["execution"] = {}
        bears = not self.force_raise_errors and (self.allow_errors or "raises-exception" in tags)
        asked = self.kc.execute(cell.source, store_history=store_history, stop_on_error=not bears)
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._reply(asked, cell, cell_index)
        if execution_count:
            cell["execution_count"] = execution_count
        content = reply["content"]
        borne = bears or (not self.force_raise_errors and content.get("ename") in self.allow_error_names)
        if content["status"] == "error" and not borne:
            raise CellExecutionError.from_cell_and_msg(cell, content)
        self.nb["cells"][cell_index] = cell
        return cell

    def _reply(self, asked: str, cell: NotebookNode, cell_index: int) -> dict[str, Any]:
        """Take in what a cell shows until it is done, and return the kernel's reply."""
        done = False

        def heard(message: dict[str, Any]) -> bool:
            nonlocal done
            if not done:
                try:
                    self.process_message(message, cell, cell_index)
                except CellExecutionComplete:
                    done = True
            return done

        reply = self.channels.reply(asked, heard, self.iopub_timeout)
        if self.record_timing:
            cell["metadata"]["execution"]["shell.execute_reply"] = timestamp(reply)
        if not done:
            said = "Timeout waiting for IOPub output"
            if self.raise_on_iopub_timeout:
                raise CellTimeoutError.error_from_timeout_and_cell(said, self.iopub_timeout, cell)
            self.log.warning(said)
        return reply

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Add an output; the notebook is checked against the format when it is written, not at each one."""
        parts = _PARTS.get(msg["msg_type"])
        hooked = self.output_hook_stack[msg["parent_header"].get("msg_id")]
        if parts is None or hooked or display_id or self.clear_before_next_output:
            return super().output(outs, msg, display_id, cell_index)
        made = NotebookNode(output_type=msg["msg_type"])
        made.update({part: msg["content"][part] for part in parts})
        outs.append(made)
        return made

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
            self.channels = None
            await self.km.cleanup_resources()
            self.kc = self.km = None

    _cleanup_kernel = run_sync(_async_cleanup_kernel)
