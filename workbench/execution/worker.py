"""One run: a folder of its own, a kernel, and what came out of it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from workbench.execution.canonical import canonical_notebook, notebook_bytes
from workbench.execution.drawing import draw_figures, with_drawings
from workbench.execution.notebook import execute, one_line
from workbench.execution.tasks import HASH_SEED, NOT_OF_THE_USER, RunOutcome, RunTask
from workbench.files import private_folder


def run_task(task: RunTask) -> RunOutcome:
    """Run one notebook in a fresh folder and return what it made.

    Never raises for what the notebook does: a failure is an outcome with an error and the half-run notebook.
    """
    begun = time.monotonic()
    if task.scratch:
        private_folder(Path(task.scratch))
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=task.scratch))
    try:
        run_folder = folder / "run"
        run_folder.mkdir()
        for relative, content in task.files.items():
            path = run_folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        with _variables(_kernel_environment(task, folder)), _complaints(folder / "complaints.txt", bool(task.scratch)):
            executed, error = execute(task, run_folder)
        results = _collected(run_folder / "results")
        if not error and "results.json" not in results:
            error = "The notebook recorded no results: it must end with the recorder's save()."
        notebook = None
        if executed is not None:
            notebook = canonical_notebook(executed, json.loads(task.notebook), _shown_paths(run_folder))
        if not error:
            results, error = _drawn(results, Path(task.drawings) if task.drawings else None)
        if notebook is not None:
            notebook = notebook_bytes(with_drawings(notebook, results))
        seconds = time.monotonic() - begun
        return RunOutcome(task.name, notebook, {} if error else results, error, seconds, *_why_ordinary(task))
    except Exception as fault:  # a fault of ours in one run must not end the build
        return RunOutcome(task.name, None, {}, one_line(type(fault).__name__, str(fault)), time.monotonic() - begun)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _drawn(results: dict[str, bytes], drawings: Path | None) -> tuple[dict[str, bytes], str]:
    """Return the results with their figures drawn; or as they are, and why: the notebook is kept all the same."""
    try:
        return draw_figures(results, drawings), ""
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # what was recorded has another form
        return results, one_line(type(error).__name__, str(error))


def _kernel_environment(task: RunTask, folder: Path) -> dict[str, str]:
    return {
        "WORKBENCH_DRAW": "later",
        **HASH_SEED,
        "TZ": "UTC",
        # Neither a user's IPython start-up files nor their history belong to a run.
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        **NOT_OF_THE_USER,
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        **task.environment,
    }


@contextmanager
def _variables(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _complaints(path: Path, alone: bool) -> Iterator[None]:
    """Let what kernels write to standard error go to a file: what went wrong comes back as the run's error.

    Where other threads of this process do runs as well, standard error is everybody's and stays as it is.
    """
    if not alone:
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with path.open("ab") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


def _why_ordinary(task: RunTask) -> tuple[str, bool]:
    """Return why the last kernel was not a warm one where one was asked for, and whether a new process would do."""
    if task.engine == "nbclient":
        return "", False
    from warm_kernels import last_start

    start = last_start()
    return ("", False) if start is None or start.warm else (start.reason, bool(start.cause))


def _collected(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _shown_paths(run_folder: Path) -> dict[str, str]:
    """Return what to show in place of this machine's paths."""
    import helpers

    paths = {str(run_folder): ".", sys.prefix: "environment", sys.base_prefix: "python", str(Path.home()): "~"}
    if helpers.__file__:
        paths[str(Path(helpers.__file__).parent)] = "helpers"
    # A path so short would take away more than itself.
    return {path: shown for path, shown in paths.items() if len(path) > 4}
