"""Small notebooks for these tests, and what is left of processes and folders."""

from __future__ import annotations

import copy
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors.coalescestreams import CoalesceStreamsPreprocessor


def write_notebook(path: Path, sources: Iterable[str], kernel: str = "python3") -> Path:
    """Write a notebook with these code cells."""
    cells = []
    for number, source in enumerate(sources):
        cell = nbformat.v4.new_code_cell(source)
        cell["id"] = f"cell-{number}"
        cells.append(cell)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": kernel, "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    return path


def run(path: Path, engine: str | None = "warm", **options: Any) -> Any:
    """Run a notebook and return it as it came out."""
    import papermill

    return papermill.execute_notebook(
        path, path.with_suffix(".out.ipynb"), engine_name=engine, progress_bar=False, cwd=path.parent, **options
    )


def outputs(notebook: Any) -> list[list[Any]]:
    """Return the outputs of every cell; what a busy kernel sends in several pieces is one."""
    whole, _ = CoalesceStreamsPreprocessor().preprocess(copy.deepcopy(notebook), {})
    return [cell.get("outputs", []) for cell in whole.cells]


def printed(notebook: Any) -> list[str]:
    """Return what every cell printed."""
    return [
        "".join(output.text for output in cell.outputs if output.output_type == "stream") for cell in notebook.cells
    ]


def is_alive(pid: int) -> bool:
    """Return whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def own_folders() -> set[Path]:
    """Return the private folders there are now."""
    return set(Path(tempfile.gettempdir()).glob(f"wk-{os.getuid()}-*"))


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Return whether ``condition`` comes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return condition()
