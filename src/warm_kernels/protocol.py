"""Messages between a prepared process and those who ask it for kernels."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

_LONGEST_MESSAGE = 65536
_MOST_DESCRIPTORS = 8


def send(connection: socket.socket, message: dict[str, Any], descriptors: tuple[int, ...] = ()) -> None:
    """Send one message, with open file descriptors beside it.

    Parameters
    ----------
    connection
        A connected ``SEQPACKET`` unix socket: one send is one receive.
    message
        Anything JSON can hold; at most 64 kB. Longer things go through :func:`pack`.
    descriptors
        At most eight; the receiver gets copies of its own.
    """
    socket.send_fds(connection, [json.dumps(message).encode()], list(descriptors))


def receive(connection: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """Receive one message and its descriptors; ``None`` when the other side has gone.

    Examples
    --------
    >>> ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    >>> send(ours, {"ready": True})
    >>> receive(theirs)
    ({'ready': True}, [])
    >>> ours.close()
    >>> receive(theirs)
    (None, [])
    >>> theirs.close()
    """
    # Close-on-exec from the start: a kernel's own subprocesses must not inherit them.
    content, descriptors, _, _ = socket.recv_fds(
        connection, _LONGEST_MESSAGE, _MOST_DESCRIPTORS, socket.MSG_CMSG_CLOEXEC
    )
    return (json.loads(content) if content else None), list(descriptors)


def pack(value: Any) -> int:
    """Put ``value`` into a file in memory and return its descriptor, which the caller closes.

    An environment can be longer than a message may be; a descriptor has no such limit.
    """
    descriptor = os.memfd_create("warm-kernel-request")
    with os.fdopen(os.dup(descriptor), "wb") as stream:
        stream.write(json.dumps(value).encode())
    return descriptor


def unpack(descriptor: int) -> Any:
    """Read what :func:`pack` wrote, and close the descriptor.

    Examples
    --------
    >>> unpack(pack({"argv": ["-f", "kernel.json"]}))
    {'argv': ['-f', 'kernel.json']}
    """
    with os.fdopen(descriptor, "rb") as stream:
        stream.seek(0)
        return json.loads(stream.read())
