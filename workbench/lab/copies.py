"""Working copies of notebooks: parameters filled in, a person's changes kept, the sources never touched."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import write_json, write_text
from workbench.plan.hashes import digest

#: Beside the copies: the cells as they were given, by path. It tells a person's changes from a newer source.
GIVEN = ".given.json"
SET_ASIDE = "set-aside"
INJECTED = "injected-parameters"


@dataclass(frozen=True)
class Copy:
    """A working copy.

    Parameters
    ----------
    path
        Where it lies.
    changed
        Whether a person has changed its cells.
    newer
        Whether the source has changed since, while a person's changes keep the copy as it is.
    """

    path: Path
    changed: bool = False
    newer: bool = False


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else source


def cells_digest(notebook: Mapping[str, Any]) -> str:
    """Return a hash of what a person can have changed: cells, their order, kinds and tags; not outputs.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": "1 + 1", "metadata": {}, "outputs": [], "execution_count": None}
    >>> ran = cell | {"outputs": [{"output_type": "stream"}], "execution_count": 3}
    >>> cells_digest({"cells": [cell]}) == cells_digest({"cells": [ran]})
    True
    """
    cells = notebook.get("cells", ())
    return digest([[c["cell_type"], _source(c), sorted(c.get("metadata", {}).get("tags", []))] for c in cells])


def with_parameters(notebook: Mapping[str, Any], values: Mapping[str, Any], kernel: str) -> dict[str, Any]:
    """Return a notebook with a cell that sets its parameters, where papermill would put it.

    Parameters
    ----------
    notebook
        The source as JSON (notebook format 4).
    values
        Values by parameter; nothing is put in where there are none.
    kernel
        How its kernel is called in JupyterLab.

    Examples
    --------
    >>> source = {"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "area = ''"}],
    ...     "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    >>> print(with_parameters(source, {"area": "fife"}, "Python 3")["cells"][1]["source"].rstrip())
    # Parameters
    area = "fife"
    """
    cells = []
    for cell in notebook["cells"]:
        tags = cell.get("metadata", {}).get("tags", [])
        if INJECTED in tags:
            continue
        cell = dict(cell)
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        cells.append(cell)
        if "parameters" in tags and values:
            lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
            cells.append(
                {
                    "cell_type": "code", "execution_count": None, "id": INJECTED, "metadata": {"tags": [INJECTED]},
                    "outputs": [], "source": "\n".join(["# Parameters", *lines, ""]),
                }
            )  # fmt: skip
    metadata = dict(notebook.get("metadata", {}))
    metadata["kernelspec"] = {"display_name": kernel, "language": "python", "name": "python3"}
    metadata["language_info"] = language_info()
    return {**notebook, "cells": cells, "metadata": metadata}


def language_info() -> dict[str, Any]:
    """Return what a kernel of this Python says of its language.

    JupyterLab would write it into the notebook, and show one that nobody has touched as changed.
    """
    return {
        "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": f"ipython{sys.version_info[0]}",
        "version": platform.python_version(),
    }


class WorkingCopies:
    """The working copies on one area's desk.

    Parameters
    ----------
    folder
        The area's folder.
    kernel
        How the kernel is called in JupyterLab.
    """

    def __init__(self, folder: Path, kernel: str) -> None:
        self._folder = folder
        self._kernel = kernel
        self._given = _read(folder / GIVEN) or {}

    def copy(self, source: str, name: str, values: Mapping[str, Any], relative: str, *, fresh: bool = False) -> Copy:
        """Put a working copy in its place, unless a person's own work stands there.

        Parameters
        ----------
        source
            Text of the source notebook.
        name
            Its file name, for messages.
        values
            Values of its parameters.
        relative
            Where the copy goes, relative to the area's folder.
        fresh
            Set aside what stands there and begin anew.

        Raises
        ------
        WorkbenchError
            When the source is not a notebook.
        """
        try:
            new = with_parameters(json.loads(source), values, self._kernel)
        except (ValueError, KeyError, TypeError):
            raise WorkbenchError(f"{name} is not a Jupyter notebook (format 4).") from None
        path = self._folder / relative
        given = cells_digest(new)
        if path.exists():
            there = _read(path)
            as_given = there is not None and cells_digest(there) == self._given.get(relative)
            if not fresh and as_given and self._given[relative] == given:
                return Copy(path)
            if not fresh and not as_given:
                return Copy(path, changed=True, newer=self._given.get(relative) != given)
            if not as_given or fresh:
                self._set_aside(path)
        write_text(path, json.dumps(new, indent=1, ensure_ascii=False, sort_keys=True) + "\n", private=True)
        self._given[relative] = given
        write_json(self._folder / GIVEN, self._given, private=True)
        return Copy(path)

    def _set_aside(self, path: Path) -> None:
        aside = self._folder / SET_ASIDE
        aside.mkdir(exist_ok=True)
        number = 1
        while (target := aside / f"{path.stem} ({number}){path.suffix}").exists():
            number += 1
        path.rename(target)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
