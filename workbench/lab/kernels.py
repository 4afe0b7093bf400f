"""The kernels of the desk: warm ones where they can be had, ordinary ones and the reason where they cannot."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.execution.tasks import HASH_SEED
from workbench.files import private_folder, write_json
from workbench.lab.roles import DESK_NOTEBOOKS

if TYPE_CHECKING:
    from workbench.lab.sitting import Sitting

_PRELOADED = ("pandas", "pyarrow.parquet", "altair", "altair.jupyter", "duckdb", "ipywidgets", "anywidget", "itables")
_WARM_UP = "workbench.lab.warming:warm_up"
WARM, ORDINARY = "Python 3 (warm)", "Python 3"


@dataclass(frozen=True)
class Kernels:
    """What kernels the desk has.

    Parameters
    ----------
    display_name
        How JupyterLab calls them.
    reason
        Why they are ordinary ones; empty where they are warm.
    preload
        What the prepared process imports.
    """

    display_name: str
    reason: str = ""
    preload: tuple[str, ...] = ()
    _started: list[Any] = field(default_factory=list, repr=False)

    def prepare(self) -> None:
        """Start the prepared process while everything else starts; the first kernel waits for it."""
        if self.reason:
            return
        import warm_kernels

        def start() -> None:
            self._started.append(warm_kernels.ensure(self.preload, _WARM_UP, dict(HASH_SEED)))

        threading.Thread(target=start, name="prepare-kernels", daemon=True).start()

    def said(self) -> str:
        """Return a sentence on the kernels as things stand."""
        failed = next((each.reason for each in self._started if not each.running), "")
        if self.reason or failed:
            return f"Kernels: ordinary ones, which start more slowly. {self.reason or failed}"
        return "Kernels: forked from a prepared process."


def desk_kernels(sitting: Sitting | None, kept: Path | None = None) -> Kernels:
    """Return which kernels the desk can have for a programme's notebooks.

    Parameters
    ----------
    sitting
        The programme.
    kept
        Folder in which is kept what the prepared process imports: to find it out anew takes a second or two.
    """
    import warm_kernels

    able, reason = warm_kernels.supported()
    if not able:
        return Kernels(ORDINARY, reason)
    return Kernels(WARM, preload=_known_preload(sitting, kept) if sitting else ("pandas", "pyarrow.parquet", "altair"))


def _known_preload(sitting: Sitting, kept: Path | None) -> tuple[str, ...]:
    """Return what to import as it was kept, where neither helpers nor notebooks have changed since."""
    if kept is None:
        return _preloaded(sitting)
    path, state = kept / f"{sitting.programme.id}.json", _sources_state(sitting)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["state"] == state:
            return tuple(map(str, found["preload"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    preload = _preloaded(sitting)
    write_json(path, {"state": state, "preload": preload}, private=True)
    return preload


def _sources_state(sitting: Sitting) -> str:
    """Return a mark that differs once a helper, a notebook or this module has changed."""
    from workbench.plan.hashes import digest
    from workbench.plan.sources import helpers_folder

    folders = [(helpers_folder(sitting.project.root), "*.py"), (sitting.project.notebooks, "*.ipynb")]
    paths = [path for folder, which in folders if folder for path in sorted(folder.rglob(which))]
    status = [(str(path), path.stat()) for path in (*paths, Path(__file__))]
    return digest([[name, found.st_mtime_ns, found.st_size] for name, found in status])


def _preloaded(sitting: Sitting) -> tuple[str, ...]:
    """Return the packages and helper modules that the programme's notebooks and those of the desk can reach."""
    from workbench.plan.notebooks import read_notebook
    from workbench.plan.sources import HelperSources, helpers_folder

    sources = HelperSources(helpers_folder(sitting.project.root))
    stages = [sitting.planner.notebook(stage.id).code for stage in sitting.programme.stages]
    paths = [sitting.project.notebooks / f"{id}.ipynb" for id in DESK_NOTEBOOKS]
    codes = [*stages, *(read_notebook(path).code for path in paths if path.is_file())]
    packages = frozenset().union(*map(sources.packages, codes))
    modules = {name for code in codes for name in sources.reachable(code) if "/" not in name}
    wanted = [name for name in _PRELOADED if name.partition(".")[0] in packages and name != "altair.jupyter"]
    if {"altair", "anywidget"} <= packages:
        wanted.append("altair.jupyter")
    return (*wanted, *sorted(modules))


def kernel_variables(folder: Path) -> Mapping[str, str]:
    """Return what is set for every kernel, so that outputs are those of a build."""
    return {
        **HASH_SEED,
        "TZ": "UTC",
        # Neither a person's IPython start-up files nor their history change what a notebook shows.
        "IPYTHONDIR": str(private_folder(folder / "ipython")),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def write_kernelspec(kernels: Kernels, variables: Mapping[str, str], data_folder: Path) -> None:
    """Write the kernelspec that JupyterLab finds as ``python3``, before any other of that name."""
    from warm_kernels.kernelspec import contents

    spec = contents(list(kernels.preload), _WARM_UP, kernels.display_name)
    # What a kernel logs of itself (of loopback; of messages cut off when the desk is closed) would stand in the
    # terminal of somebody who is no programmer. What goes wrong in a cell stands in the notebook, and JupyterLab tells
    # of a kernel that has died.
    spec["argv"].append("--log-level=CRITICAL")
    if kernels.reason:
        del spec["metadata"]["kernel_provisioner"]
    spec["env"] = dict(variables)
    write_json(private_folder(data_folder / "kernels" / "python3") / "kernel.json", spec, private=True)
