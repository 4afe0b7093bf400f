"""Figures drawn once per chart specification, and put into the executed notebook."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from workbench.files import canonical_json, write_text

LATER = "application/vnd.workbench.figure+json"


@cache
def _engine_state() -> str:
    """Return what else a drawing depends on: the drawing engine, the typeface and our own code."""
    from importlib.metadata import PackageNotFoundError, version

    import helpers.drawing

    versions = []
    for name in ("vl-convert-python", "fontpkg-atkinson-hyperlegible"):
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(name)
    return "\n".join([*versions, inspect.getsource(helpers.drawing)])


def drawn(spec: Mapping[str, Any], title: str, description: str, drawings: Path | None) -> str:
    """Return the SVG of a chart, from the cache where the same was drawn before.

    Parameters
    ----------
    spec
        The Vega-Lite specification.
    title, description
        For readers who cannot see it.
    drawings
        The cache folder, or None.
    """
    from helpers.drawing import draw_svg

    text = canonical_json([spec, title, description, _engine_state()])
    cached = drawings / f"{hashlib.sha256(text.encode()).hexdigest()}.svg" if drawings else None
    if cached is not None:
        try:
            return cached.read_text(encoding="utf-8")
        except FileNotFoundError:
            pass
    svg = draw_svg(dict(spec), title, description)
    if cached is not None:
        write_text(cached, svg)
    return svg


def draw_figures(results: Mapping[str, bytes], drawings: Path | None) -> dict[str, bytes]:
    """Return the results with an SVG beside each figure's specification.

    Parameters
    ----------
    results
        Content of the files of ``results/``; figures are listed in ``results.json``.
    drawings
        The cache folder, or None.

    Raises
    ------
    ValueError
        When a specification is none that can be drawn; it names the figure.
    """
    found = dict(results)
    for name, figure in json.loads(results["results.json"])["figures"].items():
        spec = figure.get("spec")
        if spec in results:
            try:
                svg = drawn(json.loads(results[spec]), figure["title"], figure["alt"], drawings)
            except ValueError as error:
                raise ValueError(f"the figure {name} cannot be drawn: {error}") from error
            found[spec.removesuffix(".vl.json") + ".svg"] = svg.encode()
    return found


def with_drawings(notebook: Mapping[str, Any], results: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the notebook with each figure that was left for later shown as its SVG.

    Outputs of figures that were not recorded keep their text alternative only.
    """
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell = {**cell, "outputs": [_shown(output, results) for output in cell["outputs"]]}
        cells.append(cell)
    return {**notebook, "cells": cells}


def _shown(output: Mapping[str, Any], results: Mapping[str, bytes]) -> dict[str, Any]:
    data = dict(output.get("data", {}))
    if LATER not in data:
        return dict(output)
    name = data.pop(LATER)["name"]
    svg = results.get(f"figures/{name}.svg")
    if svg is not None:
        data["image/svg+xml"] = svg.decode()
    metadata = {mime: value for mime, value in output.get("metadata", {}).items() if mime != LATER}
    return {**output, "data": data, "metadata": metadata}
