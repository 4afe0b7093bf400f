"""What a run was made of, part by part, on both sides alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from workbench.comparison.sides import Side
from workbench.plan.keys import Key

_HELPERS = "src/helpers/"
_NO_PARAMETERS = ("parameters/statistics/", "parameters/geography/")
_AUTHORED = ("evaluations.yaml", "matters.yaml", "recommendations.yaml", "progress.yaml")


def run_parts(before: Side, after: Side, name: str) -> tuple[Key, Key]:
    """Return the parts of a run's key on both sides.

    They are those of the record where both sides keep one. A release may keep its manifest alone: then both are read
    from the manifests and the executed notebooks, which name the files that changed, not which of them a run can reach.

    Parameters
    ----------
    before, after
        The sides.
    name
        Of the run, such as ``fife/03_surveys``.
    """
    if name in before.keys and name in after.keys:
        return before.keys[name], after.keys[name]
    return _from_manifest(before, name), _from_manifest(after, name)


def _from_manifest(side: Side, name: str) -> Key:
    manifest = side.manifest
    reads: Mapping[str, str] = side.run(name).get("reads", {})
    upstream = {read: value for read, value in reads.items() if read in manifest["runs"]}
    inputs: Mapping[str, str] = manifest["inputs"]
    area = name.partition("/")[0]
    place = "national" if area == "national" else f"areas/{area}"
    own = tuple(f"reports/{side.programme}/{place}/{file}" for file in _AUTHORED)
    parameters = {
        path: value
        for path, value in inputs.items()
        if path in own or (path.startswith("parameters/") and not path.startswith(_NO_PARAMETERS))
    }
    return Key(
        notebook=_cells(side.notebook(name)),
        helper={_module(path): value for path, value in inputs.items() if path.startswith(_HELPERS)},
        evidence={read: value for read, value in reads.items() if read not in upstream},
        parameter=parameters,
        environment=dict(manifest.get("versions", {})),
        upstream=upstream,
    )


def _module(path: str) -> str:
    """Return the module that a file of the helpers is.

    Examples
    --------
    >>> _module("src/helpers/charts/bars.py"), _module("src/helpers/words.csv")
    ('helpers.charts.bars', 'helpers/words.csv')
    """
    relative = path.removeprefix("src/")
    if not relative.endswith(".py"):
        return relative
    return relative.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _cells(notebook: Mapping[str, Any] | None) -> str:
    """Return a hash of an executed notebook's cells, without those that hold the run's parameters."""
    if notebook is None:
        return ""
    cells = [
        (cell["cell_type"], cell["source"])
        for cell in notebook["cells"]
        if "injected-parameters" not in cell.get("metadata", {}).get("tags", ())
    ]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()
