"""The palette of `_brand.yml` as CSS variables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.errors import InputFaults, WorkbenchError
from workbench.rendering.yaml_text import read_yaml

DARK = "-dark"


def read_palette(folder: Path) -> dict[str, str]:
    """Return the palette in ``folder/_brand.yml``: colour by name.

    Raises
    ------
    WorkbenchError
        When the file or its palette is missing.
    """
    file = folder / "_brand.yml"
    if not file.is_file():
        raise WorkbenchError(f"{folder} has no _brand.yml, which says the reports' colours and typeface.")
    brand, faults = read_yaml(file, "_brand.yml")
    if faults:
        raise InputFaults(faults)
    color: dict[str, Any] = brand.get("color") or {}
    palette = color.get("palette")
    if not isinstance(palette, dict) or not palette:
        raise WorkbenchError("_brand.yml names no colours under color: palette.")
    return {str(name): str(value) for name, value in palette.items()}


def css_variables(palette: dict[str, str]) -> str:
    """Return CSS that sets a variable for each colour, and the dark colours where the reader prefers dark.

    Examples
    --------
    >>> print(css_variables({"ink": "#000000", "ink-dark": "#ffffff"}))
    :root { color-scheme: light; --ink: #000000; }
    @media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --ink: #ffffff; } }
    """
    light = " ".join(f"--{name}: {value};" for name, value in palette.items() if not name.endswith(DARK))
    dark = " ".join(f"--{name.removesuffix(DARK)}: {value};" for name, value in palette.items() if name.endswith(DARK))
    return (
        f":root {{ color-scheme: light; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {dark} }} }}"
    )
