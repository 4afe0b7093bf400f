"""What the desk's prepared process does once: what a build's does, and the charts' JavaScript for working offline."""

from __future__ import annotations

import contextlib
import os
from importlib.metadata import version
from pathlib import Path

#: Names the folder in which the bundle is kept between two sittings.
FOLDER = "WORKBENCH_CHART_BUNDLES"


def warm_up() -> None:
    """Do a build's warm-up; give Altair's chart widget its JavaScript. Nothing here may start a thread."""
    from workbench.execution.warming import warm_up as of_a_build

    of_a_build()
    with contextlib.suppress(ImportError, AttributeError, OSError):
        _bundle_charts()


def _bundle_charts() -> None:
    """Put Altair's offline bundle in place, made by a process of its own: vl-convert starts threads once imported.

    Where this is otherwise in another version of Altair, a notebook makes the bundle itself, which takes a second.
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        return
    import altair
    from altair.jupyter import JupyterChart

    if JupyterChart._is_offline:
        return
    file = Path(folder) / f"altair-{altair.__version__}-{version('vl-convert-python')}.js"
    if not file.is_file():
        child = os.fork()
        if child == 0:
            code = 1
            try:
                from helpers.explorer.offline import CHARTS, source

                part = file.with_suffix(f".{os.getpid()}")
                part.write_text(source(CHARTS), encoding="utf-8")
                part.replace(file)
                code = 0
            finally:
                os._exit(code)
        os.waitpid(child, 0)
    JupyterChart._esm = file.read_text(encoding="utf-8")
    JupyterChart._is_offline = True
