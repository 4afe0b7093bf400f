"""One notebook executed as papermill does, without the copies that papermill writes for each run."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.execution.tasks import RunTask

_NO_SAVES = {"progress_bar": False, "autosave_cell_every": 0, "record_timing": False}


def execute(task: RunTask, run_folder: Path) -> tuple[Mapping[str, Any] | None, str]:
    """Execute the notebook; return it as far as it ran, and the error in one line.

    Parameters
    ----------
    task
        What is to be run.
    run_folder
        The working folder of its kernel.
    """
    import papermill  # it and nbformat are slow to import: only workers do
    from papermill.engines import papermill_engines
    from papermill.execute import raise_for_execution_errors
    from papermill.parameterize import parameterize_notebook
    from papermill.utils import chdir

    notebook = None
    try:
        notebook = parameterize_notebook(
            copy.deepcopy(_source(task.notebook)), dict(task.parameters), kernel_name="python3", language="python"
        )
        with chdir(str(run_folder)):
            papermill_engines.execute_notebook_with_engine(
                None if task.engine == "nbclient" else task.engine,
                notebook,
                kernel_name="python3",
                start_timeout=120,
                shutdown_kernel="immediate",
                # Kernels warn that they speak over TCP; they do so on this machine only.
                **({"extra_arguments": ["--log-level=ERROR"]} if task.engine == "nbclient" else {}),
                **_NO_SAVES,
            )
        raise_for_execution_errors(notebook, None)
    except papermill.PapermillExecutionError as error:
        return notebook, one_line(error.ename, error.evalue, error.exec_count)
    except Exception as error:  # the kernel died, did not start, or broke the protocol
        if type(error).__name__ == "DeadKernelError":
            return notebook, "The kernel died: it was ended from outside, or the machine lacks memory."
        return notebook, one_line(type(error).__name__, str(error))
    return notebook, ""


@lru_cache(maxsize=16)
def _source(text: str) -> Any:
    """Return a source notebook as papermill loads it, which takes as long as to inject a run's parameters."""
    import nbformat
    from papermill.execute import remove_error_markers
    from papermill.iorw import load_notebook_node

    return remove_error_markers(load_notebook_node(nbformat.reads(text, as_version=4)))


def one_line(name: str, text: str, cell: int | None = None) -> str:
    r"""Return what went wrong, and where, in one line.

    Examples
    --------
    >>> one_line("ValueError", "no such area\n  and more", 3)
    'cell [3]: ValueError: no such area'
    """
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    place = f"cell [{cell}]: " if cell else ""
    line = f"{place}{name}: {first}" if first else f"{place}{name}"
    return line if len(line) <= 300 else f"{line[:299]}…"
