"""Open boundaries and the grid of tiles, read once."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=4)
def read_grid(path: Path) -> Mapping[str, tuple[int, int]]:
    """Return row and column of each area's code on the grid of tiles; none where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: (int(row["row"]), int(row["col"])) for row in csv.DictReader(lines)}


@lru_cache(maxsize=4)
def read_shapes(path: Path) -> Mapping[str, Any] | None:
    """Return the open boundaries of the council areas as TopoJSON, or None where there is no such file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
