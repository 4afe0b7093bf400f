"""The prepared process's own program: it imports once, serves its driver, and ends with it."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from warm_kernels import child, folders
from warm_kernels.freshness import Loaded, start_variables
from warm_kernels.kernel_app import prepared_application
from warm_kernels.preparing import NotPreparedError, prepare
from warm_kernels.server import Server


def _read_settings() -> dict[str, Any]:
    # Byte for byte from the descriptor: nothing after the line may be swallowed by a buffer.
    content = b""
    while not content.endswith(b"\n"):
        piece = os.read(0, 1)
        if not piece:
            # The driver was killed before it said anything: nobody else knows of the folder that it started this in.
            folder = Path.cwd()
            if folders.is_one(folder):
                folders.remove(folder)
            raise SystemExit(0)
        content += piece
    return json.loads(content)


def _open_descriptors() -> frozenset[int]:
    listed = list(Path("/proc/self/fd").iterdir())
    return frozenset(int(entry.name) for entry in listed if entry.exists())  # the listing's own has gone


def _watch(driver: int) -> int:
    """Return a descriptor that becomes readable when ``driver`` ends; it must still be this process's parent."""
    try:
        watched = os.pidfd_open(driver)
    except OSError as error:
        raise NotPreparedError("the driver has ended") from error
    if os.getppid() != driver:
        raise NotPreparedError("the driver has ended")
    return watched


def _begin(settings: dict[str, Any]) -> tuple[Server | None, dict[str, Any]]:
    """Prepare and bind; return the server and what to tell the driver."""
    preload, warm_up = tuple(settings["preload"]), settings["warm_up"]
    try:
        watched = _watch(settings["driver"])
        own = _open_descriptors()
        prepare(preload, warm_up)
    except NotPreparedError as error:
        return None, {"reason": str(error)}
    loaded = Loaded.now(preload)
    key = loaded.key(preload=preload, warm_up=warm_up, start=start_variables())
    kept = _open_descriptors() - own
    sys.stdout.flush()
    sys.stderr.flush()
    return Server(Path(settings["folder"]), loaded, watched, kept), {"key": key, "versions": loaded.versions}


def main() -> NoReturn:
    """Run the prepared process."""
    if not sys.flags.safe_path:
        del sys.path[0]  # the private folder that this process was started in
    gc.disable()
    settings = _read_settings()
    # Nothing that a package prints may get between the driver and the one line it waits for.
    report = os.dup(1)
    os.dup2(2, 1)
    folder = Path(settings["folder"])
    folders.hold(folder)
    server, answer = _begin(settings)
    with contextlib.suppress(BrokenPipeError):  # the driver has ended, as the server is about to see
        os.write(report, json.dumps(answer).encode() + b"\n")
    os.close(report)
    if server is None:
        folders.remove(folder)
        os._exit(1)
    begin = prepared_application()
    gc.collect()
    gc.freeze()
    request = server.serve()
    if request is None:
        server.close()
        os._exit(0)
    child.live(request, server.pid, server.kept, begin)


if __name__ == "__main__":
    main()
