"""Kernelspecs that name the warm provisioner, in code or on disk."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from warm_kernels import folders

KERNEL_NAME = "warm-python"
"""Name under which the kernelspec is installed unless another is given."""


def contents(
    preload: Sequence[str] = (), warm_up: str | None = None, display_name: str = "Python 3 (warm)"
) -> dict[str, Any]:
    """Return what stands in the ``kernel.json`` of a warm kernel.

    Examples
    --------
    >>> contents(["pandas"])["metadata"]["kernel_provisioner"]
    {'provisioner_name': 'warm-provisioner', 'config': {'preload': ['pandas'], 'warm_up': ''}}
    """
    return {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": display_name,
        "language": "python",
        "metadata": {
            "debugger": True,
            "kernel_provisioner": {
                "provisioner_name": "warm-provisioner",
                "config": {"preload": list(preload), "warm_up": warm_up or ""},
            },
        },
    }


def kernel_spec(preload: Sequence[str] = (), warm_up: str | None = None) -> Any:
    """Return the same as a ``jupyter_client.kernelspec.KernelSpec``, for a kernel manager made in code."""
    from jupyter_client.kernelspec import KernelSpec  # heavy: only where a kernel is about to start

    return KernelSpec(**contents(preload, warm_up))


def install(
    data_folder: Path | None = None,
    name: str = KERNEL_NAME,
    preload: Sequence[str] = (),
    warm_up: str | None = None,
    display_name: str = "Python 3 (warm)",
) -> Path:
    """Write the kernelspec into a Jupyter data folder, by default this environment's; return its folder."""
    folder = (data_folder or Path(sys.prefix) / "share" / "jupyter") / "kernels" / name
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(contents(preload, warm_up, display_name), indent=1)
    (folder / "kernel.json").write_text(text + "\n")
    return folder


@contextlib.contextmanager
def temporary_kernelspec(
    preload: Sequence[str] = (), warm_up: str | None = None, name: str = KERNEL_NAME
) -> Iterator[str]:
    """Make the kernelspec known to this process and those it starts, for the length of a ``with`` block.

    Yields
    ------
    str
        The kernel's name.
    """
    folder = folders.make()
    held = folders.hold(folder)
    before = os.environ.get("JUPYTER_PATH")
    install(folder, name, preload, warm_up)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(part for part in (str(folder), before) if part)
    try:
        yield name
    finally:
        if before is None:
            del os.environ["JUPYTER_PATH"]
        else:
            os.environ["JUPYTER_PATH"] = before
        folders.remove(folder)
        os.close(held)
