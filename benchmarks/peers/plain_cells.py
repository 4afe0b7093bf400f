"""The notebooks' own cells in plain Python, a fresh fork a run: ``python plain_cells.py RUNS.json PROCESSES``.

No kernel, no messages, no notebook written, no chart drawn: nothing that runs these cells can take less.
"""

import ast
import gc
import json
import os
import sys
from pathlib import Path

import altair  # noqa: F401  loaded before the forks, as are the helpers below
import pandas  # noqa: F401
import pyarrow  # noqa: F401


def cells_of(notebook: dict) -> list[tuple[str, bool]]:
    """Return the source of each code cell, and whether it is the one with the parameters."""
    return [
        ("".join(cell["source"]), "parameters" in cell["metadata"].get("tags", []))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def run_cells(run: dict) -> None:
    """Execute one notebook's cells in its run folder."""
    os.chdir(run["folder"])
    names: dict = {"__name__": "__main__"}
    for source, parameters in cells_of(json.loads(Path(run["notebook"]).read_text())):
        exec(compile(source, "cell", "exec"), names)
        if parameters:
            names.update(run["parameters"])


def imported(runs: list[dict]) -> None:
    """Import what the cells import, once."""
    for path in sorted({run["notebook"] for run in runs}):
        for source, _ in cells_of(json.loads(Path(path).read_text())):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    exec(compile(ast.Module([node], []), "imports", "exec"), {})


def main() -> None:
    """Run every notebook's cells, so many at a time."""
    runs = json.loads(Path(sys.argv[1]).read_text())
    processes = int(sys.argv[2])
    imported(runs)
    gc.collect()
    gc.freeze()
    waiting, running = list(reversed(runs)), 0
    while waiting or running:
        while waiting and running < processes:
            run = waiting.pop()
            if os.fork() == 0:
                try:
                    run_cells(run)
                    os._exit(0)
                except BaseException:
                    import traceback

                    traceback.print_exc()
                    os._exit(1)
            running += 1
        _, status = os.wait()
        running -= 1
        if status:
            sys.exit("a run failed")


if __name__ == "__main__":
    main()
