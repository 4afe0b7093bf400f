"""What a driver and a warm kernel say to each other while cells run, read as it comes with no event loop between."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Iterator
from typing import Any

import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.jsonutil import extract_dates
from jupyter_client.session import DELIM
from nbclient.exceptions import DeadKernelError

from warm_kernels.client import WarmProcess

# What a kernel said before its end is still on its way when its end is known.
_LAST_WORDS_MILLISECONDS = 50


class Channels:
    """The open channels to one kernel.

    Parameters
    ----------
    client
        Its channels are open.
    process
        The kernel, whose end is noticed at once.
    dated
        Whether the times of messages are wanted, which take longer to read than all else in them.
    """

    def __init__(self, client: BlockingKernelClient, process: WarmProcess, *, dated: bool = False) -> None:
        self._session = client.session
        self._shell = client.shell_channel.socket
        self._iopub = client.iopub_channel.socket
        self._process = process
        self._dated = dated
        self._ended = process.poll() is not None
        self._poller = zmq.Poller()
        self._poller.register(self._shell, zmq.POLLIN)
        self._poller.register(self._iopub, zmq.POLLIN)
        if not self._ended:
            self._watched = process.fileno()
            self._poller.register(self._watched, zmq.POLLIN)

    def greeted(self, seconds: float) -> bool:
        """Return whether the kernel has greeted this subscriber: from then on no output is lost."""
        return self._iopub.poll(int(seconds * 1000)) != 0 and any(True for _ in self._read(self._iopub))

    def reply(self, asked: str, heard: Callable[[dict[str, Any]], bool], patience: float | None) -> dict[str, Any]:
        """Wait for the reply to a request, and hear everything that the kernel publishes meanwhile because of it.

        Parameters
        ----------
        asked
            Id of the request.
        heard
            Called with each message; returns whether it was the last. What it raises ends the waiting.
        patience
            Seconds to wait for the last message once the reply has come; None where it need not come at all.

        Raises
        ------
        DeadKernelError
            When the kernel ends before it has replied.
        """
        reply: dict[str, Any] | None = None
        last = patience is None
        until = 0.0
        while reply is None or not last:
            ready = self._ready(None if reply is None else until - time.monotonic())
            if self._iopub in ready:
                for message in self._read(self._iopub):
                    if message["parent_header"].get("msg_id") == asked:
                        last = heard(message) or last
            if self._shell in ready:
                for message in self._read(self._shell):
                    if message["parent_header"].get("msg_id") == asked:
                        reply = message
                        until = time.monotonic() + (patience or 0.0)
            if not ready and self._ended:
                raise DeadKernelError("Kernel died")
            if not ready and reply is not None:
                break
        assert reply is not None
        return reply

    def _ready(self, seconds: float | None) -> dict[Any, int]:
        """Return the channels on which something has come, after so many seconds at most."""
        limit = None if seconds is None else max(0, int(seconds * 1000))
        while True:
            ready = dict(self._poller.poll(_LAST_WORDS_MILLISECONDS if self._ended else limit))
            if not self._ended and ready.pop(self._watched, 0):
                if self._process.poll() is None:
                    if not ready:  # it told something else
                        continue
                else:
                    self._ended = True
                    self._poller.unregister(self._watched)
                    if not ready:
                        continue
            return ready

    def _read(self, channel: Any) -> Iterator[dict[str, Any]]:
        """Yield the messages that are there."""
        while True:
            try:
                frames = channel.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            yield self._message(frames)

    def _message(self, frames: list[bytes]) -> dict[str, Any]:
        # As jupyter_client's session reads it, but for the times and the copies.
        first = frames.index(DELIM) + 2
        parts = frames[first : first + 4]
        if self._session.auth is not None and not hmac.compare_digest(self._session.sign(parts), frames[first - 1]):
            raise ValueError("a message of the kernel has a wrong signature")
        header, parent_header, metadata, content = map(self._session.unpack, parts)
        if self._dated:
            header = extract_dates(header)
        return {
            "header": header, "msg_id": header["msg_id"], "msg_type": header["msg_type"],
            "parent_header": parent_header, "metadata": metadata, "content": content,
            "buffers": [memoryview(frame) for frame in frames[first + 4 :]],
        }  # fmt: skip
